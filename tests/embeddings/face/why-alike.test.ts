import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeChips } from '../../../embeddings/face/describe-chips.ts'
import {
  DESCRIPTOR_LENGTH,
  type Descriptor,
  toDescriptor,
} from '../../../embeddings/face/descriptor.ts'
import { euclideanDistance } from '../../../embeddings/face/distance.ts'
import type { FaceModels } from '../../../embeddings/face/face-models.ts'
import { FACE_PARTS, type FacePart } from '../../../embeddings/face/face-parts.ts'
import { findFaces } from '../../../embeddings/face/face-pipeline.ts'
import { partMasks } from '../../../embeddings/face/part-masks.ts'
import {
  explainLikeness,
  type FaceOnChip,
  faceOnChip,
  type LikenessExplanation,
  nameParts,
  type PartPull,
} from '../../../embeddings/face/why-alike.ts'
import { loadNodeModels } from '../../../embeddings/node/load-node-models.ts'
import type { Pixels } from '../../../embeddings/pixels/pixels.ts'
import { decodePicture } from '../../decode-picture.ts'
import { paintedSitter } from '../../painted-sitters.ts'

let models: FaceModels
let sitters: FaceOnChip[]

beforeAll(async () => {
  models = await loadNodeModels()
  sitters = []
  for (const number of [2, 14, 34]) {
    const picture = await decodePicture(await paintedSitter(number))
    const [face] = await findFaces(models, picture)
    if (face === undefined) throw new Error(`No face was found of sitter ${number}.`)
    sitters.push(faceOnChip(picture, face.landmarks))
  }
}, 300_000)
afterAll(() => models?.close())

function pulls(values: Partial<Record<FacePart, number>>): PartPull[] {
  return FACE_PARTS.map((part) => ({
    part,
    visitor: values[part] ?? 0,
    portrait: values[part] ?? 0,
  }))
}

/** The first face, with a part of the second laid over it where the second has it. */
function withPartOf(face: FaceOnChip, other: FaceOnChip, part: FacePart): FaceOnChip {
  const mask = partMasks(other.onChip)[part]
  const data = face.chip.data.map((value, at) => {
    const share = mask[at >> 2] as number
    return (1 - share) * value + share * (other.chip.data[at] as number)
  })
  return { ...face, chip: { ...face.chip, data } }
}

describe('naming parts', () => {
  it('names the one that stands out', () => {
    expect(nameParts(pulls({ eyes: 0.01, nose: 0.09 }), 0.03)).toEqual(['nose'])
  })

  it('names two where only together they stand out, the foremost first', () => {
    expect(nameParts(pulls({ mouth: 0.08, eyes: 0.09, jaw: 0.02 }), 0.03)).toEqual([
      'eyes',
      'mouth',
    ])
  })

  it('names none where three are about alike', () => {
    expect(nameParts(pulls({ mouth: 0.08, eyes: 0.09, jaw: 0.07 }), 0.03)).toEqual([])
  })

  it('names none whose hiding brings the two nearer together', () => {
    const nearer = FACE_PARTS.map((part) => ({ part, visitor: -0.2, portrait: -0.2 }))
    expect(
      nameParts(
        nearer.map((each, i) => (i === 0 ? (pulls({ eyes: -0.01 })[0] as PartPull) : each)),
        0.03,
      ),
    ).toEqual([])
  })

  it('weighs both faces alike', () => {
    const parts = pulls({ eyes: 0.05 }).map((each) =>
      each.part === 'mouth' ? { ...each, visitor: 0.2, portrait: 0.02 } : each,
    )
    expect(nameParts(parts, 0.03)).toEqual(['mouth'])
  })
})

describe('explaining a likeness', () => {
  it('tells of every part, and how far apart the two are with nothing hidden', async () => {
    const [one, other] = sitters as [FaceOnChip, FaceOnChip]
    const { parts, distance } = await explainLikeness(models, one, other)
    expect(parts.map(({ part }) => part)).toEqual([...FACE_PARTS])
    const [first, second] = await describeChips(models, [one.chip, other.chip])
    expect(distance).toBeCloseTo(
      euclideanDistance(first?.descriptor as Descriptor, second?.descriptor as Descriptor),
      4,
    )
  })

  it.each([
    [0, 1],
    [2, 0],
  ])('names the eyes where one was given the other’s: sitters %i and %i', async (at, beside) => {
    const [face, other] = [sitters[at], sitters[beside]] as [FaceOnChip, FaceOnChip]
    const plain = await explainLikeness(models, face, other)
    const given = await explainLikeness(models, withPartOf(face, other, 'eyes'), other)
    const pullOf = (explanation: LikenessExplanation) =>
      explanation.parts.find(({ part }) => part === 'eyes')?.visitor as number
    expect(given.named).toContain('eyes')
    expect(given.distance).toBeLessThan(plain.distance)
    expect(pullOf(given)).toBeGreaterThan(pullOf(plain) + 0.03)
  })

  it('leaves nothing behind but the two chips, as they were', async () => {
    const shown: Pixels[] = []
    const made: Descriptor[] = []
    const remembering: Pick<FaceModels, 'describe'> = {
      async describe(chips) {
        shown.push(...chips)
        const descriptors = chips.map(({ data }) => {
          const sum = data.reduce((total, value) => total + value, 0)
          return toDescriptor(Array.from({ length: DESCRIPTOR_LENGTH }, (_, i) => sum / (i + 1)))
        })
        made.push(...descriptors)
        return descriptors
      },
    }
    const [one, other] = sitters as [FaceOnChip, FaceOnChip]
    const before = [one, other].map(({ chip }) => chip.data.slice())
    await explainLikeness(remembering, one, other)
    // Twice two, bare, and two ways of hiding six parts of each: each with its mirror image.
    expect(shown.length).toBe(2 * (2 + 2 * 2 * FACE_PARTS.length))
    expect(shown.every(({ data }) => data.every((value) => value === 0))).toBe(true)
    expect(made.every((descriptor) => descriptor.every((value) => value === 0))).toBe(true)
    for (const [side, { chip }] of [one, other].entries()) {
      expect(chip.data.findIndex((value, at) => value !== before[side]?.[at])).toBe(-1)
    }
  })

  it('overwrites what it has made where the net fails', async () => {
    const shown: Pixels[] = []
    const failing: Pick<FaceModels, 'describe'> = {
      describe(chips) {
        shown.push(...chips)
        return Promise.reject(new Error('The net failed.'))
      },
    }
    const [one, other] = sitters as [FaceOnChip, FaceOnChip]
    await expect(explainLikeness(failing, one, other)).rejects.toThrow('The net failed.')
    expect(shown.length).toBe(2)
    expect(shown.every(({ data }) => data.every((value) => value === 0))).toBe(true)
  })
})
