import { describe, expect, it } from 'vitest'
import { createStallWatch, LOOKS_IN_VAIN } from '../../../kiosk/camera/watch-stall.ts'

describe('a camera that sends no more pictures', () => {
  it('has stalled after so many looks in vain, and not one sooner', () => {
    const watch = createStallWatch()
    for (let look = 1; look < LOOKS_IN_VAIN; look++) expect(watch.look(true)).toBe(false)
    expect(watch.look(true)).toBe(true)
  })

  it('has not stalled while a picture comes now and then', () => {
    const watch = createStallWatch()
    for (let look = 0; look < 20; look++) {
      if (look % 3 === 0) watch.frame()
      expect(watch.look(true)).toBe(false)
    }
  })

  it('is not missed by a hidden page, which is shown none', () => {
    const watch = createStallWatch()
    for (let look = 0; look < 20; look++) expect(watch.look(false)).toBe(false)
    expect(watch.look(true)).toBe(false)
  })
})
