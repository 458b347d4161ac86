import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Descriptor, toDescriptor } from '../../embeddings/face/descriptor.ts'
import type { ProjectedEmbedding } from '../../embeddings/likeness/likeness-space.ts'
import type { NearestIndex } from '../../embeddings/likeness/nearest-index.ts'
import { similarityBandOf } from '../../embeddings/likeness/similarity-band.ts'
import { type DataPaths, dataPaths } from '../../embeddings/store/data-paths.ts'
import { exactIndex } from '../../embeddings/store/exact-index.ts'
import { INDEX_FILE } from '../../embeddings/store/gallery-files.ts'
import { openGallery } from '../../embeddings/store/gallery-reader.ts'
import { buildHnswIndex, type HnswIndex } from '../../embeddings/store/hnsw-index.ts'
import type { DescribedPortrait } from '../../embeddings/store/portrait-table.ts'
import { buildGallery } from '../../indexer/gallery/build-gallery.ts'
import { calibrateGallery } from '../../indexer/gallery/calibrate.ts'
import { recall, verifyRecall } from '../../indexer/gallery/verify-recall.ts'
import { normal, samplePositions, seededRandom } from '../../indexer/likeness/seeded-random.ts'
import { syntheticProbes } from '../../indexer/likeness/synthetic-probes.ts'
import { readVisitorModel } from '../../indexer/likeness/visitor-model.ts'
import { seededPlaces } from '../embeddings/store/nearest-index-contract.ts'
import { madeUpLandmarks } from '../made-up-landmarks.ts'
import { A_WORK, aFace } from './catalogue-records.ts'
import { scratchFolder } from './scratch-folder.ts'

const MODELS = { 'a-model.bin': 'f'.repeat(64) }

describe('building a gallery', () => {
  it('gives one that can be opened and answers', async () => {
    const paths = await scratchData()
    const { manifest, fresh } = await buildGallery(paths, portraits(40), MODELS, new Date())
    expect(fresh).toBe(true)
    expect(manifest).toMatchObject({ works: 20, portraits: { count: 40 }, models: MODELS })
    expect(manifest.index.recallAt10).toBeGreaterThanOrEqual(0.99)
    const gallery = await openGallery(paths, manifest.id)
    const [nearest] = await gallery.matches(portraits(40)[7]?.descriptor as Descriptor, 1)
    gallery.close()
    expect(nearest).toMatchObject({ portraitId: 'work-3~2', squaredDistance: 0, similarity: 1 })
  })

  it('keeps the gallery that has the same content', async () => {
    const paths = await scratchData()
    const first = await buildGallery(paths, portraits(10), MODELS, new Date(1e12))
    const second = await buildGallery(paths, portraits(10), MODELS, new Date(2e12))
    expect(second).toEqual({ manifest: first.manifest, fresh: false })
  })

  it('builds anew when a portrait, a label or a model has changed, sorting after the one before', async () => {
    const paths = await scratchData()
    const ids = [(await buildGallery(paths, portraits(10), MODELS, new Date(1e12))).manifest.id]
    const relabelled = portraits(10).map((each, i) =>
      i > 0
        ? each
        : { ...each, portrait: { ...each.portrait, label: { ...A_WORK.label, room: '12' } } },
    )
    for (const [chosen, models] of [
      [portraits(11), MODELS],
      [relabelled, MODELS],
      [portraits(10), { 'a-model.bin': 'e'.repeat(64) }],
    ] as const) {
      const now = new Date(1e12 + ids.length)
      ids.push((await buildGallery(paths, chosen, models, now)).manifest.id)
    }
    expect(new Set(ids).size).toBe(4)
    expect(ids.toSorted()).toEqual(ids)
  })

  it('builds a damaged gallery again', async () => {
    const paths = await scratchData()
    const first = await buildGallery(paths, portraits(10), MODELS, new Date(1e12))
    await appendFile(join(paths.gallery(first.manifest.id), INDEX_FILE), 'mould')
    const second = await buildGallery(paths, portraits(10), MODELS, new Date(2e12))
    expect(second.fresh).toBe(true)
  })

  it('of nothing is refused', async () => {
    await expect(buildGallery(await scratchData(), [], MODELS, new Date())).rejects.toThrow(
      /No portrait can be hung/,
    )
  })

  it.each([1, 2, 3, 5, 12])(
    'of %i works tells hardly a stranger that a match is rare',
    async (works) => {
      const model = await readVisitorModel()
      const visitors = syntheticProbes(model, model.mean, seededRandom(31))
      const paths = await scratchData()
      const hung = portraits(works * 2).map((each) => ({
        ...each,
        descriptor: visitors.impostor(),
      }))
      const { manifest } = await buildGallery(paths, hung, MODELS, new Date())
      const gallery = await openGallery(paths, manifest.id)
      const told: string[] = []
      for (let asked = 0; asked < 400; asked++) {
        const [first] = await gallery.matches(visitors.impostor(), 1)
        told.push(similarityBandOf(first?.similarity as number))
      }
      gallery.close()
      expect(told.filter((word) => word === 'rare').length).toBeLessThan(400 * 0.04)
      expect(told.filter((word) => word === 'nothing-near').length).toBeLessThan(400 * 0.2)
    },
  )
})

describe('verifying recall', () => {
  it('takes the smallest ef that finds what the exact index finds', async () => {
    const places = seededPlaces(3000, 1)
    const index = buildHnswIndex(places)
    const verified = await verifyRecall(index, places, seededPlaces(200, 2))
    expect(verified.recallAt10).toBeGreaterThanOrEqual(0.99)
    expect(index.ef).toBe(verified.ef)
  })

  it('stops with an error where an index does not find enough', () => {
    const places = seededPlaces(200, 1)
    const blind: HnswIndex = {
      ...exactIndex(places.slice(0, 100)),
      ef: 0,
      save: () => Promise.resolve(),
    }
    return expect(verifyRecall(blind, places, places)).rejects.toThrow(/nothing was published/)
  })

  it('counts a neighbour as near as the exact tenth as found', async () => {
    const twins = Array.from({ length: 30 }, () => seededPlaces(1, 1)[0] as ProjectedEmbedding)
    const probe = seededPlaces(2, 1)[1] as ProjectedEmbedding
    const lastTen: NearestIndex = {
      ...exactIndex(twins),
      nearest: (each) => exactIndex(twins).nearest(each, 30).slice(20),
    }
    expect(await recall(lastTen, [probe], [exactIndex(twins).nearest(probe, 10)])).toBe(1)
  })
})

describe('calibration', () => {
  it('goes by the nearest portrait of another work', () => {
    const [a, , b] = seededPlaces(3, 1) as [
      ProjectedEmbedding,
      ProjectedEmbedding,
      ProjectedEmbedding,
    ]
    const index = exactIndex([a, a, b])
    const works = ['one', 'one', 'two']
    const probe = { place: a, workId: 'one' }
    const calibration = calibrateGallery(index, [probe], (position) => works[position] as string)
    const [, , apart] = index.nearest(a, 3)
    expect(new Set(calibration)).toEqual(new Set([apart?.squaredDistance]))
  })
})

describe('sampling', () => {
  it('gives each position once, in order, the same ones every time', () => {
    const sample = samplePositions(1000, 100, seededRandom(5))
    expect(new Set(sample).size).toBe(100)
    expect(sample.toSorted((x, y) => x - y)).toEqual(sample)
    expect(samplePositions(1000, 100, seededRandom(5))).toEqual(sample)
    expect(samplePositions(3, 100, seededRandom(5))).toEqual([0, 1, 2])
  })
})

async function scratchData(): Promise<DataPaths> {
  return dataPaths(await scratchFolder())
}

function strangers(count: number): Descriptor[] {
  const random = seededRandom(1)
  return Array.from({ length: count }, () =>
    toDescriptor(Array.from({ length: 128 }, () => 0.12 * normal(random))),
  )
}

/** Portraits of strangers, two of each work. */
function portraits(count: number): DescribedPortrait[] {
  return strangers(count).map((descriptor, i) => {
    const { crop, eyes, quality } = aFace(1)
    const workId = `work-${i >> 1}`
    const picture = { digest: 'd'.repeat(64), width: 1600, height: 800 }
    const id = `${workId}~${(i % 2) + 1}`
    return {
      descriptor,
      landmarks: madeUpLandmarks(),
      portrait: { id, workId, label: A_WORK.label, picture, crop, eyes, quality },
    }
  })
}
