import { describe, expect, it } from 'vitest'
import { createFaults } from '../../../kiosk/upkeep/faults.ts'

/** Faults by a clock that goes on a minute each time it is looked at. */
function minuteByMinute() {
  let minutes = 0
  return createFaults(() => new Date(2026, 0, 1, 9, minutes++))
}

describe('the last faults of a page', () => {
  it('are told the newest first, with the time of each', () => {
    const faults = createFaults(() => new Date(2026, 0, 1, 9, 30))
    faults.note(new TypeError('one'))
    faults.remark('two')
    expect(faults.last).toEqual([
      { at: new Date(2026, 0, 1, 9, 30), text: 'two', times: 1 },
      { at: new Date(2026, 0, 1, 9, 30), text: 'TypeError: one', times: 1 },
    ])
  })

  it('are told once when the same happens again and again, and forgotten when others push them out', () => {
    const faults = minuteByMinute()
    for (let i = 0; i < 5; i++) faults.note('the same')
    expect(faults.last).toMatchObject([{ text: 'the same', times: 5 }])
    for (let i = 0; i < 100; i++) faults.note(`number ${i}`)
    expect(faults.last).toHaveLength(40)
    expect(faults.last[0]?.text).toBe('number 99')
  })

  it('have one line, and no more of it than one reads', () => {
    const faults = minuteByMinute()
    faults.note(new Error(`${'a'.repeat(1_000)}\nat somewhere`))
    expect(faults.last[0]?.text).toHaveLength(300)
  })

  it('are counted since a time, all but what a new page would not cure', () => {
    const faults = createFaults(() => new Date(2026, 0, 1, 9, 30))
    faults.note('one')
    faults.note('one')
    faults.remark('no camera')
    expect(faults.countSince(new Date(2026, 0, 1, 9, 0))).toBe(2)
    expect(faults.countSince(new Date(2026, 0, 1, 10, 0))).toBe(0)
  })
})
