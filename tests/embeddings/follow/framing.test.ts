import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Framing,
  type FramingMeasures,
  judgeFraming,
} from '../../../embeddings/follow/framing.ts'

const WELL_FRAMED: FramingMeasures = {
  eyeDistanceShare: 0.12,
  centreOffsetShare: 0.05,
  turnedDegrees: 8,
  brightness: 0.45,
}

const anyMeasures = fc.record<FramingMeasures>({
  eyeDistanceShare: fc.double({ min: 0, max: 0.5, noNaN: true }),
  centreOffsetShare: fc.double({ min: 0, max: 0.7, noNaN: true }),
  turnedDegrees: fc.double({ min: 0, max: 90, noNaN: true }),
  brightness: fc.double({ min: 0, max: 1, noNaN: true }),
})

const anyFraming = fc.constantFrom<(Framing | null)[]>(
  null,
  'framed',
  'too-far',
  'too-near',
  'off-centre',
  'turned-away',
  'too-dark',
)

describe('judging how a face is framed', () => {
  it('is content with a face that is near, central, frontal and lit', () => {
    expect(judgeFraming(WELL_FRAMED, null)).toBe('framed')
  })

  it.each<[Framing, Partial<FramingMeasures>]>([
    ['too-far', { eyeDistanceShare: 0.03 }],
    ['too-near', { eyeDistanceShare: 0.4 }],
    ['off-centre', { centreOffsetShare: 0.45 }],
    ['turned-away', { turnedDegrees: 50 }],
    ['too-dark', { brightness: 0.03 }],
  ])('says "%s" of %o', (framing, measures) => {
    expect(judgeFraming({ ...WELL_FRAMED, ...measures }, null)).toBe(framing)
  })

  it('says one thing at a time, distance first', () => {
    const all = { eyeDistanceShare: 0.03, centreOffsetShare: 0.5, turnedDegrees: 60, brightness: 0 }
    expect(judgeFraming(all, null)).toBe('too-far')
  })

  it('takes back what it said only when it is clearly over', () => {
    const atTheLimit = { ...WELL_FRAMED, eyeDistanceShare: 0.048 }
    expect(judgeFraming(atTheLimit, 'framed')).toBe('framed')
    expect(judgeFraming(atTheLimit, 'too-far')).toBe('too-far')
    expect(judgeFraming({ ...atTheLimit, eyeDistanceShare: 0.06 }, 'too-far')).toBe('framed')
  })

  it('does not flutter: the same measures again are judged the same', () => {
    fc.assert(
      fc.property(anyMeasures, anyFraming, (measures, previous) => {
        const once = judgeFraming(measures, previous)
        expect(judgeFraming(measures, once)).toBe(once)
      }),
    )
  })

  it('never changes its mind for a trembling smaller than the gap at a limit', () => {
    fc.assert(
      fc.property(
        anyMeasures,
        fc.array(fc.double({ min: -0.0015, max: 0.0015, noNaN: true }), { minLength: 2 }),
        (measures, trembling) => {
          let framing: Framing | null = null
          let changes = 0
          for (const offset of trembling) {
            const trembled = { ...measures, eyeDistanceShare: measures.eyeDistanceShare + offset }
            const next = judgeFraming(trembled, framing)
            if (framing !== null && next !== framing) changes++
            framing = next
          }
          // Crossing into a fault once is a change of mind that stays.
          expect(changes).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
