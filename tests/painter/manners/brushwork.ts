/**
 * The brush. Longer than other files because choosing, colouring and laying a stroke are one tight
 * loop.
 */
import { type Random, seededRandom } from '../casting/random.ts'
import type { Study } from '../light/study.ts'
import { noise } from '../sculpture/noise.ts'
import { at } from '../sculpture/sheet.ts'
import type { Picture } from './picture.ts'

/** One going-over of the picture with one brush. */
export type Pass = {
  /** Half the brush's width and the stroke's length, pixels. */
  radius: number
  length: number
  /** Pixels between strokes. */
  spacing: number
  opacity: number
  /** How thickly paint stands, 0 … 1. */
  body: number
  /** Strokes are laid only where the picture is off by more than this (0 = everywhere). */
  tolerance: number
  /** Only where the study's detail is at least / at most this. */
  fromDetail?: number
  toDetail?: number
  /** Deviation of a stroke's lightness and of its hue. */
  valueJitter: number
  hueJitter: number
  /** Radians a stroke may stray from the form. */
  stray: number
  /** Direction on the bare ground, radians; undefined lets strokes wander there. */
  groundAngle?: number
  brush: 'bristle' | 'soft' | 'dry'
}

const ALONG = 48
const ACROSS = 24
const VARIANTS = 8
/** Brush marks seen from above: how much paint each part of the mark leaves. */
const MARKS = new Map<Pass['brush'], Float32Array[]>()

function marksOf(kind: Pass['brush']): Float32Array[] {
  const known = MARKS.get(kind)
  if (known) return known
  const marks = Array.from({ length: VARIANTS }, (_, variant) => {
    const mark = new Float32Array(ALONG * ACROSS)
    for (let i = 0; i < ALONG; i++) {
      for (let j = 0; j < ACROSS; j++) {
        const t = (i + 0.5) / ALONG
        const w = ((j + 0.5) / ACROSS) * 2 - 1
        const bristle = noise(j * 0.9, i * 0.06, 200 + variant)
        const ragged = 0.12 * noise(j * 0.7, 3, 300 + variant)
        const ends =
          Math.min(1, Math.max(0, (t - ragged) / 0.1)) *
          Math.min(1, Math.max(0, (1 - ragged * 1.6 - t) / 0.22))
        const sides = Math.min(1, (1 - Math.abs(w)) / (kind === 'soft' ? 0.7 : 0.3))
        let value = ends * sides
        if (kind === 'bristle') value *= 0.62 + 0.5 * bristle
        if (kind === 'dry') value *= Math.max(0, Math.min(1, (bristle * 1.5 - 0.35 - 0.35 * t) * 3))
        mark[i * ACROSS + j] = Math.min(1, Math.max(0, value))
      }
    }
    return mark
  })
  MARKS.set(kind, marks)
  return marks
}

/**
 * Goes over the picture once, each stroke in the study's colour at its middle and along the study's
 * flow.
 */
export function goOver(
  picture: Picture,
  study: Study,
  target: Picture,
  pass: Pass,
  seed: number,
): void {
  const random = seededRandom(seed)
  const { width, height } = picture
  const marks = marksOf(pass.brush)
  const step = pass.spacing * 1.15
  const places: number[] = []
  for (let y = step / 2; y < height; y += step)
    for (let x = step / 2; x < width; x += step) places.push(Math.floor(y) * 65536 + Math.floor(x))
  shuffle(places, random)
  const low = pass.fromDetail ?? -1
  const high = pass.toDetail ?? 2
  const colour: [number, number, number] = [0, 0, 0]
  for (const place of places) {
    const x = Math.min(width - 1, Math.max(0, (place % 65536) + (random.next() - 0.5) * step))
    const y = Math.min(
      height - 1,
      Math.max(0, Math.floor(place / 65536) + (random.next() - 0.5) * step),
    )
    const i = Math.floor(y) * width + Math.floor(x)
    const detail = at(study.detail, i)
    if (detail < low || detail > high) continue
    meanColour(target, x, y, pass.radius * 0.6, colour)
    if (pass.tolerance > 0) {
      const off =
        Math.abs(colour[0] - at(picture.colour, i * 3)) +
        Math.abs(colour[1] - at(picture.colour, i * 3 + 1)) +
        Math.abs(colour[2] - at(picture.colour, i * 3 + 2))
      if (off < pass.tolerance) continue
    }
    const fx = at(study.flow, i * 2)
    const fy = at(study.flow, i * 2 + 1)
    const edge = edgeAngle(target, x, y, pass.radius)
    let angle =
      edge !== undefined
        ? edge
        : fx === 0 && fy === 0
          ? (pass.groundAngle ?? random.next() * Math.PI) + (random.next() - 0.5) * 0.7
          : Math.atan2(fy, fx)
    angle += (random.next() - 0.5) * 2 * pass.stray * (edge === undefined ? 1 : 0.3)
    const value = (random.next() - 0.5) * 2 * pass.valueJitter
    const warm = (random.next() - 0.5) * 2 * pass.hueJitter
    const green = (random.next() - 0.5) * pass.hueJitter
    const length = pass.length * (0.7 + 0.6 * random.next())
    const mark = marks[Math.floor(random.next() * VARIANTS)] as Float32Array
    stroke(
      picture,
      mark,
      x,
      y,
      angle,
      length,
      pass.radius * (0.8 + 0.4 * random.next()),
      colour[0] + value + warm,
      colour[1] + value + green,
      colour[2] + value - warm,
      pass.opacity,
      pass.body,
    )
  }
}

function shuffle(places: number[], random: Random): void {
  for (let i = places.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1))
    const kept = places[i] as number
    places[i] = places[j] as number
    places[j] = kept
  }
}

/** Along the edge that runs under a brush of this radius, if one does. */
function edgeAngle(target: Picture, x: number, y: number, radius: number): number | undefined {
  const { width, height, colour } = target
  const reach = Math.max(1, Math.round(radius * 0.7))
  const px = Math.min(width - 1 - reach, Math.max(reach, Math.round(x)))
  const py = Math.min(height - 1 - reach, Math.max(reach, Math.round(y)))
  const i = (py * width + px) * 3
  const dx = reach * 3
  const dy = reach * width * 3
  let gx = 0
  let gy = 0
  for (let c = 0; c < 3; c++) {
    gx += at(colour, i + dx + c) - at(colour, i - dx + c)
    gy += at(colour, i + dy + c) - at(colour, i - dy + c)
  }
  return gx * gx + gy * gy < 0.055 ? undefined : Math.atan2(gx, -gy)
}

function meanColour(
  target: Picture,
  x: number,
  y: number,
  reach: number,
  out: [number, number, number],
): void {
  const { width, height, colour } = target
  let r = 0
  let g = 0
  let b = 0
  for (let k = 0; k < 5; k++) {
    const px = Math.min(
      width - 1,
      Math.max(0, Math.round(x + (k === 1 ? reach : k === 2 ? -reach : 0))),
    )
    const py = Math.min(
      height - 1,
      Math.max(0, Math.round(y + (k === 3 ? reach : k === 4 ? -reach : 0))),
    )
    const i = (py * width + px) * 3
    r += at(colour, i)
    g += at(colour, i + 1)
    b += at(colour, i + 2)
  }
  out[0] = r / 5
  out[1] = g / 5
  out[2] = b / 5
}

/** Lays one mark: paint covers what is under it, and stands up by its body. */
function stroke(
  picture: Picture,
  mark: Float32Array,
  x: number,
  y: number,
  angle: number,
  length: number,
  radius: number,
  r: number,
  g: number,
  b: number,
  opacity: number,
  body: number,
): void {
  const { width, height, colour, relief } = picture
  const c = Math.cos(angle)
  const s = Math.sin(angle)
  const half = length / 2
  const spanX = Math.abs(c) * half + Math.abs(s) * radius
  const spanY = Math.abs(s) * half + Math.abs(c) * radius
  const x0 = Math.max(0, Math.ceil(x - spanX))
  const x1 = Math.min(width - 1, Math.floor(x + spanX))
  const y0 = Math.max(0, Math.ceil(y - spanY))
  const y1 = Math.min(height - 1, Math.floor(y + spanY))
  const perLength = ALONG / length
  const perWidth = ACROSS / (2 * radius)
  for (let py = y0; py <= y1; py++) {
    const dy = py - y
    const a0 = dy * s + half
    const b0 = dy * c + radius
    // the stretch of this row that lies under the brush
    let from = x0 - x
    let to = x1 - x
    if (c > 1e-6) {
      from = Math.max(from, -a0 / c)
      to = Math.min(to, (length - a0) / c)
    } else if (c < -1e-6) {
      from = Math.max(from, (length - a0) / c)
      to = Math.min(to, -a0 / c)
    }
    if (s > 1e-6) {
      from = Math.max(from, (b0 - 2 * radius) / s)
      to = Math.min(to, b0 / s)
    } else if (s < -1e-6) {
      from = Math.max(from, b0 / s)
      to = Math.min(to, (b0 - 2 * radius) / s)
    }
    const first = Math.ceil(from + x)
    const last = Math.floor(to + x)
    let along = ((first - x) * c + a0) * perLength
    let across = (b0 - (first - x) * s) * perWidth
    const alongStep = c * perLength
    const acrossStep = -s * perWidth
    for (let px = first; px <= last; px++, along += alongStep, across += acrossStep) {
      if (along < 0 || across < 0 || along >= ALONG || across >= ACROSS) continue
      const laid = at(mark, (along | 0) * ACROSS + (across | 0))
      const a = laid * opacity
      if (a < 0.01) continue
      const i = py * width + px
      const k = i * 3
      colour[k] = at(colour, k) + (r - at(colour, k)) * a
      colour[k + 1] = at(colour, k + 1) + (g - at(colour, k + 1)) * a
      colour[k + 2] = at(colour, k + 2) + (b - at(colour, k + 2)) * a
      relief[i] = at(relief, i) * (1 - a * 0.8) + laid * body * a
    }
  }
}
