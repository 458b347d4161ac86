import { describe, expect, test } from 'vitest'
import { uploadSlots } from '../../server/pictures/upload-slots.ts'

/** Takes as many slots as a party is given. */
function takeAll(slots: ReturnType<typeof uploadSlots>, party: string): number {
  let taken = 0
  while (slots.take(party)) taken += 1
  return taken
}

describe('[UP8] the slots of uploads', () => {
  test('go to one address up to a quarter of all, and to each that follows in turn to fewer', () => {
    const slots = uploadSlots(24)
    const given = Array.from({ length: 11 }, (_, at) => takeAll(slots, `192.0.2.${at}`))
    expect(given).toEqual([6, 4, 3, 3, 2, 1, 1, 1, 1, 1, 1])
    expect(slots.take('198.51.100.1')).toBe(false)
  })

  test('leave one for whoever holds none, while there is one', () => {
    const slots = uploadSlots(24)
    for (let at = 0; at < 10; at++) takeAll(slots, `192.0.2.${at}`)
    expect(slots.take('192.0.2.0')).toBe(false)
    expect(slots.take('198.51.100.1')).toBe(true)
    expect(slots.take('198.51.100.2')).toBe(false)
    slots.giveBack('192.0.2.0')
    expect(slots.take('192.0.2.0')).toBe(false)
    expect(slots.take('198.51.100.2')).toBe(true)
  })

  test('that are given back are there again', () => {
    const slots = uploadSlots(24)
    for (let round = 0; round < 3; round++) {
      expect(takeAll(slots, 'one')).toBe(6)
      for (let at = 0; at < 6; at++) slots.giveBack('one')
    }
  })
})
