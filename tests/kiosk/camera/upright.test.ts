import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uprightCut } from '../../../kiosk/camera/upright.ts'

const WHOLE = { left: 0, top: 0, width: 1, height: 1 }
const SIZE = { width: 640, height: 480 }

/** Where a point of the camera's picture is in what is seen of it. */
function seenAt(rotate: 0 | 90 | 180 | 270, crop: typeof WHOLE, x: number, y: number) {
  const cut = uprightCut({ rotate, crop }, SIZE)
  if (cut === null) return { x, y }
  const [a, b, c, d, e, f] = cut.transform
  return { x: a * x + c * y + e, y: b * x + d * y + f }
}

describe('a camera’s picture', () => {
  it('is taken as it is where nothing is to be turned or cut', () => {
    expect(uprightCut({ rotate: 0, crop: WHOLE }, SIZE)).toBeNull()
  })

  it.each([
    [90, { x: 480, y: 0 }, { width: 480, height: 640 }],
    [180, { x: 640, y: 480 }, { width: 640, height: 480 }],
    [270, { x: 0, y: 640 }, { width: 480, height: 640 }],
  ] as const)(
    'is turned clockwise by %d degrees: its first corner comes to %j',
    (rotate, corner, size) => {
      expect(uprightCut({ rotate, crop: WHOLE }, SIZE)).toMatchObject(size)
      expect(seenAt(rotate, WHOLE, 0, 0)).toEqual(corner)
    },
  )

  it('is cut once it is upright: the cut’s middle is the same whichever way the camera hangs', () => {
    const rotations = fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const)
    const share = fc.double({ min: 0, max: 0.5, noNaN: true })
    fc.assert(
      fc.property(rotations, share, share, (rotate, left, top) => {
        const crop = { left, top, width: 0.5, height: 0.5 }
        const cut = uprightCut({ rotate, crop }, SIZE)
        const upright = uprightCut({ rotate, crop: { ...WHOLE, width: 0.999 } }, SIZE)
        const aside = rotate === 90 || rotate === 270
        const width = aside ? SIZE.height : SIZE.width
        const height = aside ? SIZE.width : SIZE.height
        expect(cut).toMatchObject({ width: width / 2, height: height / 2 })
        // Of the same turn, a cut moves by its corner and does nothing else.
        const [at, from] = [cut?.transform ?? [], upright?.transform ?? []]
        expect(at.slice(0, 4)).toEqual(from.slice(0, 4))
        expect((from[4] ?? 0) - (at[4] ?? 0)).toBeCloseTo(Math.round(left * width), 6)
        expect((from[5] ?? 0) - (at[5] ?? 0)).toBeCloseTo(Math.round(top * height), 6)
      }),
    )
  })
})
