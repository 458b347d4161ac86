import type { MorphMix } from './morph-course.ts'
import { cornersAt } from './morph-mesh.ts'
import type { MorphPixels } from './morph-pixels.ts'

/** Places in a picture are counted in 65,536ths of a pixel. */
const ONE = 65_536

/**
 * Paints the mix into `target`, which has the pictures' size and is left as an ImageData has it,
 * not multiplied by opacity. Every triangle takes each of its pixels from where the same triangle
 * has it on the two pictures, between four pixels there; neighbours share an edge to the last bit,
 * so that there are neither seams nor pixels painted twice. All sums are of
 * integers.
 */
export function paintMorph(of: MorphPixels, mix: MorphMix, target: Uint32Array): void {
  const { mesh, density, frame, width, height, visitor, portrait } = of
  const corners = cornersAt(mesh, mix.shape)
  const visitorShare = Math.round((1 - mix.colour) * 256)
  const painting: Painting = {
    width,
    height,
    visitor,
    portrait,
    target,
    columns: coverage(frame.x, frame.width, width),
    rows: coverage(frame.y, frame.height, height),
    visitorShare,
    colourShare: 256 - visitorShare,
    groundShare: Math.round(mix.ground * 256),
  }
  const corner = (at: number): PaintedCorner => {
    const x = 2 * (mesh.triangles[at] as number)
    const placed = (places: Float32Array, axis: 0 | 1) => (places[x + axis] as number) * density
    return {
      x: placed(corners, 0),
      y: placed(corners, 1),
      visitorX: placed(mesh.visitor, 0),
      visitorY: placed(mesh.visitor, 1),
      portraitX: placed(mesh.portrait, 0),
      portraitY: placed(mesh.portrait, 1),
    }
  }
  for (let at = 0; at < mesh.triangles.length; at += 3) {
    paintTriangle(painting, [corner(at), corner(at + 1), corner(at + 2)])
  }
}

/** What a picture is painted of, and onto; shares in 256ths. */
type Painting = {
  readonly width: number
  readonly height: number
  readonly visitor: Uint32Array
  readonly portrait: Uint32Array
  readonly target: Uint32Array
  /** How much of each column and row the painting covers, in 256ths. */
  readonly columns: Uint16Array
  readonly rows: Uint16Array
  readonly visitorShare: number
  readonly colourShare: number
  readonly groundShare: number
}

/** Where a corner is painted, and where it lies on either picture. */
type PaintedCorner = {
  readonly x: number
  readonly y: number
  readonly visitorX: number
  readonly visitorY: number
  readonly portraitX: number
  readonly portraitY: number
}

type PaintedTriangle = readonly [PaintedCorner, PaintedCorner, PaintedCorner]

function paintTriangle(painting: Painting, triangle: PaintedTriangle): void {
  const [a, b, c] = triangle
  const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
  if (area === 0) return
  const planes = SOURCES.map((source) => {
    const [toB, toC] = [b[source] - a[source], c[source] - a[source]]
    return {
      from: a[source],
      across: (toB * (c.y - a.y) - toC * (b.y - a.y)) / area,
      down: (toC * (b.x - a.x) - toB * (c.x - a.x)) / area,
    }
  })
  const walk = new Int32Array(8)
  planes.forEach(({ across }, index) => {
    walk[4 + index] = Math.round(across * ONE)
  })
  const top = Math.max(0, Math.ceil(Math.min(a.y, b.y, c.y) - 0.5))
  const bottom = Math.min(painting.height, Math.ceil(Math.max(a.y, b.y, c.y) - 0.5))
  for (let y = top; y < bottom; y++) {
    const middle = y + 0.5
    let from = Number.POSITIVE_INFINITY
    let to = Number.NEGATIVE_INFINITY
    for (let side = 0; side < 3; side++) {
      const one = triangle[side] as PaintedCorner
      const other = triangle[(side + 1) % 3] as PaintedCorner
      if (one.y <= middle === other.y <= middle) continue
      // The same sum for either triangle that has this edge.
      const [upper, lower] = one.y < other.y ? [one, other] : [other, one]
      const x = upper.x + ((middle - upper.y) / (lower.y - upper.y)) * (lower.x - upper.x)
      from = Math.min(from, x)
      to = Math.max(to, x)
    }
    const left = Math.max(0, Math.ceil(from - 0.5))
    const right = Math.min(painting.width, Math.ceil(to - 0.5))
    if (left >= right) continue
    for (let index = 0; index < 4; index++) {
      const plane = planes[index] as (typeof planes)[number]
      const at = plane.from + (left + 0.5 - a.x) * plane.across + (middle - a.y) * plane.down
      walk[index] = Math.round((at - 0.5) * ONE)
    }
    paintSpan(painting, walk, y, left, right)
  }
}

const SOURCES = ['visitorX', 'visitorY', 'portraitX', 'portraitY'] as const

/**
 * Paints the pixels of a line from `left` to before `right`. `walk` is where the first of them lies
 * on the visitor's picture and on the portrait's, x and y, and how far each next one is from it.
 * Written for the compiler: nothing is made for a pixel, and every sum is of integers.
 */
function paintSpan(
  of: Painting,
  walk: Int32Array,
  line: number,
  left: number,
  right: number,
): void {
  const { visitor, portrait, target, columns, width } = of
  const { visitorShare, colourShare, groundShare } = of
  const lastX = (width - 1) * ONE
  const lastY = (of.height - 1) * ONE
  const row = of.rows[line] as number
  const end = line * width + right
  let column = left
  let vX = walk[0] as number
  let vY = walk[1] as number
  let pX = walk[2] as number
  let pY = walk[3] as number
  const stepVx = walk[4] as number
  const stepVy = walk[5] as number
  const stepPx = walk[6] as number
  const stepPy = walk[7] as number
  for (let pixel = line * width + left; pixel < end; pixel++) {
    // Red and blue lie in one sum, green and opacity in another.
    let x = Math.max(0, Math.min(lastX, vX))
    let y = Math.max(0, Math.min(lastY, vY))
    let fx = (x >>> 8) & 255
    let fy = (y >>> 8) & 255
    let at = (y >>> 16) * width + (x >>> 16)
    let beside = fx === 0 ? at : at + 1
    let below = fy === 0 ? 0 : width
    let c00 = visitor[at] as number
    let c10 = visitor[beside] as number
    let c01 = visitor[at + below] as number
    let c11 = visitor[beside + below] as number
    const vRb = between(c00, c10, c01, c11, fx, fy)
    const vGa = between(c00 >>> 8, c10 >>> 8, c01 >>> 8, c11 >>> 8, fx, fy)
    x = Math.max(0, Math.min(lastX, pX))
    y = Math.max(0, Math.min(lastY, pY))
    fx = (x >>> 8) & 255
    fy = (y >>> 8) & 255
    at = (y >>> 16) * width + (x >>> 16)
    beside = fx === 0 ? at : at + 1
    below = fy === 0 ? 0 : width
    c00 = portrait[at] as number
    c10 = portrait[beside] as number
    c01 = portrait[at + below] as number
    c11 = portrait[beside + below] as number
    const pRb = between(c00, c10, c01, c11, fx, fy)
    const pGa = between(c00 >>> 8, c10 >>> 8, c01 >>> 8, c11 >>> 8, fx, fy)
    // Where there is nothing of the visitor, the painting comes at a pace of its own.
    const there = vGa >>> 16
    const seen = (row * (columns[column] as number)) >>> 8
    const wanted = groundShare * (255 - there) + colourShare * there
    const share = (wanted * seen * WANTED_TO_SHARE + 0.5) | 0
    const rb = mixed(vRb, visitorShare, pRb, share)
    const ga = mixed(vGa, visitorShare, pGa, share)
    const opacity = ga >>> 16
    if (opacity === 255 || opacity === 0) {
      target[pixel] = rb | (ga << 8)
    } else {
      const gain = GAINS[opacity] as number
      const red = Math.min(255, ((rb & 255) * gain + 0x8000) >>> 16)
      const green = Math.min(255, ((ga & 255) * gain + 0x8000) >>> 16)
      const blue = Math.min(255, ((rb >>> 16) * gain + 0x8000) >>> 16)
      target[pixel] = red | (green << 8) | (blue << 16) | (opacity << 24)
    }
    column += 1
    vX += stepVx
    vY += stepVy
    pX += stepPx
    pY += stepPy
  }
}

/**
 * Two channels at once of a colour between those of four pixels, `fx` and `fy` 256ths of the way
 * right and down: in bits 0 to 7 and 16 to 23, as they are in the four.
 */
function between(
  c00: number,
  c10: number,
  c01: number,
  c11: number,
  fx: number,
  fy: number,
): number {
  const w11 = (fx * fy) >>> 8
  const sum =
    Math.imul(c00 & 0xff00ff, 256 - fx - fy + w11) +
    Math.imul(c10 & 0xff00ff, fx - w11) +
    Math.imul(c01 & 0xff00ff, fy - w11) +
    Math.imul(c11 & 0xff00ff, w11)
  return ((sum + HALVES) >>> 8) & 0xff00ff
}

/** Two channels of one colour and of another, each by so many 256ths. */
function mixed(one: number, share: number, other: number, otherShare: number): number {
  return ((Math.imul(one, share) + Math.imul(other, otherShare) + HALVES) >>> 8) & 0xff00ff
}

/** A half in either of two channels: what is cut off is rounded. */
const HALVES = 0x800080

/** From 256ths of 255 times 256ths to 256ths. */
const WANTED_TO_SHARE = 1 / (255 * 256)

/** 65,536ths of the factor that undoes the multiplication by each opacity. */
const GAINS = Uint32Array.from({ length: 256 }, (_, opacity) =>
  opacity === 0 ? 0 : Math.round((255 * ONE) / opacity),
)

/** How much of each pixel of a row lies between two places on it, in 256ths. */
function coverage(start: number, length: number, pixels: number): Uint16Array {
  return Uint16Array.from({ length: pixels }, (_, pixel) => {
    const covered = Math.min(pixel + 1, start + length) - Math.max(pixel, start)
    return Math.round(256 * Math.min(1, Math.max(0, covered)))
  })
}
