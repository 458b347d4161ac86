import { pMapIterable } from 'p-map'
import { z } from 'zod'
import { type DocumentReader, readJson, requireJson } from '../../downloads/document-reader.ts'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection, CollectionItem } from '../collection.ts'
import { apiRoot, refuseFilters, valuesOf } from '../selection.ts'
import type { Source, SourceRequest } from '../source.ts'
import { percentDecoded } from '../web-address.ts'
import { readRecord } from './rijksmuseum-record.ts'

const API = 'https://data.rijksmuseum.nl'
/** Records asked for at once, as many as the crawlPolicies allow. */
const RECORDS_AT_ONCE = 2
/** Parameters that may be repeated; a work has to match all their values. */
const REPEATABLE = new Set(['aboutActor', 'creator', 'material', 'technique', 'memberOfSetId'])

const pageSchema = z.object({
  orderedItems: z.array(z.unknown()),
  next: z.object({ id: z.string() }).nullish(),
})
const listedSchema = z.object({ id: z.string().regex(/\/\d+$/) })

/**
 * The Rijksmuseum's data services, https://data.rijksmuseum.nl/docs: a search that gives nothing
 * but numbers, a hundred a page, then one request for each record. There is no asking for what has
 * changed: OAI-PMH's dates were set anew for the whole collection in June 2026, and the change feed
 * tells of an artist's record by itself, not of the works that name him. So every record is asked
 * for at each import, on condition that it has changed.
 */
export const rijksmuseumSource: Source = {
  name: 'rijksmuseum',
  summary:
    'The Rijksmuseum in Amsterdam: works with a picture, by default all paintings. Its search knows no free text: --query looks in titles.',
  locations:
    'none for a selection by filters; or works by their object number (SK-C-5, or SK-A-* for many), page or address such as https://id.rijksmuseum.nl/200107928',
  examples: [
    'npm run pendant -- import rijksmuseum --filter creator="Frans Hals"',
    'npm run pendant -- import rijksmuseum --filter creationDate="16??" --filter material=canvas',
    'npm run pendant -- import rijksmuseum SK-A-4050 SK-C-6',
  ],
  filters: {
    aboutActor: 'somebody portrayed; several with | between',
    creationDate: 'a year or period, with ? and * for any digits, such as 16??',
    creator: "a maker's name, such as Frans Hals; several with | between",
    description: 'words of the description',
    material: 'a material, in Dutch or English, such as canvas; several with | between',
    memberOfSetId: 'the number of a set; several with | between',
    objectNumber: 'an object number, with ? and *, such as SK-A-*',
    technique: 'a technique, in Dutch or English; several with | between',
    title: 'words of the title',
    type: 'the type of work (default: painting); any for all types',
  },
  crawlPolicies: [
    // No limits are published; programs that read it use 2 to 6 requests at once.
    { host: 'data.rijksmuseum.nl', intervalMs: 500, concurrency: RECORDS_AT_ONCE },
    { host: 'iiif.micr.io', intervalMs: 250, concurrency: 2 },
  ],
  open(request) {
    const { locations, filters } = request
    const languages = [...request.languages, 'en']
    const site = { root: apiRoot(API, request.baseUrl), languages }
    if (locations.length === 0) return [selection(site, searchOf(request))]
    refuseFilters(filters)
    return locations.map((location) => {
      const named = namedBy(location)
      return 'number' in named
        ? singleWork(site, named.number)
        : selection(site, new URLSearchParams(named))
    })
  },
}

type Site = { readonly root: string; readonly languages: readonly string[] }

/** Unknown parameters are refused, so there is none for free text. */
function searchOf({ filters, query }: SourceRequest): URLSearchParams {
  const search = new URLSearchParams({ imageAvailable: 'true' })
  const asked = { type: 'painting', ...(query !== undefined && { title: query }), ...filters }
  for (const [name, value] of Object.entries(asked)) {
    if (name === 'type' && value === 'any') continue
    for (const each of (REPEATABLE.has(name) && valuesOf(asked, name)) || [value]) {
      search.append(name, each)
    }
  }
  search.sort()
  return search
}

/** A work by the number of its persistent identifier, or by the number that the museum gave it. */
function namedBy(location: string): { number: string } | { objectNumber: string } {
  const said = location.trim()
  const number = /^(?:https?:\/\/(?:id|data)\.rijksmuseum\.nl\/)?(\d+)$/.exec(said)?.[1]
  if (number !== undefined) return { number }
  const page = /^https?:\/\/www\.rijksmuseum\.nl\/.*\/([a-z]{2,}-[^/?#]+)/i.exec(said)?.[1]
  const objectNumber = page === undefined ? said : (percentDecoded(page) ?? '')
  // Since 2025 pages are called `The-Night-Watch--` and a code that the search does not know.
  const isCode = /--[0-9a-f]{8,}$/i.test(objectNumber)
  if (!isCode && /^[a-z]{2,}-[^\s/#%]+$/i.test(objectNumber)) return { objectNumber }
  throw new CuratorError(
    `"${location}" names no work of the Rijksmuseum; give its object number as its page tells it, such as SK-C-5, or https://id.rijksmuseum.nl/ and its number.`,
  )
}

function selection({ root, languages }: Site, search: URLSearchParams): Collection {
  const listing = `${root}/search/collection`
  return {
    source: 'rijksmuseum',
    location: `${listing}?${search}`,
    rights: 'published',
    async *items({ documents }) {
      let pageToken: string | undefined
      do {
        const page = new URLSearchParams(search)
        if (pageToken !== undefined) page.set('pageToken', pageToken)
        const { orderedItems, next } = await requireJson(
          documents,
          `${listing}?${page}`,
          pageSchema,
        )
        yield* pMapIterable(
          orderedItems,
          (listed) => readListed(documents, root, listed, languages),
          { concurrency: RECORDS_AT_ONCE },
        )
        pageToken = followingToken(next?.id, pageToken)
      } while (pageToken !== undefined)
    },
  }
}

/** Takes only the token of the next page: its address leads to the museum, not to a mirror. */
function followingToken(next: string | undefined, current: string | undefined): string | undefined {
  if (next === undefined) return undefined
  const token = new URLSearchParams(next.slice(next.indexOf('?') + 1)).get('pageToken')
  if (token !== null && token !== current) return token
  throw new CuratorError(
    `The Rijksmuseum's list of works goes on at ${next}, which has no page of its own; the list cannot be read to its end. What was imported before stays as it is.`,
  )
}

async function readListed(
  documents: DocumentReader,
  root: string,
  listed: unknown,
  languages: readonly string[],
): Promise<CollectionItem> {
  const parsed = listedSchema.safeParse(listed)
  if (!parsed.success) {
    return { skipped: { record: JSON.stringify(listed), reason: 'it has no number' } }
  }
  const number = parsed.data.id.slice(parsed.data.id.lastIndexOf('/') + 1)
  const url = `${root}/${number}?_profile=edm-framed&_media_type=application/ld%2Bjson`
  const outcome = await readJson(documents, url, z.unknown(), { accept: 'application/ld+json' })
  if (outcome.status === 'read') return readRecord(number, outcome.value, languages)
  const keeps = outcome.status === 'failed' && { keeps: number }
  return { skipped: { record: number, reason: outcome.problem, ...keeps } }
}

function singleWork({ root, languages }: Site, number: string): Collection {
  return {
    source: 'rijksmuseum',
    location: `${root}/${number}`,
    rights: 'published',
    named: true,
    async *items({ documents }) {
      yield await readListed(documents, root, { id: `/${number}` }, languages)
    },
  }
}
