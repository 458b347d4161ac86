import { describe, expect, it } from 'vitest'
import {
  DESCRIPTOR_LENGTH,
  type Descriptor,
  toDescriptor,
} from '../../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../../embeddings/face/distance.ts'
import {
  PROJECTED_LENGTH,
  type ProjectedEmbedding,
  toProjectedEmbedding,
} from '../../../embeddings/likeness/likeness-space.ts'
import type { NearestIndex } from '../../../embeddings/likeness/nearest-index.ts'

/** Descriptors spread like real ones: a common mean and small differences, from a seed. */
export function seededDescriptors(count: number, seed: number): Descriptor[] {
  const random = mulberry32(seed)
  return Array.from({ length: count }, () =>
    toDescriptor(
      Array.from(
        { length: DESCRIPTOR_LENGTH },
        (_, i) => 0.12 * Math.sin(i) + 0.12 * (random() - 0.5),
      ),
    ),
  )
}

/** Places spread like real ones: about unit length, with a penalty at the end, from a seed. */
export function seededPlaces(count: number, seed: number): ProjectedEmbedding[] {
  const random = mulberry32(seed)
  return Array.from({ length: count }, () =>
    toProjectedEmbedding(Array.from({ length: PROJECTED_LENGTH }, () => 0.3 * (random() - 0.5))),
  )
}

/** What every index owes, whatever is inside. */
export function nearestIndexContract(
  name: string,
  build: (places: readonly ProjectedEmbedding[]) => Promise<NearestIndex>,
): void {
  describe(`${name} as a nearest index`, () => {
    const places = seededPlaces(400, 7)

    it('finds each enrolled place itself, at distance nothing', async () => {
      const index = await build(places)
      expect(index.count).toBe(400)
      for (const [position, place] of places.entries()) {
        const [first] = await index.nearest(place, 1)
        expect(first?.position).toBe(position)
        expect(first?.squaredDistance).toBeCloseTo(0, 10)
      }
    })

    it('answers with true squared distances, nearest first, each position once', async () => {
      const index = await build(places)
      for (const probe of seededPlaces(20, 99)) {
        const neighbours = await index.nearest(probe, 10)
        expect(new Set(neighbours.map(({ position }) => position)).size).toBe(10)
        neighbours.forEach(({ position, squaredDistance: answered }, rank) => {
          expect(answered).toBeCloseTo(
            squaredDistance(probe, places[position] as ProjectedEmbedding),
            5,
          )
          expect(answered).toBeGreaterThanOrEqual(neighbours[rank - 1]?.squaredDistance ?? 0)
        })
      }
    })

    it('finds at least 99 in 100 of the true ten nearest', async () => {
      const index = await build(places)
      let found = 0
      const probes = seededPlaces(50, 3)
      for (const probe of probes) {
        const truth = new Set(
          places
            .map((place, position) => ({ position, d: squaredDistance(probe, place) }))
            .sort((a, b) => a.d - b.d)
            .slice(0, 10)
            .map(({ position }) => position),
        )
        const near = await index.nearest(probe, 10)
        found += near.filter(({ position }) => truth.has(position)).length
      }
      expect(found / (probes.length * 10)).toBeGreaterThanOrEqual(0.99)
    })

    it('gives all there are when asked for more, and none of nobody', async () => {
      const few = await build(places.slice(0, 3))
      expect(await few.nearest(places[0] as ProjectedEmbedding, 10)).toHaveLength(3)
      const nobody = await build([])
      expect(nobody.count).toBe(0)
      expect(await nobody.nearest(places[0] as ProjectedEmbedding, 10)).toEqual([])
    })

    it('gives back what was enrolled', async () => {
      const index = await build(places.slice(0, 5))
      const given = await index.embeddingAt(4)
      expect(Array.from(given)).toEqual(Array.from(places[4] as ProjectedEmbedding))
      for (const position of [5, -1, 0.5]) {
        await expect(async () => index.embeddingAt(position)).rejects.toThrow(RangeError)
      }
    })

    it('refuses a k that is not a whole number of at least 1', async () => {
      const index = await build(places.slice(0, 5))
      for (const k of [0, -1, 1.5, Number.NaN]) {
        await expect(async () => index.nearest(places[0] as ProjectedEmbedding, k)).rejects.toThrow(
          RangeError,
        )
      }
    })
  })
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
