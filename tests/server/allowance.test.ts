import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowances, tokenBucket } from '../../server/web/allowance.ts'

/** A clock that stands still until it is told otherwise. */
function handClock() {
  let ms = 0
  return {
    nowMs: () => ms,
    pass: (more: number) => {
      ms += more
    },
  }
}

function takeAll(allowance: { take(): boolean }): number {
  let taken = 0
  while (allowance.take()) taken += 1
  return taken
}

describe('[LM1] an allowance', () => {
  test('lets a burst through, then so many a second', () => {
    const clock = handClock()
    const bucket = tokenBucket({ perSecond: 10, burst: 20 }, clock.nowMs)
    expect(takeAll(bucket)).toBe(20)
    expect(bucket.secondsUntilNext()).toBeCloseTo(0.1)
    clock.pass(99)
    expect(bucket.take()).toBe(false)
    clock.pass(1)
    expect(bucket.secondsUntilNext()).toBe(0)
    expect(takeAll(bucket)).toBe(1)
    clock.pass(60_000)
    expect(takeAll(bucket)).toBe(20)
  })

  test('never gives more than its burst and its rate, however it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 80 }), (pauses) => {
        const clock = handClock()
        const bucket = tokenBucket({ perSecond: 5, burst: 3 }, clock.nowMs)
        let taken = 0
        for (const pause of pauses) {
          clock.pass(pause)
          if (bucket.take()) taken += 1
        }
        return taken <= 3 + (clock.nowMs() / 1000) * 5 + 1e-6
      }),
    )
  })

  test('is each party’s own, and a party that comes back late finds it full', () => {
    const clock = handClock()
    const of = allowances({ perSecond: 1, burst: 2 }, clock.nowMs)
    expect(takeAll(of('a'))).toBe(2)
    expect(takeAll(of('b'))).toBe(2)
    clock.pass(1_000)
    expect(takeAll(of('a'))).toBe(1)
    clock.pass(5_000)
    expect(takeAll(of('b'))).toBe(2)
    expect(takeAll(of('a'))).toBe(2)
  })
})
