import { describe, expect, it } from 'vitest'
import { layPair } from '../../../kiosk/morph/lay-pair.ts'
import { HALF_WAY, type MorphMix, mixAt } from '../../../kiosk/morph/morph-course.ts'
import { morphMesh } from '../../../kiosk/morph/morph-mesh.ts'
import { type MorphPixels, premultiplied } from '../../../kiosk/morph/morph-pixels.ts'
import { paintMorph } from '../../../kiosk/morph/paint-morph.ts'
import type { FacePlace } from '../../../kiosk/wall/layout.ts'
import { FACING, stillOf } from './made-up-head.ts'

const SIZE = { width: 168, height: 296 }
const place: FacePlace = { x: 0, y: 0, ...SIZE, eyeX: 84, eyeY: 136, eyeDistance: 50 }
const WHOLE = { x: 0, y: 0, ...SIZE }
const START = mixAt(0)
const END = mixAt(1)
const MIXES: readonly MorphMix[] = [START, mixAt(0.3), HALF_WAY, mixAt(0.7), END]

type Colour = readonly [red: number, green: number, blue: number, opacity: number]

/** Two pictures, painted by a function each, of heads that are turned away from one another. */
function pixelsOf(
  visitor: (x: number, y: number) => Colour,
  portrait: (x: number, y: number) => Colour,
  frame = WHOLE,
): MorphPixels {
  const pair = {
    portraitId: 'portrait',
    visitor: stillOf({ ...FACING, yaw: 25, roll: 12 }),
    portrait: stillOf({ ...FACING, yaw: -25, mouth: 0.1 }, { width: 500, height: 640 }),
  }
  const laid = layPair(pair, place, { mirrored: true, screenDensity: 1 })
  const painted = (colourAt: typeof visitor) => {
    const bytes = new Uint8ClampedArray(SIZE.width * SIZE.height * 4)
    for (let pixel = 0; pixel < SIZE.width * SIZE.height; pixel++) {
      const at = colourAt(pixel % SIZE.width, Math.floor(pixel / SIZE.width))
      bytes.set(at, pixel * 4)
    }
    return premultiplied(bytes)
  }
  return {
    ...SIZE,
    visitor: painted(visitor),
    portrait: painted(portrait),
    frame,
    mesh: morphMesh(laid.visitor.landmarks, laid.portrait.landmarks, SIZE),
    density: 1,
  }
}

function paint(pixels: MorphPixels, mix: MorphMix): Uint8ClampedArray {
  const target = new Uint32Array(SIZE.width * SIZE.height)
  // What no triangle covers keeps a colour that no picture here has.
  target.fill(0xff00ff00)
  paintMorph(pixels, mix, target)
  return new Uint8ClampedArray(target.buffer)
}

const checks = (x: number, y: number): Colour =>
  (x >> 3) % 2 === (y >> 3) % 2 ? [210, 30, 60, 255] : [20, 40, 200, 255]
const faded = (x: number, y: number): Colour => [200, 120, 80, (x * 7 + y * 3) % 256]
const grey = (): Colour => [100, 100, 100, 255]
const nothing = (): Colour => [0, 0, 0, 0]

describe('a painted morph', () => {
  it('is the visitor’s picture at its beginning and the portrait’s at its end, to the last bit', () => {
    const pixels = pixelsOf(faded, checks)
    const [start, end] = [premultiplied(paint(pixels, START)), premultiplied(paint(pixels, END))]
    expect(start.findIndex((pixel, at) => pixel !== pixels.visitor[at])).toBe(-1)
    expect(end.findIndex((pixel, at) => pixel !== pixels.portrait[at])).toBe(-1)
  })

  it('leaves no seam: two grey pictures are grey all the way', () => {
    const pixels = pixelsOf(grey, grey)
    for (const mix of MIXES) {
      const painted = paint(pixels, mix)
      const isGrey = (value: number, at: number) =>
        at % 4 === 3 ? value === 255 : Math.abs(value - 100) <= 1
      expect(painted.findIndex((value, at) => !isGrey(value, at))).toBe(-1)
    }
  })

  it('bends a picture without tearing it: what was even stays even', () => {
    const slope = (x: number, y: number): Colour => [x + 40, 0, y / 2 + 40, 255]
    const painted = paint(pixelsOf(slope, slope), HALF_WAY)
    const line = SIZE.width * 4
    const steepest = painted.reduce((most, value, at) => {
      if (at < line || at % line < 4) return most
      const left = Math.abs(value - (painted[at - 4] as number))
      return Math.max(most, left, Math.abs(value - (painted[at - line] as number)))
    }, 0)
    expect(steepest).toBeGreaterThan(0)
    expect(steepest).toBeLessThan(8)
  })

  it('shows nothing of a painting beyond its edges, and half of a pixel that is half beyond', () => {
    const frame = { x: 20.5, y: 30, width: 100, height: 200 }
    const painted = paint(pixelsOf(nothing, grey, frame), END)
    const opacity = (x: number, y: number) => painted[(y * SIZE.width + x) * 4 + 3]
    expect(opacity(19, 100)).toBe(0)
    expect(opacity(20, 100)).toBeGreaterThan(120)
    expect(opacity(20, 100)).toBeLessThan(136)
    expect(opacity(21, 100)).toBe(255)
    expect(opacity(60, 29)).toBe(0)
    expect(opacity(60, 30)).toBe(255)
  })

  it('shows all of the painting around the visitor on a poster, and on the way a part of it', () => {
    const opacity = (mix: MorphMix) => paint(pixelsOf(nothing, grey), mix)[3] as number
    expect(opacity(HALF_WAY)).toBe(255)
    expect(opacity(mixAt(0.5))).toBeGreaterThan(20)
    expect(opacity(mixAt(0.5))).toBeLessThan(200)
    expect(opacity(START)).toBe(0)
  })
})
