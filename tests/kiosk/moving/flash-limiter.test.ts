import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFlashLimiter } from '../../../kiosk/moving/flash-limiter.ts'

/** Pictures by their luminance, each after so many milliseconds. */
const shows = fc.array(
  fc.record({
    luminance: fc.double({ min: 0, max: 1, noNaN: true }),
    afterMs: fc.integer({ min: 0, max: 300 }),
  }),
  { minLength: 2, maxLength: 120 },
)

type Shown = { readonly luminance: number; readonly atMs: number }

function underTheLamp(list: readonly { luminance: number; afterMs: number }[]): Shown[] {
  const limiter = createFlashLimiter()
  let atMs = 0
  return list.map(({ luminance, afterMs }) => {
    atMs += afterMs
    return { luminance: luminance * limiter.light(luminance, atMs), atMs }
  })
}

/**
 * How often luminance went up by a tenth or more and down again by as much, from `from` for a
 * second.
 */
function flashesWithinASecond(shown: readonly Shown[], from: number): number {
  const start = shown[from]?.atMs ?? 0
  let flashes = 0
  let lowest = shown[from]?.luminance ?? 0
  let highest = lowest
  let isUp = false
  for (const { luminance, atMs } of shown.slice(from)) {
    if (atMs - start > 1000) break
    if (!isUp && luminance - lowest >= 0.1) {
      isUp = true
      highest = luminance
    } else if (isUp && highest - luminance >= 0.1) {
      isUp = false
      flashes++
      lowest = luminance
    }
    lowest = isUp ? luminance : Math.min(lowest, luminance)
    highest = Math.max(isUp ? highest : luminance, luminance)
  }
  return flashes
}

describe('the flash limiter over moving pictures', () => {
  it('lets no more than three flashes pass in any second, whatever is shown', () => {
    fc.assert(
      fc.property(shows, (list) => {
        const shown = underTheLamp(list)
        for (let from = 0; from < shown.length; from++) {
          expect(flashesWithinASecond(shown, from)).toBeLessThanOrEqual(3)
        }
      }),
    )
  })

  it('counts flashes where there is no flash limiter', () => {
    const blinking = Array.from({ length: 20 }, (_, i) => ({ luminance: i % 2, atMs: i * 50 }))
    expect(flashesWithinASecond(blinking, 0)).toBeGreaterThan(3)
  })

  it('shows a darker picture as it is, at once', () => {
    const limiter = createFlashLimiter()
    limiter.light(0.6, 0)
    expect(limiter.light(0.2, 10)).toBe(1)
  })

  it('turns up until a brighter picture has all of its light', () => {
    const limiter = createFlashLimiter()
    limiter.light(0.2, 0)
    expect(limiter.light(0.5, 0)).toBeCloseTo(0.4)
    expect(limiter.light(0.5, 500)).toBeCloseTo(0.7)
    expect(limiter.light(0.5, 1000)).toBeCloseTo(1)
  })

  it('shows the first picture after a pause as it is', () => {
    const limiter = createFlashLimiter()
    limiter.light(0.1, 0)
    limiter.forget()
    expect(limiter.light(0.9, 1)).toBe(1)
  })
})
