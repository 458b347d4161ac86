import { type DocumentReader, requireJson } from '../../downloads/document-reader.ts'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection, CollectionItem } from '../collection.ts'
import { apiRoot, isYes, recordNumbers, selectionName, valuesOf, yearOf } from '../selection.ts'
import type { Source, SourceRequest } from '../source.ts'
import { ARTWORK_FIELDS, type ArticPage, articItem, articPageSchema } from './artic-record.ts'

/** https://api.artic.edu/docs */
const API = 'https://api.artic.edu/api/v1'

/** More are refused. */
const PAGE_SIZE = 100

/** Filters by name and the field each is held against, word for word: its `keyword` part. */
const FIELDS: Readonly<Record<string, string>> = {
  type: 'artwork_type_title.keyword',
  department: 'department_title.keyword',
  artist: 'artist_titles.keyword',
  style: 'style_titles.keyword',
  subject: 'subject_titles.keyword',
  place: 'place_of_origin.keyword',
}

/** A clause of Elasticsearch's query language, which the museum's search speaks. */
type Clause =
  | { readonly term: Readonly<Record<string, boolean>> }
  | { readonly terms: Readonly<Record<string, readonly string[]>> }
  | { readonly exists: { readonly field: string } }
  | {
      readonly range: Readonly<
        Record<
          string,
          { readonly gt?: number; readonly gte?: number | string; readonly lte?: number }
        >
      >
    }

export const articSource: Source = {
  name: 'artic',
  summary:
    'The Art Institute of Chicago, by its public API: paintings in the public domain unless filters say otherwise; a hundred records, or one picture, a second.',
  locations:
    'none for a selection by filters, or artwork numbers, or addresses of artwork pages (https://www.artic.edu/artworks/27992)',
  examples: [
    'npm run pendant -- import artic --limit 100',
    'npm run pendant -- import artic --filter subject=portraits --filter onView=yes',
    'npm run pendant -- import artic --filter "type=Painting|Miniature Painting" --filter place=France --filter to=1800',
    'npm run pendant -- import artic 27992 28560 --images pictures',
  ],
  filters: {
    type: 'kinds of work as the museum writes them with | between, or any; Painting if not given',
    department: 'departments by name with | between, such as Painting and Sculpture of Europe',
    artist: 'artists by name with | between, such as Rembrandt van Rijn',
    style: 'styles with | between, such as Impressionism',
    subject: 'subjects with | between, such as portraits',
    place: 'where the works were made, with | between, such as France',
    onView: 'yes: only works that hang now',
    from: 'the earliest year, negative before the common era',
    to: 'the latest year',
  },
  crawlPolicies: [
    {
      host: 'api.artic.edu',
      intervalMs: 1000,
      concurrency: 1,
      headers: { 'AIC-User-Agent': '{agent}' },
      whenRefused:
        'The museum allows 60 requests a minute. Wait some minutes and run the same import again: it goes on where it stopped.',
    },
    {
      host: 'www.artic.edu',
      intervalMs: 1000,
      concurrency: 1,
      headers: { 'AIC-User-Agent': '{agent}' },
      whenRefused:
        "The museum's image server asks programs to prove that they are a browser, and does not let this one in. Save the pictures with a browser, name each by its artwork number or image id, such as 27992.jpg, and run the same import with --images DIR. All numbers and image ids can be downloaded at once from https://github.com/art-institute-of-chicago/api-data; engineering@artic.edu can let a program in.",
    },
  ],
  open(request) {
    const root = apiRoot(API, request.baseUrl)
    return [request.locations.length > 0 ? namedArtworks(root, request) : search(root, request)]
  },
}

function namedArtworks(root: string, request: SourceRequest): Collection {
  const page = /^https?:\/\/(?:www\.)?artic\.edu\/artworks\/(\d{1,9})(?:$|[/?#])/
  const example = 'the address of an artwork page (https://www.artic.edu/artworks/27992)'
  const ids = recordNumbers(request, page, example)
  return {
    source: 'artic',
    location: selectionName(root, { artworks: ids.join(',') }),
    rights: 'published',
    named: true,
    async *items({ documents }) {
      for (let from = 0; from < ids.length; from += PAGE_SIZE) {
        yield* readArtworks(documents, root, ids.slice(from, from + PAGE_SIZE))
      }
    },
  }
}

async function* readArtworks(
  documents: DocumentReader,
  root: string,
  ids: readonly number[],
): AsyncGenerator<CollectionItem> {
  const parameters = new URLSearchParams({
    ids: ids.join(','),
    limit: String(PAGE_SIZE),
    fields: ARTWORK_FIELDS,
  })
  const url = `${root}/artworks?${parameters}`
  const { data, config } = await requireJson(documents, url, articPageSchema)
  const rows = new Map(data.map((row) => [row.id, row]))
  for (const id of ids) {
    const row = rows.get(id)
    if (row) yield articItem(row, config)
    else
      yield { skipped: { record: String(id), reason: 'the museum has no artwork of this number' } }
  }
}

function search(root: string, request: SourceRequest): Collection {
  const { filters, query } = request
  const clauses = clausesOf(filters)
  return {
    source: 'artic',
    location: selectionName(root, { type: 'Painting', ...filters, query }),
    rights: 'published',
    searched: query !== undefined,
    async *items({ documents, since }) {
      // Touched by every change of the record in the museum's own system, and by some of the API's.
      const changed: Clause[] = since
        ? [{ range: { updated_at: { gte: since.toISOString() } } }]
        : []
      for await (const { data, config } of pages(
        documents,
        root,
        [...clauses, ...changed],
        query,
      )) {
        for (const row of data) yield articItem(row, config)
      }
    },
  }
}

/** What can be asked for is asked for: only works in the public domain that have a picture. */
function clausesOf(filters: SourceRequest['filters']): Clause[] {
  const clauses: Clause[] = [
    { term: { is_public_domain: true } },
    { exists: { field: 'image_id' } },
  ]
  for (const [name, field] of Object.entries(FIELDS)) {
    const values = valuesOf({ type: 'Painting', ...filters }, name)
    if (values) clauses.push({ terms: { [field]: values } })
  }
  if (isYes(filters, 'onView')) clauses.push({ term: { is_on_view: true } })
  const from = yearOf(filters, 'from')
  const to = yearOf(filters, 'to')
  if (from !== undefined) clauses.push({ range: { date_end: { gte: from } } })
  if (to !== undefined) clauses.push({ range: { date_start: { lte: to } } })
  return clauses
}

/**
 * Pages of a search, however many. The museum refuses to page beyond 10,000 artworks by its
 * documentation and beyond 1,000 in practice
 * (github.com/art-institute-of-chicago/api-data/issues/5), so that the query is split: each asks
 * for the first page of what comes after the last number seen. It also loses and doubles nothing
 * when works come and go between two pages.
 */
async function* pages(
  documents: DocumentReader,
  root: string,
  clauses: readonly Clause[],
  query: string | undefined,
): AsyncGenerator<ArticPage> {
  let last = -1
  for (;;) {
    const url = searchAddress(root, clauses, query, last)
    const page = await requireJson(documents, url, articPageSchema)
    for (const { id } of page.data) {
      if (id <= last) {
        throw new CuratorError(
          `${url} does not answer in the order of the artworks' numbers, so that some would be missed; nothing was changed. Is it a mirror that does not know "sort"?`,
        )
      }
      last = id
    }
    yield page
    if (page.data.length < PAGE_SIZE) return
  }
}

function searchAddress(
  root: string,
  clauses: readonly Clause[],
  query: string | undefined,
  last: number,
): string {
  const params = JSON.stringify({
    // Word for word: left to itself the search also takes words that are spelt like these.
    ...(query !== undefined && { q: query, fuzzy: 0 }),
    query: { bool: { filter: [...clauses, { range: { id: { gt: last } } }] } },
    sort: [{ id: 'asc' }],
    fields: ARTWORK_FIELDS,
    limit: PAGE_SIZE,
  })
  return `${root}/artworks/search?${new URLSearchParams({ params })}`
}
