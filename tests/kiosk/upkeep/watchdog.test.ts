import { describe, expect, it } from 'vitest'
import { createHoldUps, type PageHealth, whyRenew } from '../../../kiosk/upkeep/watchdog.ts'

const HOUR_MS = 3_600_000
const FOUR = '04:00'

/** A page that was opened at nine, at three in the afternoon, and is well. */
const WELL: PageHealth = {
  upMs: 6 * HOUR_MS,
  time: new Date(2026, 4, 5, 15, 0),
  heapBytes: 20e6,
  faultsLastHour: 0,
  holdUpsLastHour: 0,
  isOutdated: false,
  settingsChanged: false,
  sinceRenewedMs: Number.POSITIVE_INFINITY,
}

describe('a page that has been open for long', () => {
  it('stays as it is while it is well', () => {
    expect(whyRenew(WELL, FOUR)).toBeNull()
    expect(whyRenew({ ...WELL, heapBytes: null }, FOUR)).toBeNull()
  })

  it.each([
    [{ isOutdated: true }, 'outdated'],
    [{ settingsChanged: true }, 'settings'],
    [{ heapBytes: 500e6 }, 'memory'],
    [{ faultsLastHour: 31 }, 'faults'],
    [{ holdUpsLastHour: 4 }, 'held-up'],
  ] as const)(
    'loads itself anew for %j, and what that does not cure not again at once',
    (change, reason) => {
      expect(whyRenew({ ...WELL, ...change }, null)).toBe(reason)
      const soonAfter = { ...WELL, ...change, sinceRenewedMs: 9 * 60_000 }
      expect(whyRenew(soonAfter, null)).toBeNull()
      expect(whyRenew({ ...soonAfter, sinceRenewedMs: 10 * 60_000 }, null)).toBe(reason)
    },
  )
})

describe('the daily hour', () => {
  const at = (hours: number, minutes: number, upHours: number) =>
    whyRenew({ ...WELL, time: new Date(2026, 4, 5, hours, minutes), upMs: upHours * HOUR_MS }, FOUR)

  it('strikes once, on a page that was open before it', () => {
    expect(at(3, 59, 19)).toBeNull()
    expect(at(4, 0, 19)).toBe('daily')
    expect(at(4, 30, 0.5)).toBeNull()
    expect(at(6, 0, 1.5)).toBeNull()
  })

  it('is made up for when somebody was there when it struck', () => {
    expect(at(7, 0, 22)).toBe('daily')
  })

  it('strikes at most once more whatever the clock is set to, and never for a page just opened', () => {
    // Up for two hours, when the clock is put from noon to five in the morning, or to next week.
    expect(at(5, 0, 2)).toBe('daily')
    expect(
      whyRenew({ ...WELL, time: new Date(2026, 4, 12, 5, 0), upMs: 0.2 * HOUR_MS }, FOUR),
    ).toBeNull()
  })

  it('never strikes where the museum wants none', () => {
    expect(whyRenew({ ...WELL, upMs: 900 * HOUR_MS }, null)).toBeNull()
  })
})

describe('hold-ups of the page’s thread', () => {
  it('are counted when a look comes seconds late, and forgotten after an hour', () => {
    const holdUps = createHoldUps(1_000)
    for (const atMs of [0, 1_000, 2_100, 9_000, 10_000]) holdUps.look(atMs, true)
    expect(holdUps.lastHour(10_000)).toBe(1)
    expect(holdUps.lastHour(9_000 + HOUR_MS)).toBe(0)
  })

  it('are not those of a page out of sight, whose looks browsers put off', () => {
    const holdUps = createHoldUps(1_000)
    holdUps.look(0, true)
    holdUps.look(1_000, false)
    holdUps.look(61_000, false)
    holdUps.look(121_000, true)
    holdUps.look(122_000, true)
    expect(holdUps.lastHour(122_000)).toBe(0)
  })
})
