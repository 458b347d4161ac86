import { describe, expect, it } from 'vitest'
import {
  DESCRIPTOR_LENGTH,
  type Descriptor,
  toDescriptor,
} from '../../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../../embeddings/face/distance.ts'
import {
  type ProjectedEmbedding,
  projectPortrait,
  projectVisitor,
} from '../../../embeddings/likeness/likeness-space.ts'
import { fitLikeness } from '../../../indexer/likeness/fit-likeness.ts'
import { normal, seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import { syntheticProbes } from '../../../indexer/likeness/synthetic-probes.ts'
import { readVisitorModel } from '../../../indexer/likeness/visitor-model.ts'

const model = await readVisitorModel()
const visitors = syntheticProbes(model, model.mean, seededRandom(11))
const faces = Array.from({ length: 40 }, () => visitors.impostor())
/** Painted in a manner no photograph knows: every number strays alike. */
const random = seededRandom(4)
const mannered = Array.from({ length: 200 }, () =>
  toDescriptor(model.mean.map((value) => value + 0.045 * normal(random))),
)
const gallery = [...faces, ...mannered]

describe('a fitted likeness space', () => {
  const { space, places } = fitLikeness(gallery, model)

  it('gives the nearest to everyone the largest penalty, and the remotest none', () => {
    const penalties = places.map((place) => (place.at(-1) as number) ** 2)
    expect(Math.min(...penalties)).toBe(0)
    expect(penalties.every((penalty) => penalty >= 0)).toBe(true)
    const bare = gallery.map((face) => projectPortrait(space, face, 0))
    const nearness = bare.map((place) =>
      meanDistance(
        place,
        strangers(200).map((each) => projectVisitor(space, each)),
      ),
    )
    const nearest = nearness.indexOf(Math.min(...nearness))
    const most = penalties.indexOf(Math.max(...penalties))
    expect(nearness[most]).toBeLessThan((nearness[nearest] as number) * 1.05)
  })

  it('spreads the first matches of strangers over more portraits than plain distance in it does', () => {
    const bare = gallery.map((face) => projectPortrait(space, face, 0))
    const probes = strangers(400).map((each) => projectVisitor(space, each))
    expect(firstMatches(probes, places).size).toBeGreaterThan(firstMatches(probes, bare).size * 1.2)
  })

  it('finds a portrait by its own descriptor', () => {
    faces.slice(0, 20).forEach((face, i) => {
      const probe = projectPortrait(space, face, 0)
      const [first] = firstMatches([probe], places)
      expect(first).toBe(i)
    })
  })

  it('is the same for the same gallery', () => {
    expect(fitLikeness(gallery, model)).toEqual({ space, places })
  })

  it('can be fitted to a single portrait', () => {
    const { places: only } = fitLikeness(faces.slice(0, 1), model)
    expect(only).toHaveLength(1)
    expect(only[0]?.every(Number.isFinite)).toBe(true)
  })
})

describe('likely visitors', () => {
  it('are spread about the mean of the photographs as these are', () => {
    const many = strangers(3000)
    let squares = 0
    for (let i = 0; i < DESCRIPTOR_LENGTH; i++) {
      const mean = many.reduce((sum, each) => sum + (each[i] as number), 0) / many.length
      squares += (mean - (model.mean[i] as number)) ** 2
    }
    expect(Math.sqrt(squares)).toBeLessThan(0.03)
  })

  it('who take after a portrait lie nearer to it than strangers do', () => {
    const centre = Float32Array.from(model.mean)
    const others = syntheticProbes(model, centre, seededRandom(2))
    const [face] = faces as [Descriptor]
    const alike = Array.from({ length: 50 }, () => others.resembling(face))
    const distance = (to: Descriptor): number =>
      Math.hypot(...to.map((v, i) => v - (face[i] as number)))
    const mean = (list: readonly Descriptor[]): number =>
      list.reduce((sum, each) => sum + distance(each), 0) / list.length
    expect(mean(alike)).toBeLessThan(mean(strangers(50)) * 0.75)
  })
})

function strangers(count: number): Descriptor[] {
  const others = syntheticProbes(model, model.mean, seededRandom(77))
  return Array.from({ length: count }, () => others.impostor())
}

function meanDistance(from: ProjectedEmbedding, to: readonly ProjectedEmbedding[]): number {
  return to.reduce((sum, each) => sum + squaredDistance(from, each), 0) / to.length
}

function firstMatches(
  probes: readonly ProjectedEmbedding[],
  places: readonly ProjectedEmbedding[],
): Set<number> {
  return new Set(
    probes.map((probe) => {
      const distances = places.map((place) => squaredDistance(probe, place))
      return distances.indexOf(Math.min(...distances))
    }),
  )
}
