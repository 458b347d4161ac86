import { expect, it } from 'vitest'
import { relativeLuminance } from '../../../embeddings/pixels/brightness.ts'
import type { Pixels } from '../../../embeddings/pixels/pixels.ts'

function plain(red: number, green: number, blue: number): Pixels {
  return {
    width: 2,
    height: 1,
    data: Uint8ClampedArray.of(red, green, blue, 255, red, green, blue, 255),
  }
}

it('relative luminance is that of WCAG: linear, and green counts most', () => {
  expect(relativeLuminance(plain(0, 0, 0))).toBe(0)
  expect(relativeLuminance(plain(255, 255, 255))).toBeCloseTo(1, 10)
  expect(relativeLuminance(plain(255, 0, 0))).toBeCloseTo(0.2126, 10)
  expect(relativeLuminance(plain(0, 255, 0))).toBeCloseTo(0.7152, 10)
  // The grey whose luminance is a half stands far above the middle of the levels.
  expect(relativeLuminance(plain(188, 188, 188))).toBeCloseTo(0.5, 2)
})

it('relative luminance of a picture is the mean of its pixels', () => {
  const half = Uint8ClampedArray.of(0, 0, 0, 255, 255, 255, 255, 255)
  expect(relativeLuminance({ width: 2, height: 1, data: half })).toBeCloseTo(0.5, 10)
  expect(relativeLuminance({ width: 0, height: 0, data: new Uint8ClampedArray() })).toBe(0)
})
