import { clevelandSource } from '../../../indexer/collections/cleveland/cleveland.ts'
import type { MuseumFormat } from './museum-format.ts'
import type { Answer, Answering, Exhibit } from './museum-server.ts'
import { collectionAt } from './visit-museum.ts'

const ROOT = '/api/artworks/'
const LARGEST_PAGE = 1000

/**
 * Parameters of the listing as documented; `cc0` and its like count by being there, with any value.
 */
const PARAMETERS = new Set([
  ...['q', 'department', 'type', 'has_image', 'indent', 'skip', 'limit', 'artists', 'title'],
  ...['created_after', 'created_before', 'cc0', 'copyrighted', 'currently_on_view'],
])

const answering: Answering = ({ url }, works, origin) => {
  const file = /^\/cdn\/1950\.(\d+)\/1950\.\1_(?:print|web)\.jpg$/.exec(url.pathname)
  if (file) {
    const work = works.find(({ id }) => id === file[1])
    return work && { type: 'image/jpeg', body: work.picture }
  }
  if (url.pathname === ROOT) return listing(url.searchParams, works, origin)
  if (!url.pathname.startsWith(ROOT)) return undefined
  const key = decodeURIComponent(url.pathname.slice(ROOT.length))
  const work = works.find(({ id }) => key === id || key === `1950.${id}`)
  return work && { body: JSON.stringify({ data: clevelandRecord(work, origin) }) }
}

function listing(search: URLSearchParams, works: readonly Exhibit[], origin: string): Answer {
  const unknown = [...search.keys()].find((name) => !PARAMETERS.has(name))
  // Stricter than the museum, which nowhere says what it makes of them: a typing error shows.
  if (unknown !== undefined) return { status: 400, body: `{"error":"no parameter ${unknown}"}` }
  const limit = Math.min(Number(search.get('limit') ?? LARGEST_PAGE), LARGEST_PAGE)
  const skip = Number(search.get('skip') ?? 0)
  const contains = (text: string, name: string): boolean =>
    text.toLowerCase().includes((search.get(name) ?? '').toLowerCase())
  const found = works.filter((work) => {
    const year = Number(work.date)
    return (
      (!search.has('cc0') || work.open) &&
      (!search.has('currently_on_view') || hangs(work)) &&
      (search.get('type') ?? 'Painting') === 'Painting' &&
      year >= Number(search.get('created_after') ?? -Infinity) &&
      year <= Number(search.get('created_before') ?? Infinity) &&
      contains(work.artist, 'artists') &&
      contains(`${work.title} ${work.artist}`, 'q')
    )
  })
  const data = found.slice(skip, skip + limit).map((work) => clevelandRecord(work, origin))
  const parameters = Object.fromEntries(search)
  return { body: JSON.stringify({ info: { total: found.length, parameters }, data }) }
}

function hangs({ id }: Exhibit): boolean {
  return Number(id) % 2 === 0
}

/** What the museum says of a work; sizes of images are texts. */
export function clevelandRecord(work: Exhibit, origin: string): Record<string, unknown> {
  const { id, title, artist, date, open, changed, picture } = work
  const accession = `1950.${id}`
  const image = (size: string, width: string) => ({
    url: `${origin}/cdn/${accession}/${accession}_${size}`,
    width,
    height: width,
    filesize: String(picture.byteLength),
    filename: `${accession}_${size}`,
  })
  return {
    id: Number(id),
    accession_number: accession,
    share_license_status: open ? 'CC0' : 'Copyrighted',
    tombstone: `${title}, ${date}. ${artist}.`,
    current_location: hangs(work) ? '206 American Landscape' : null,
    title,
    title_in_original_language: null,
    creation_date: date,
    creation_date_earliest: Number(date),
    creation_date_latest: Number(date),
    creators: [
      {
        description: `${artist} (French, 1822–1899)`,
        extent: null,
        qualifier: null,
        role: 'artist',
        biography: null,
        birth_year: '1822',
        death_year: '1899',
      },
    ],
    culture: ['France, 19th century'],
    technique: 'oil on canvas',
    department: 'Modern European Painting and Sculpture',
    type: 'Painting',
    creditline: 'Hinman B. Hurlbut Collection',
    copyright: open ? null : `© Estate of ${artist}`,
    url: `https://clevelandart.org/art/${accession}`,
    updated_at: `${changed} 09:03:30.462000`,
    images: {
      web: image('web.jpg', '1263'),
      print: image('print.jpg', '3400'),
      full: image('full.tif', '6280'),
    },
    alternate_images: [],
  }
}

export const clevelandMuseum = {
  source: 'cleveland',
  answering,
  open: (origin) => collectionAt(clevelandSource, origin),
  listing: /^\/api\/artworks\/\?/,
  picture: (id) => new RegExp(`/cdn/1950\\.${id}/`),
} satisfies MuseumFormat
