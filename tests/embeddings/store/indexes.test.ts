import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exactIndex } from '../../../embeddings/store/exact-index.ts'
import {
  buildHnswIndex,
  HNSW_PARAMETERS,
  openHnswIndex,
} from '../../../embeddings/store/hnsw-index.ts'
import { nearestIndexContract, seededPlaces } from './nearest-index-contract.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pendant-index-'))
})
afterAll(() => rm(folder, { recursive: true }))

nearestIndexContract('exact-index', async (places) => exactIndex(places))

nearestIndexContract('hnsw-index', async (places) => {
  const index = buildHnswIndex(places, HNSW_PARAMETERS)
  index.ef = 64
  return index
})

nearestIndexContract('hnsw-index, saved and opened again', async (places) => {
  const file = join(folder, `${places.length}.hnsw`)
  await buildHnswIndex(places, HNSW_PARAMETERS).save(file)
  return openHnswIndex(file, places.length, 64)
})

describe('opening a saved index', () => {
  it('refuses one that holds another number of places than its manifest says', async () => {
    const file = join(folder, 'count.hnsw')
    await buildHnswIndex(seededPlaces(12, 1), HNSW_PARAMETERS).save(file)
    await expect(openHnswIndex(file, 13, 64)).rejects.toThrow(/holds 12 .* and not 13/)
  })

  it('sets ef, which hnswlib forgets', async () => {
    const file = join(folder, 'ef.hnsw')
    await buildHnswIndex(seededPlaces(12, 1), HNSW_PARAMETERS).save(file)
    expect((await openHnswIndex(file, 12, 77)).ef).toBe(77)
  })

  it('builds the same graph from the same places', async () => {
    const [one, two] = [1, 2].map(() => buildHnswIndex(seededPlaces(300, 5), HNSW_PARAMETERS))
    for (const probe of seededPlaces(30, 6)) {
      expect(one?.nearest(probe, 8)).toEqual(two?.nearest(probe, 8))
    }
  })
})
