import { describe, expect, it } from 'vitest'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import {
  askedAbout,
  beforeTheMirror,
  EXPLANATION,
  GALLERY,
  MATCHED,
  MATCHES,
  portrait,
  settingsWith,
} from './exhibit-world.ts'

const [LIKENESS] = MATCHES
const { portraitId } = LIKENESS
const settled = (changes = {}) => beforeTheMirror(settingsWith(changes)).happen(MATCHED)
const SAT = { source: 'mirror', type: 'sat', portraitId, posesMeet: true } as const
const EXPLAINED = {
  source: 'mirror',
  type: 'explained',
  of: portraitId,
  explanation: EXPLANATION,
} as const

describe('why this portrait', () => {
  it('is asked of the likeness that has settled, and answered once the visitor is held still', () => {
    const house = settled().happen({ source: 'visitor', type: 'why' })
    expect(house.state.scene).toMatchObject({ name: 'why', shown: LIKENESS, explanation: 'asked' })
    const wanted = wantedBy(house.state, true)
    expect(wanted).toMatchObject({ camera: true, finding: false, explaining: true })
    expect(wanted.pair).toEqual({ beside: LIKENESS, isTaken: true })
    house.happen(SAT, EXPLAINED)
    expect(house.state.scene).toMatchObject({ explanation: EXPLANATION })
    expect(wantedBy(house.state, true).explaining).toBe(false)
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('live')
  })

  it('is asked of the whole painting too, and leads back to it', () => {
    const house = settled().happen(
      { source: 'visitor', type: 'see-whole', portraitId },
      { source: 'visitor', type: 'why' },
    )
    expect(house.scene).toBe('why')
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('whole')
  })

  it('is not asked while the match may change, of cousins, or where the museum does not offer it', () => {
    const looking = beforeTheMirror().happen({ ...MATCHED, verdict: 'looking' } as typeof MATCHED)
    expect(looking.happen({ source: 'visitor', type: 'why' }).scene).toBe('live')
    const cousins = beforeTheMirror().happen({
      ...MATCHED,
      verdict: 'nothing-near',
    } as typeof MATCHED)
    expect(cousins.happen({ source: 'visitor', type: 'why' }).scene).toBe('live')
    expect(settled({ why: false }).happen({ source: 'visitor', type: 'why' }).scene).toBe('live')
  })

  it('is given up where no answer comes', () => {
    const house = settled().happen({ source: 'visitor', type: 'why' }).wait(20_500)
    expect(house.state.scene).toMatchObject({ name: 'why', explanation: 'unanswered' })
    expect(house.happen(EXPLAINED).state.scene).toMatchObject({ explanation: 'unanswered' })
  })

  it('is not answered by what was said of another portrait', () => {
    const house = settled().happen(
      { source: 'visitor', type: 'why' },
      { ...EXPLAINED, of: 'somebody' },
    )
    expect(house.state.scene).toMatchObject({ explanation: 'asked' })
  })

  it('ends when the camera does, for no picture of the visitor is left', () => {
    const house = settled().happen({ source: 'visitor', type: 'why' }, SAT, EXPLAINED)
    house.happen({ source: 'mirror', type: 'camera-failed', reason: 'no-camera' })
    expect(JSON.stringify(house.state)).not.toContain('"frozenBeside":"')
    expect(house.scene).not.toBe('why')
  })
})

describe('the poster of the visit', () => {
  const wholeOf = (changes = {}) =>
    settled({ print: true, ...changes }).happen({
      source: 'visitor',
      type: 'see-whole',
      portraitId,
    })

  it('is to be had once the visitor was held still beside this portrait', () => {
    const house = wholeOf()
    expect(house.happen({ source: 'visitor', type: 'poster' }).scene).toBe('whole')
    house.happen(SAT)
    expect(house.happen({ source: 'visitor', type: 'poster' }).scene).toBe('poster')
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('whole')
  })

  it('is printed in place of the painting, and led back to from the sheet', () => {
    const house = wholeOf().happen(
      SAT,
      { source: 'visitor', type: 'poster' },
      { source: 'visitor', type: 'print' },
    )
    expect(house.state.scene).toMatchObject({ name: 'print', back: { name: 'poster' } })
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('poster')
  })

  it('is taken anew each time the visitor comes back from the mirror', () => {
    const house = wholeOf().happen(SAT, { source: 'visitor', type: 'back' })
    expect(wantedBy(house.state, true).pair).toEqual({ beside: LIKENESS, isTaken: false })
    house.happen({ source: 'visitor', type: 'see-whole', portraitId })
    expect(house.state.visit?.frozenBeside).toBeNull()
  })

  it('goes with the camera, on the wall and on paper', () => {
    for (const printed of [false, true]) {
      const house = wholeOf().happen(SAT, { source: 'visitor', type: 'poster' })
      if (printed) house.happen({ source: 'visitor', type: 'print' })
      house.happen({ source: 'mirror', type: 'camera-failed', reason: 'no-camera' })
      expect(house.scene).toBe('whole')
      expect(wantedBy(house.state, true).pair).toBeNull()
    }
  })

  it('is not offered by a museum that does not want it', () => {
    expect(
      wholeOf({ poster: false }).happen(SAT, { source: 'visitor', type: 'poster' }).scene,
    ).toBe('whole')
  })
})

describe('the flight through the atlas', () => {
  const ATLAS = { source: 'visitor', type: 'atlas' } as const
  const wholeOf = (changes = {}) =>
    settled(changes).happen({ source: 'visitor', type: 'see-whole', portraitId })

  it('opens over the whole painting, knows whom the visitor is near to, and leads back', () => {
    const house = wholeOf().happen(ATLAS)
    expect(house.state.scene).toMatchObject({
      name: 'atlas',
      back: { shown: LIKENESS, back: { shown: { squaredDistance: expect.any(Number) } } },
    })
    expect(wantedBy(house.state, true)).toMatchObject({ camera: true, finding: false })
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('whole')
  })

  it('asks whoever does nothing, and forgets whoever has gone', () => {
    const house = wholeOf().happen(ATLAS).wait(120_500)
    expect(house.scene).toBe('still-there')
    house.wait(20_500)
    expect(house.state.visit).toBeNull()
    expect(JSON.stringify(house.state.scene)).not.toContain('likeness-')
  })

  it('goes on without a camera: it shows no picture of the visitor', () => {
    const house = wholeOf().happen(ATLAS)
    house.happen({ source: 'mirror', type: 'camera-failed', reason: 'no-camera' })
    expect(house.scene).toBe('atlas')
  })

  it('is not offered without an atlas, without a likeness, or where the museum has it off', () => {
    const without = wholeOf()
    const gallery = { ...GALLERY, atlas: false }
    without.happen({ source: 'server', type: 'gallery', gallery }, ATLAS)
    expect(without.scene).toBe('whole')
    const cousins = beforeTheMirror().happen(
      { ...MATCHED, verdict: 'nothing-near' } as typeof MATCHED,
      { source: 'visitor', type: 'see-whole', portraitId },
      ATLAS,
    )
    expect(cousins.scene).toBe('whole')
    expect(wholeOf({ atlas: 'off' }).happen(ATLAS).scene).toBe('whole')
  })
})

describe('the machine’s eye', () => {
  it('opens before the mirror, stays open while portraits move, and closes with the visit', () => {
    const house = settled().happen({ source: 'visitor', type: 'eye', isOpen: true })
    expect(wantedBy(house.state, true).eye).toBe(true)
    expect(askedAbout(house.state, 'computed')).toBe(portraitId)
    house.happen({ source: 'visitor', type: 'move-with-me' })
    expect(wantedBy(house.state, true).eye).toBe(true)
    house.happen({ source: 'mirror', type: 'rested', portrait: portrait('moved-to') })
    expect(askedAbout(house.state, 'computed')).toBe('moved-to')
    house.happen({ source: 'visitor', type: 'leave' })
    expect(wantedBy(house.state, true).eye).toBe(false)
    house
      .wait(10_000)
      .happen({ source: 'visitor', type: 'begin' }, { source: 'visitor', type: 'with-my-face' })
    expect(house.state.visit?.isEyeOpen).toBe(false)
  })

  it('is told of the way through the index, if that was told', () => {
    const step = { portraitId: 'x' } as never
    const house = settled().happen({ ...MATCHED, trace: [step] } as typeof MATCHED)
    expect(house.state.scene).toMatchObject({ trace: [step] })
  })

  it('stays closed where the museum has none', () => {
    const house = settled({ machineEye: 'off' }).happen({
      source: 'visitor',
      type: 'eye',
      isOpen: true,
    })
    expect(house.state.visit?.isEyeOpen).toBe(false)
  })

  it('is closed over a whole painting', () => {
    const house = settled().happen(
      { source: 'visitor', type: 'eye', isOpen: true },
      { source: 'visitor', type: 'see-whole', portraitId },
    )
    expect(wantedBy(house.state, true).eye).toBe(false)
    expect(askedAbout(house.state, 'computed')).toBeNull()
  })
})
