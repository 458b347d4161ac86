import { z } from 'zod'
import { type DocumentReader, readJson, requireJson } from '../../downloads/document-reader.ts'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection } from '../collection.ts'
import { apiRoot, isYes, refuseFilters, selectionName, yearOf } from '../selection.ts'
import type { Source, SourceRequest } from '../source.ts'
import { readArtwork } from './cleveland-record.ts'

const API = 'https://openaccess-api.clevelandart.org/api'
/** The API gives up to 1,000 records. They have 5 kB on average, so fewer are held at once. */
const PAGE_LENGTH = 250
/** The zone of `updated_at` is told nowhere, so that it may be half a day off. */
const DAY_MS = 24 * 60 * 60 * 1000

const pageSchema = z.object({ data: z.array(z.unknown()) })
const singleSchema = z.object({ data: z.unknown() })

/**
 * The Cleveland Museum of Art's Open Access API, https://openaccess-api.clevelandart.org: one
 * listing of whole records, no key, no change feed (`updated_at` is compared here).
 */
export const clevelandSource: Source = {
  name: 'cleveland',
  summary: 'The Cleveland Museum of Art: its open-access works (CC0), by default all paintings.',
  locations:
    'none for a selection by filters; or works by their id, accession number or page, such as 1915.534',
  examples: [
    'npm run pendant -- import cleveland',
    'npm run pendant -- import cleveland --filter artist=Copley --filter onView=yes',
    'npm run pendant -- import cleveland 1915.534 https://clevelandart.org/art/1943.660',
  ],
  filters: {
    type: 'the type of work (default: Painting); any for all types',
    department: 'a department, such as "European Painting and Sculpture"',
    artist: "part of an artist's name",
    from: 'made in this year or later',
    to: 'made in this year or earlier',
    onView: 'yes: only works that hang in the galleries now',
  },
  crawlPolicies: [
    // No limit is published. Openverse, which has read the whole API for years, waits 5 s after
    // 1,000 records; a quarter of that for a quarter of the records.
    { host: 'openaccess-api.clevelandart.org', intervalMs: 1250, concurrency: 1 },
    { host: 'openaccess-cdn.clevelandart.org', intervalMs: 250, concurrency: 2 },
  ],
  open(request) {
    const root = apiRoot(API, request.baseUrl)
    return [request.locations.length > 0 ? namedWorks(root, request) : selection(root, request)]
  },
}

function selection(root: string, request: SourceRequest): Collection {
  const search = searchOf(request)
  return {
    source: 'cleveland',
    location: selectionName(`${root}/artworks/`, search),
    rights: 'published',
    async *items({ documents, since }) {
      for await (const record of allRecords(documents, `${root}/artworks/`, search)) {
        const { changed, item } = readArtwork(record)
        if (!since || changed === undefined || changed >= since.getTime() - DAY_MS) yield item
      }
    },
  }
}

/** The parameters of the listing; what is open and has a picture is asked for. */
function searchOf({ filters, query }: SourceRequest): Record<string, string> {
  const { type = 'Painting', department, artist } = filters
  const from = yearOf(filters, 'from')
  const to = yearOf(filters, 'to')
  return {
    cc0: '1',
    has_image: '1',
    ...(type !== 'any' && { type }),
    ...(department !== undefined && { department }),
    ...(artist !== undefined && { artists: artist }),
    ...(from !== undefined && { created_after: String(from) }),
    ...(to !== undefined && { created_before: String(to) }),
    ...(isYes(filters, 'onView') && { currently_on_view: '1' }),
    ...(query !== undefined && { q: query }),
  }
}

/** Reads pages until one is empty: the API's number of records may be out of date. */
async function* allRecords(
  documents: DocumentReader,
  works: string,
  search: Readonly<Record<string, string>>,
): AsyncGenerator<unknown> {
  for (let skip = 0; ; ) {
    const page = new URLSearchParams({ ...search, skip: String(skip), limit: String(PAGE_LENGTH) })
    const { data } = await requireJson(documents, `${works}?${page}`, pageSchema)
    if (data.length === 0) return
    yield* data
    skip += data.length
  }
}

function namedWorks(root: string, { locations, filters }: SourceRequest): Collection {
  refuseFilters(filters)
  const keys = [...new Set(locations.map(keyOf))].sort()
  return {
    source: 'cleveland',
    location: selectionName(`${root}/artworks/`, { works: keys.join(',') }),
    rights: 'published',
    named: true,
    async *items({ documents }) {
      for (const key of keys) {
        const url = `${root}/artworks/${encodeURIComponent(key)}`
        const outcome = await readJson(documents, url, singleSchema)
        if (outcome.status === 'read') yield readArtwork(outcome.value.data).item
        else if (outcome.status === 'missing') {
          yield { skipped: { record: key, reason: outcome.problem } }
        } else {
          // An accession number does not tell which of the earlier works is to stay.
          throw new CuratorError(`${outcome.problem}. What was imported before stays as it is.`)
        }
      }
    },
  }
}

/** `https://clevelandart.org/art/1915.534` as `1915.534`; ids and accession numbers as they are. */
function keyOf(location: string): string {
  const page = /^https?:\/\/(?:www\.)?clevelandart\.org\/art\/([^/?#]+)/i.exec(location)
  const key = page?.[1] ?? location.trim()
  if (/^[\w.-]+$/.test(key)) return key
  throw new CuratorError(
    `"${location}" names no work of Cleveland's; give an id, an accession number such as 1915.534, or the page of a work.`,
  )
}
