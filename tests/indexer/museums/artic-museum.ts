import { createHash } from 'node:crypto'
import { articSource } from '../../../indexer/collections/artic/artic.ts'
import type { MuseumFormat } from './museum-format.ts'
import type { Answer, Answering, Exhibit } from './museum-server.ts'
import { collectionAt } from './visit-museum.ts'

const ROOT = '/api/v1'

/**
 * Documented are 10,000; in practice the museum refuses beyond 1,000
 * (github.com/art-institute-of-chicago/api-data/issues/5).
 */
const REACHABLE = 1000
const LARGEST_PAGE = 100
const DEFAULT_PAGE = 12

type Artwork = Readonly<Record<string, unknown>>
type Search = {
  readonly q?: string
  readonly query?: Query
  readonly sort?: readonly Readonly<Record<string, string>>[]
  readonly fields?: string
  readonly limit?: number
  readonly page?: number
}

/** What is understood of Elasticsearch's query language; anything else is refused. */
type Query = {
  readonly bool?: { readonly filter?: readonly Query[]; readonly must?: readonly Query[] }
  readonly term?: Readonly<Record<string, unknown>>
  readonly terms?: Readonly<Record<string, readonly unknown[]>>
  readonly exists?: { readonly field: string }
  readonly range?: Readonly<Record<string, Readonly<Record<string, number | string>>>>
}

const answering: Answering = ({ url }, works, origin) => {
  const image =
    /^\/iiif\/2\/[0-9a-f-]+-(\d{12})\/full\/(?:200|400|600|843|1686),\/0\/default\.jpg$/.exec(
      url.pathname,
    )
  if (image) {
    const work = works.find(({ id }) => Number(id) === Number(image[1]))
    return work && { type: 'image/jpeg', body: work.picture }
  }
  if (url.pathname === `${ROOT}/artworks/search`) {
    return search(JSON.parse(url.searchParams.get('params') ?? '{}'), works, origin)
  }
  if (url.pathname !== `${ROOT}/artworks`) return undefined
  const { limit, fields, ids } = Object.fromEntries(url.searchParams)
  const named = ids?.split(',')
  const listed = works.filter(({ id }) => !named || named.includes(id)).map(articRecord)
  return page(listed, { limit: Number(limit ?? DEFAULT_PAGE), fields: fields ?? '' }, origin)
}

function search(wanted: Search, works: readonly Exhibit[], origin: string): Answer {
  const { query, q, sort } = wanted
  const words = q?.toLowerCase() ?? ''
  const found = works
    .map(articRecord)
    .filter(query ? matching(query) : () => true)
    .filter(({ title, artist_title }) => `${title} ${artist_title}`.toLowerCase().includes(words))
  // What nobody has asked to be sorted comes by relevance, which is to say in no order one can
  // count on.
  const byRelevance = (one: Artwork, other: Artwork) =>
    String(one.image_id) < String(other.image_id) ? -1 : 1
  const byNumber = (one: Artwork, other: Artwork) => Number(one.id) - Number(other.id)
  return page(found.sort(sort?.[0]?.id === 'asc' ? byNumber : byRelevance), wanted, origin)
}

function page(
  found: readonly Artwork[],
  { limit = DEFAULT_PAGE, page: number = 1, fields = 'id,title' }: Search,
  origin: string,
): Answer {
  if (limit > LARGEST_PAGE)
    return refusal('Invalid limit', 'You have requested too many resources per page.')
  const offset = (number - 1) * limit
  if (offset + limit > REACHABLE) {
    return refusal('Invalid number of results', 'You have requested too many results.')
  }
  const names = fields.split(',')
  return {
    body: JSON.stringify({
      pagination: { total: found.length, limit, offset, current_page: number },
      data: found
        .slice(offset, offset + limit)
        .map((artwork) => Object.fromEntries(names.map((name) => [name, artwork[name] ?? null]))),
      info: { license_text: 'CC0', version: '1.13' },
      config: { iiif_url: `${origin}/iiif/2`, website_url: 'https://www.artic.edu' },
    }),
  }
}

function refusal(error: string, detail: string): Answer {
  return { status: 403, body: JSON.stringify({ status: 403, error, detail }) }
}

/** Put together once for each search, since it is held against thousands of works. */
function matching(query: Query): (artwork: Artwork) => boolean {
  const { bool, term, terms, exists, range, ...others } = query
  const unknown = Object.keys(others)[0]
  if (unknown !== undefined) throw new Error(`the museum's search does not know "${unknown}"`)
  const all = [
    ...[...(bool?.filter ?? []), ...(bool?.must ?? [])].map(matching),
    ...Object.entries(term ?? {}).map(
      ([field, value]) =>
        (each: Artwork) =>
          each[field] === value,
    ),
    ...Object.entries(terms ?? {}).map(([field, values]) => hasOneOf(field, values)),
    ...(exists ? [(each: Artwork) => (each[exists.field] ?? null) !== null] : []),
    ...Object.entries(range ?? {}).map(([field, limits]) => isWithin(field, limits)),
  ]
  return (artwork) => all.every((holds) => holds(artwork))
}

/**
 * Text is held against its whole only in the `keyword` part of a field; the field itself knows
 * words.
 */
function hasOneOf(field: string, values: readonly unknown[]): (artwork: Artwork) => boolean {
  const name = /^(.*)\.keyword$/.exec(field)?.[1]
  if (name === undefined) return () => false
  return (artwork) => [artwork[name]].flat().some((value) => values.includes(value))
}

const LIMITS: Readonly<Record<string, (apart: number) => boolean>> = {
  gt: (apart) => apart > 0,
  gte: (apart) => apart >= 0,
  lte: (apart) => apart <= 0,
}

/** Limits are numbers, or times as text. */
function isWithin(
  field: string,
  limits: Readonly<Record<string, number | string>>,
): (artwork: Artwork) => boolean {
  const all = Object.entries(limits).map(([name, limit]) => {
    const holds = LIMITS[name]
    if (!holds) throw new Error(`the museum's search does not know the limit "${name}"`)
    return typeof limit === 'string'
      ? (value: unknown) => holds(Date.parse(String(value)) - Date.parse(limit))
      : (value: unknown) => holds(Number(value) - limit)
  })
  return (artwork) => {
    const value = artwork[field] ?? null
    return value !== null && all.every((holds) => holds(value))
  }
}

/** Once a work: the museum is asked for thousands of them, page by page. */
const records = new WeakMap<Exhibit, Artwork>()

function articRecord(work: Exhibit): Artwork {
  const record = records.get(work) ?? recordOf(work)
  records.set(work, record)
  return record
}

/**
 * What the museum says of a work: https://api.artic.edu/docs/#artworks-2. Never '', always null.
 */
function recordOf(work: Exhibit): Artwork {
  const { id, title, artist, date, open, changed } = work
  const year = Number(/\d{3,4}/.exec(date)?.[0] ?? 0)
  const hangs = Number(id) % 2 === 0
  return {
    id: Number(id),
    title,
    main_reference_number: `1926.${id}`,
    artist_title: artist,
    artist_titles: [artist],
    artist_display: `${artist}\nFrench, 1859–1891`,
    date_start: year,
    date_end: year,
    date_display: date,
    place_of_origin: 'France',
    medium_display: 'Oil on canvas',
    credit_line: 'Helen Birch Bartlett Memorial Collection',
    is_public_domain: open,
    copyright_notice: open ? null : `© Estate of ${artist}`,
    artwork_type_title: 'Painting',
    department_title: 'Painting and Sculpture of Europe',
    style_titles: ['Post-Impressionism'],
    subject_titles: ['portraits', 'women'],
    image_id: imageId(work),
    is_on_view: hangs,
    gallery_title: hangs ? 'Gallery 240' : null,
    updated_at: `${changed}T12:00:00-05:00`,
  }
}

/** Another picture has another id; the last twelve digits are the work's number. */
function imageId({ id, picture }: Exhibit): string {
  const hash = createHash('sha1').update(picture).digest('hex')
  return `${hash.slice(0, 8)}-0000-4000-8000-${id.padStart(12, '0')}`
}

export const articMuseum = {
  source: 'artic',
  answering,
  open: (origin) => collectionAt(articSource, origin),
  listing: /\/artworks\/search\?/,
  picture: (id) => new RegExp(`/iiif/2/[0-9a-f-]+-${id.padStart(12, '0')}/`),
} satisfies MuseumFormat
