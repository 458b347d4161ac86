import { describe, expect, it } from 'vitest'
import { matchColours } from '../../../kiosk/morph/match-colours.ts'
import type { MorphPixels } from '../../../kiosk/morph/morph-pixels.ts'
import { premultiplied } from '../../../kiosk/morph/morph-pixels.ts'

const SIZE = 60
const FACE = { x: 30, y: 30, radiusX: 26, radiusY: 28 }

type Colour = readonly [red: number, green: number, blue: number, opacity: number]

function painted(colourAt: (x: number, y: number) => Colour): Uint32Array<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(SIZE * SIZE * 4)
  for (let at = 0; at < SIZE * SIZE; at++) {
    bytes.set(colourAt(at % SIZE, Math.floor(at / SIZE)), at * 4)
  }
  return premultiplied(bytes)
}

function matched(visitor: Uint32Array<ArrayBuffer>, portrait: Uint32Array<ArrayBuffer>) {
  const of = { width: SIZE, height: SIZE, visitor, portrait } as unknown as MorphPixels
  matchColours(of, FACE)
  return new Uint8ClampedArray(visitor.buffer)
}

/** The mean of a channel in the middle of the face. */
function meanOf(bytes: Uint8ClampedArray, channel: number): number {
  let sum = 0
  for (let y = 20; y < 40; y++) {
    for (let x = 20; x < 40; x++) sum += bytes[(y * SIZE + x) * 4 + channel] as number
  }
  return sum / 400
}

const pale = (x: number, y: number): Colour => [190 + ((x + y) % 20), 190, 205, 255]
const warm = (x: number, y: number): Colour => [140 + 3 * ((x + y) % 20), 92, 60, 255]

describe('a visitor in the colours of a portrait', () => {
  it('has its mean and its spread', () => {
    const bytes = matched(painted(pale), painted(warm))
    const wanted = new Uint8ClampedArray(painted(warm).buffer)
    for (const channel of [0, 1, 2]) {
      expect(Math.abs(meanOf(bytes, channel) - meanOf(wanted, channel))).toBeLessThan(8)
    }
    const reds = Array.from({ length: 20 }, (_, x) => bytes[(30 * SIZE + 20 + x) * 4] as number)
    // Farther apart than before, not three times as far: that would show the camera's noise.
    const reach = Math.max(...reds) - Math.min(...reds)
    expect(reach).toBeGreaterThan(19)
    expect(reach).toBeLessThan(57)
  })

  it('stays as it is where both are alike, and as clear as it was', () => {
    const faded = (x: number, y: number): Colour =>
      [...pale(x, y).slice(0, 3), (x * 4) % 256] as unknown as Colour
    const before = painted(faded)
    const bytes = matched(painted(faded), painted(faded))
    const kept = new Uint8ClampedArray(before.buffer)
    bytes.forEach((value, at) => {
      expect(Math.abs(value - (kept[at] as number))).toBeLessThanOrEqual(at % 4 === 3 ? 0 : 2)
    })
  })

  it('is left alone where nothing of either is seen', () => {
    const nobody = painted(() => [0, 0, 0, 0])
    expect(matched(painted(pale), nobody)).toEqual(new Uint8ClampedArray(painted(pale).buffer))
    expect(matched(nobody, painted(warm)).every((value) => value === 0)).toBe(true)
  })
})
