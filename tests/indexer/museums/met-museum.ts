import { metSource } from '../../../indexer/collections/met/met.ts'
import type { MuseumFormat } from './museum-format.ts'
import type { Answer, Answering, Exhibit } from './museum-server.ts'
import { collectionAt } from './visit-museum.ts'

const ROOT = '/public/collection/v1'
const EUROPEAN_PAINTINGS = '11'
const ROOM = '634'

/** Parameters of the search that narrow it; all others, such as hasImages, change nothing. */
const NARROWING: Readonly<Record<string, (work: Exhibit, value: string) => boolean>> = {
  departmentId: (_, value) => value === EUROPEAN_PAINTINGS,
  isHighlight: (work, value) => value !== 'true' || isHighlight(work),
  isOnView: (work, value) => value !== 'true' || hangs(work),
  medium: (_, value) => value.split('|').includes('Paintings'),
  dateBegin: (work, value) => yearOf(work) >= Number(value),
  dateEnd: (work, value) => yearOf(work) <= Number(value),
}

const answering: Answering = ({ url }, works, origin) => {
  const picture = /^\/CRDImages\/ep\/(?:original|web-large)\/(\d+)\.jpg$/.exec(url.pathname)
  if (picture) {
    const work = works.find(({ id }) => id === picture[1])
    return work && { type: 'image/jpeg', body: work.picture }
  }
  if (url.pathname === `${ROOT}/objects`) return listed(listing(url.searchParams, works))
  if (url.pathname === `${ROOT}/search`) return search(url.searchParams, works)
  const record = /^\/public\/collection\/v1\/objects\/(\d+)$/.exec(url.pathname)
  const work = record && works.find(({ id }) => id === record[1])
  if (work) return { body: JSON.stringify(metRecord(work, origin)) }
  return { status: 404, body: JSON.stringify({ message: 'ObjectID not found' }) }
}

/**
 * The whole list at once; "any objects with updated data after this date". All hang in one
 * department.
 */
function listing(parameters: URLSearchParams, works: readonly Exhibit[]): readonly Exhibit[] {
  const after = parameters.get('metadataDate')
  const departments = parameters.get('departmentIds')?.split('|')
  if (departments && !departments.includes(EUROPEAN_PAINTINGS)) return []
  return after === null ? works : works.filter(({ changed }) => changed > after)
}

/** Without words it breaks down, and filters that come after the words are not looked at. */
function search(parameters: URLSearchParams, works: readonly Exhibit[]): Answer {
  const words = parameters.get('q')?.toLowerCase()
  if (!words) return { status: 503, type: 'text/html', body: '<html>Service unavailable</html>' }
  const names = [...parameters.keys()]
  const looked = names.slice(0, names.indexOf('q'))
  const dates = looked.includes('dateBegin') && looked.includes('dateEnd')
  const narrowing = looked.filter((name) => dates || !name.startsWith('date'))
  return listed(
    works.filter(
      (work) =>
        (words === '*' || `${work.title} ${work.artist}`.toLowerCase().includes(words)) &&
        narrowing.every((name) => NARROWING[name]?.(work, parameters.get(name) ?? '') ?? true),
    ),
  )
}

function listed(works: readonly Exhibit[]): Answer {
  const ids = works.map(({ id }) => Number(id))
  return { body: JSON.stringify({ total: ids.length, objectIDs: ids.length === 0 ? null : ids }) }
}

/** What the museum says of a work: https://metmuseum.github.io/#object. */
export function metRecord(work: Exhibit, origin: string): Record<string, unknown> {
  const image = (size: string) => (work.open ? `${origin}/CRDImages/ep/${size}/${work.id}.jpg` : '')
  return {
    objectID: Number(work.id),
    isHighlight: isHighlight(work),
    accessionNumber: `14.40.${work.id}`,
    accessionYear: '1913',
    isPublicDomain: work.open,
    primaryImage: image('original'),
    primaryImageSmall: image('web-large'),
    additionalImages: [],
    constituents: null,
    department: 'European Paintings',
    objectName: 'Painting',
    title: work.title,
    culture: '',
    artistPrefix: '',
    artistDisplayName: work.artist,
    artistSuffix: '',
    objectDate: work.date,
    objectBeginDate: yearOf(work),
    objectEndDate: yearOf(work),
    medium: 'Oil on canvas',
    creditLine: 'Bequest of Benjamin Altman, 1913',
    classification: 'Paintings',
    rightsAndReproduction: work.open ? '' : `© Estate of ${work.artist}`,
    metadataDate: `${work.changed}T04:47:12.34Z`,
    repository: 'Metropolitan Museum of Art, New York, NY',
    objectURL: `https://www.metmuseum.org/art/collection/search/${work.id}`,
    tags: null,
    isTimelineWork: false,
    GalleryNumber: hangs(work) ? ROOM : '',
  }
}

/** Every tenth. */
function isHighlight({ id }: Exhibit): boolean {
  return id.endsWith('0')
}

/** Every other. */
function hangs({ id }: Exhibit): boolean {
  return Number(id) % 2 === 0
}

function yearOf({ date }: Exhibit): number {
  return Number(/\d{3,4}/.exec(date)?.[0] ?? 0)
}

export const metMuseum = {
  source: 'met',
  answering,
  open: (origin) => collectionAt(metSource, origin),
  listing: /\/v1\/(?:objects|search)(?:\?|$)/,
  picture: (id) => new RegExp(`/CRDImages/ep/[a-z-]+/${id}\\.jpg$`),
  record: (id) => new RegExp(`/v1/objects/${id}$`),
} satisfies MuseumFormat
