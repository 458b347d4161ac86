import { describe, expect, it } from 'vitest'
import { posesMeet } from '../../../kiosk/session/poses-meet.ts'
import { FACING, stillOf } from '../morph/made-up-head.ts'

const pairOf = (visitorYaw: number, portraitYaw: number) => ({
  portraitId: 'portrait',
  visitor: stillOf({ ...FACING, yaw: visitorYaw }),
  portrait: stillOf({ ...FACING, yaw: portraitYaw }),
})

describe('half a visitor and half a portrait', () => {
  it.each([
    { visitor: 0, portrait: 0, mirrored: true, meet: true },
    { visitor: -15, portrait: 15, mirrored: true, meet: true },
    { visitor: -25, portrait: 25, mirrored: true, meet: true },
    { visitor: -25, portrait: 25, mirrored: false, meet: false },
    { visitor: 25, portrait: 25, mirrored: true, meet: false },
    { visitor: 25, portrait: 25, mirrored: false, meet: true },
  ])('make one face at $visitor° and $portrait°, mirrored $mirrored: $meet', (heads) => {
    expect(posesMeet(pairOf(heads.visitor, heads.portrait), heads.mirrored)).toBe(heads.meet)
  })
})
