import { describe, expect, it } from 'vitest'
import { createMotionSense, GLIMPSE } from '../../../kiosk/camera/watch-motion.ts'

const PIXELS = GLIMPSE.width * GLIMPSE.height

/** A room with a person in it: a dark part from a column on. */
function glimpse(from: number | null, light = 150): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: PIXELS }, (_, at) => {
    const x = at % GLIMPSE.width
    const isPerson = from !== null && x >= from && x < from + 8
    // The noise of a sensor.
    return (isPerson ? 60 : light) + ((at * 7) % 9)
  })
}

/** What is told of glimpses a quarter of a second apart. */
function told(glimpses: readonly Uint8ClampedArray[]): boolean[] {
  const sense = createMotionSense()
  return glimpses.map((light, at) => sense.look(light, at * 250))
}

describe('whether somebody moves before the kiosk', () => {
  it('is told once they have moved twice, and until they have stood still for long', () => {
    const walking = [null, 2, 5, 8, 11].map((from) => glimpse(from))
    expect(told(walking)).toEqual([false, false, true, true, true])
    const still = Array.from({ length: 30 }, () => glimpse(11))
    const after = told([...walking, ...still])
    expect(after.at(20)).toBe(true)
    expect(after.at(-1)).toBe(false)
  })

  it.each([
    ['an empty room', [null, null, null, null].map((from) => glimpse(from))],
    ['somebody who was there before', [6, 6, 6, 6].map((from) => glimpse(from))],
    ['one step, far off', [null, 3, 3, 3].map((from) => glimpse(from))],
    ['a lamp that goes on and off', [40, 200, 40, 200].map((light) => glimpse(null, light))],
  ])('is not told of %s', (_, glimpses) => {
    expect(told(glimpses)).toEqual([false, false, false, false])
  })

  it('is not told by what was seen before it was wiped', () => {
    const sense = createMotionSense()
    for (const from of [1, 4, 7]) sense.look(glimpse(from), 0)
    sense.wipe()
    expect(sense.look(glimpse(20), 10_000)).toBe(false)
  })
})
