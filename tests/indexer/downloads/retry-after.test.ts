import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retryAfterMs } from '../../../indexer/downloads/reply.ts'

describe('Retry-After', () => {
  it('counts seconds', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seconds, now) => {
        expect(retryAfterMs(` ${seconds} `, now)).toBe(seconds * 1000)
      }),
    )
  })

  it('names a time, to the second, which may have passed', () => {
    const date = fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(date, fc.nat(4e12), (at, now) => {
        const second = Math.floor(at.getTime() / 1000) * 1000
        expect(retryAfterMs(at.toUTCString(), now)).toBe(Math.max(0, second - now))
      }),
    )
  })

  it.each([undefined, '', '-5', '1.5', 'soon', 'NaN', '2026-01-01', '0x10', '1e3'])(
    'means nothing as %s',
    (header) => {
      expect(retryAfterMs(header, 0)).toBeUndefined()
    },
  )

  it('never throws, and never goes back in time', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (header, now) => {
        expect(retryAfterMs(header, now) ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
