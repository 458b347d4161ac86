import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { projectVisitor, unfittedSpace } from '../../../embeddings/likeness/likeness-space.ts'
import type { DataPaths } from '../../../embeddings/store/data-paths.ts'
import { exactIndex } from '../../../embeddings/store/exact-index.ts'
import {
  currentGalleryId,
  listGalleries,
  publishGallery,
} from '../../../embeddings/store/galleries.ts'
import { type Gallery, openGallery } from '../../../embeddings/store/gallery-reader.ts'
import { buildHnswIndex } from '../../../embeddings/store/hnsw-index.ts'
import type { GalleryIndex, IndexStore } from '../../../embeddings/store/index-store.ts'
import { mergedIndex, partsOf } from '../../../embeddings/store/merged-index.ts'
import { pgvectorStore } from '../../../embeddings/store/pgvector-store.ts'
import { writeSyntheticGallery } from '../../server/synthetic-gallery.ts'
import { temporaryData } from './make-gallery.ts'
import { nearestIndexContract, seededDescriptors, seededPlaces } from './nearest-index-contract.ts'
import { type Postgres, startPostgres } from './start-postgres.ts'

const COUNT = 500
let postgres: Postgres
let paths: DataPaths
let remove: () => Promise<void>
let store: IndexStore
const faces = seededDescriptors(COUNT, 21)

beforeAll(async () => {
  postgres = await startPostgres()
  ;({ paths, remove } = await temporaryData())
  store = pgvectorStore(postgres.url)
  await writeSyntheticGallery(paths, 'g1', faces, { labelOf })
  await writeSyntheticGallery(paths, 'g2', faces.slice(0, 40))
  await publishGallery(paths, 'g1', store)
}, 120_000)
afterAll(async () => {
  await postgres.close()
  await remove()
})

/** One in seven hangs in Delft, one in three is of the 18th century, one in fifty is on view. */
function labelOf(position: number) {
  return {
    museum: position % 7 === 0 ? ' Delft "House", \\ ' : 'The Museum',
    date: position % 3 === 0 ? '1742' : 'c. 1695–1705',
    room: `Room ${position % 5}`,
    onView: position % 50 === 0,
    ...(position % 4 === 0 ? { categories: ['Beards', 'Large "hats", \\ {'] } : {}),
  }
}

let built = 0
/** An index of any places: a gallery's, whose file holds them. */
async function indexOf(
  places: Parameters<typeof buildHnswIndex>[0],
  through: IndexStore,
): Promise<GalleryIndex> {
  const id = `contract-${built++}`
  const index = buildHnswIndex(places)
  index.ef = 64
  const enrolled = { space: unfittedSpace(), index }
  await writeSyntheticGallery(paths, id, seededDescriptors(places.length, 1), { enrolled })
  const manifest = await manifestOf(id)
  await through.prepare(paths, manifest)
  const opened = await through.open(paths, manifest)
  closing.push(() => opened.close?.())
  return opened
}
const closing: (() => void)[] = []
afterAll(() => {
  for (const close of closing) close()
})

async function manifestOf(id: string) {
  const listing = (await listGalleries(paths)).find((each) => each.id === id)
  if (!listing || !('manifest' in listing)) throw new Error(`${id} is not there.`)
  return listing.manifest
}

/** Galleries of one number of places are one: they are built from the same seed. */
function builtOnce(through: () => IndexStore) {
  const known = new Map<number, Promise<GalleryIndex>>()
  return (places: Parameters<typeof buildHnswIndex>[0]): Promise<GalleryIndex> => {
    const index = known.get(places.length) ?? indexOf(places, through())
    known.set(places.length, index)
    return index
  }
}

nearestIndexContract(
  'pgvector',
  builtOnce(() => store),
)
nearestIndexContract(
  'pgvector of halved numbers',
  builtOnce(() => pgvectorStore(`${postgres.url}?halfvec=true`)),
)

const HNSW_PARTS = 3
nearestIndexContract('three hnswlib parts, merged', async (places) => {
  const bounds = partsOf(places.length, HNSW_PARTS)
  return mergedIndex(
    bounds.slice(1).map((end, part) => {
      const index = buildHnswIndex(places.slice(bounds[part], end))
      index.ef = 64
      return index
    }),
  )
})

describe('a gallery in a database', () => {
  const probes = seededDescriptors(30, 8)
  const withGallery = async (use: (gallery: Gallery) => Promise<void>) => {
    const gallery = await openGallery(paths, 'g1', store)
    await use(gallery).finally(() => gallery.close())
  }

  it('answers as the same gallery in memory does', async () => {
    const inMemory = await openGallery(paths, 'g1')
    await withGallery(async (gallery) => {
      for (const probe of probes) {
        const [here, there] = [await gallery.matches(probe, 5), await inMemory.matches(probe, 5)]
        expect(here.map(({ portraitId }) => portraitId)).toEqual(
          there.map(({ portraitId }) => portraitId),
        )
      }
      expect((await gallery.similarTo(4, 6)).map(({ portraitId }) => portraitId)).toEqual(
        (await inMemory.similarTo(4, 6)).map(({ portraitId }) => portraitId),
      )
    })
    inMemory.close()
  })

  it.each([
    ['a name with marks in it', { museums: ['DELFT "house", \\'] }],
    ['a century', { centuries: [18] }],
    ['a room of two', { places: ['room 1', 'Room 3'] }],
    ['what is on view', { onView: true as const }],
    ['a category', { categories: ['beards', 'Ruffs'] }],
    ['a category with marks in it', { categories: ['large "HATS", \\ {'] }],
    ['a category that nobody has', { categories: ['Ruffs'] }],
    ['what nobody has', { museums: ['Elsewhere'] }],
    ['nothing at all', {}],
    [
      'all of these',
      { museums: ['the museum'], centuries: [17, 18], places: ['Room 0'], onView: true as const },
    ],
  ])('filters exactly by %s', async (_, filter) => {
    await withGallery(async (gallery) => {
      const { positions } = gallery.filtered().passing(filter)
      const places = await Promise.all(
        Array.from({ length: COUNT }, (_, at) => gallery.index.embeddingAt(at)),
      )
      const oracle = exactIndex(
        Array.from(positions, (at) => places[at] as (typeof places)[number]),
      )
      for (const probe of probes.slice(0, 8)) {
        const place = projectVisitor(gallery.likeness, probe)
        const exact = oracle.nearest(place, 12).map(({ position }) => positions[position])
        const found = await gallery.index.nearestPassing?.(place, 12, filter)
        expect(found?.map(({ position }) => position)).toEqual(exact)
      }
    })
  })

  it('has no categories where it was loaded before there were any', async () => {
    const rows = await postgres.query(`SELECT number FROM pendant.gallery WHERE id = 'g1'`)
    const [row] = rows as { number: number }[]
    const facets = `pendant.facet_${row?.number}`
    await postgres.query(`ALTER TABLE ${facets} RENAME COLUMN categories TO later`)
    await withGallery(async ({ matches }) => {
      const [probe] = probes as [Descriptor]
      expect(await matches(probe, 5, { categories: ['Beards'] })).toEqual([])
      expect(await matches(probe, 5, { museums: ['The Museum'] })).toHaveLength(5)
    })
    await postgres.query(`ALTER TABLE ${facets} RENAME COLUMN later TO categories`)
  })

  it('is published whole, and rolled back at once', async () => {
    await publishGallery(paths, 'g2', store)
    expect(await currentGalleryId(paths)).toBe('g2')
    await publishGallery(paths, 'g1', store)
    expect(await currentGalleryId(paths)).toBe('g1')
    const rows = await postgres.query(`SELECT id FROM pendant.gallery WHERE id IN ('g1', 'g2')`)
    expect(rows).toHaveLength(2)
    await store.forget(['g2', 'unknown'])
    await expect(openGallery(paths, 'g2', store)).rejects.toThrow(
      /g2 cannot be served: the database .* does not hold it; .*publish g2/,
    )
  })

  it('is refused half loaded, and loaded anew when published again', async () => {
    await postgres.query(`UPDATE pendant.gallery SET loaded_at = NULL WHERE id = 'g1'`)
    await expect(openGallery(paths, 'g1', store)).rejects.toThrow(/half loaded; .* again/)
    await publishGallery(paths, 'g1', store)
    await withGallery(async (gallery) => {
      expect(await gallery.matches(faces[3] as Descriptor, 1)).toMatchObject([
        { portraitId: 'g1-work-1~2' },
      ])
    })
  })

  it('is refused with embeddings of another length, or of another build', async () => {
    const change = (what: string) =>
      postgres.query(`UPDATE pendant.gallery SET ${what} WHERE id = 'g1'`)
    await change('dimension = 64')
    await expect(openGallery(paths, 'g1', store)).rejects.toThrow(/of 64 numbers .* compares 129/)
    await change(`dimension = 129, index_sha256 = 'other'`)
    await expect(openGallery(paths, 'g1', store)).rejects.toThrow(/holds another of this id/)
    await publishGallery(paths, 'g1', store)
    ;(await openGallery(paths, 'g1', store)).close()
  })

  it('answers through the loss of every session, and says so when the database stays away', async () => {
    await withGallery(async (gallery) => {
      const [probe] = probes as [Descriptor]
      const before = await gallery.matches(probe, 5)
      await postgres.stop()
      const during = gallery.matches(probe, 5)
      await postgres.start()
      expect(await during).toEqual(before)
      await postgres.stop()
      const asked = gallery.matches(probe, 5)
      await expect(asked).rejects.toMatchObject({
        name: 'IndexUnavailable',
        message: expect.stringMatching(/^the database 127.0.0.1:\d+\/postgres: it does not answer/),
      })
      await expect(openGallery(paths, 'g1', store)).rejects.toThrow(/does not answer/)
      await postgres.start()
      expect(await gallery.matches(probe, 5)).toEqual(before)
    })
  })

  it('is not opened where probes would be logged', async () => {
    await postgres.query(`SET log_statement = 'all'`)
    await expect(openGallery(paths, 'g1', store)).rejects.toThrow(/log_parameter_max_length = 0/)
    await postgres.query(`RESET log_statement`)
  })

  it('is refused in words without the extension; no message holds the password', async () => {
    const bare = await postgres.copy()
    try {
      await bare.query('DROP EXTENSION vector CASCADE')
      const opening = openGallery(paths, 'g1', pgvectorStore(bare.url))
      await expect(opening).rejects.toThrow(/has no pgvector; .*CREATE EXTENSION vector/)
      await expect(opening).rejects.not.toThrow(/secret/)
      const publishing = publishGallery(paths, 'g1', pgvectorStore(bare.url))
      await expect(publishing).rejects.toThrow(/has no pgvector/)
    } finally {
      await bare.close()
    }
  })
})

it('gives the ten nearest of four databases that hold a quarter each', async () => {
  const others = await Promise.all([postgres.copy(), postgres.copy(), postgres.copy()])
  try {
    const urls = [postgres, ...others].map(({ url }) => url)
    const spread = pgvectorStore(urls.join(', '))
    const places = seededPlaces(410, 5)
    const index = await indexOf(places, spread)
    const oracle = exactIndex(places)
    for (const probe of seededPlaces(20, 6)) {
      const exact = oracle.nearest(probe, 10).map(({ position }) => position)
      expect((await index.nearest(probe, 10)).map(({ position }) => position)).toEqual(exact)
    }
    const manifest = await manifestOf(`contract-${built - 1}`)
    await expect(pgvectorStore(urls.reverse().join(',')).open(paths, manifest)).rejects.toThrow(
      /holds part \d of 4 of it and not \d of 4/,
    )
  } finally {
    for (const each of others) await each.close()
  }
})
