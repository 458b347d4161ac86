import { describe, expect, it } from 'vitest'
import { createMeter } from '../../../kiosk/upkeep/meter.ts'

describe('a meter', () => {
  it('tells how often and how long over the last five seconds, and nothing of before', () => {
    let nowMs = 0
    const meter = createMeter(() => nowMs)
    expect(meter.rate()).toBeNull()
    for (const tookMs of [10, 90, 20, 30, 25]) {
      nowMs += 1_000
      meter.count(tookMs)
    }
    expect(meter.rate()).toEqual({ perSecond: 1, medianMs: 25 })
    nowMs += 3_500
    expect(meter.rate()).toEqual({ perSecond: 0.4, medianMs: 30 })
    nowMs += 5_000
    expect(meter.rate()).toBeNull()
  })
})
