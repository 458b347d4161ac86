import { rijksmuseumSource } from '../../../indexer/collections/rijksmuseum/rijksmuseum.ts'
import type { MuseumFormat } from './museum-format.ts'
import type { Answer, Answering, Exhibit } from './museum-server.ts'
import { collectionAt } from './visit-museum.ts'

const PAGE_LENGTH = 100
/** What the image service says of every picture. */
const WIDTH = 2400
const HEIGHT = 3000

const MARK = 'http://creativecommons.org/publicdomain/mark/1.0/'
const IN_COPYRIGHT = 'http://rightsstatements.org/vocab/InC/1.0/'
const PREFERRED_LABEL = 'http://www.w3.org/2004/02/skos/core#prefLabel'

const PARAMETERS = new Set([
  ...['aboutActor', 'creator', 'creationDate', 'description', 'imageAvailable', 'material'],
  ...['memberOfSetId', 'objectNumber', 'pageToken', 'technique', 'title', 'type'],
])

const answering: Answering = ({ url }, works, origin) => {
  if (url.pathname === '/search/collection') return search(url.searchParams, works)
  const [, id, image] = /^\/iiif\/(\d+)\/(.+)$/.exec(url.pathname) ?? []
  const work = works.find((each) => each.id === (id ?? url.pathname.slice(1)))
  if (!work) return undefined
  if (image === undefined) return record(url.searchParams, work, origin)
  return image === 'info.json' ? information(work, origin) : pictureOf(image, work)
}

function search(asked: URLSearchParams, works: readonly Exhibit[]): Answer {
  const unknown = [...asked.keys()].find((name) => !PARAMETERS.has(name))
  if (unknown !== undefined) {
    return refusal({ detail: `Unsupported query parameter: ${unknown}` })
  }
  const { pageToken, ...terms } = Object.fromEntries(asked)
  const query = new URLSearchParams(terms)
  const [of, from = '0'] = pageToken ? JSON.parse(atob(pageToken)) : [query.toString()]
  if (of !== query.toString()) return refusal({ detail: 'Invalid pageToken' })
  const contains = (text: string, name: string): boolean =>
    asked.getAll(name).every((value) => text.toLowerCase().includes(value.toLowerCase()))
  const found = works.filter(
    (work) =>
      contains(work.title, 'title') &&
      contains(work.artist, 'creator') &&
      contains('painting schilderij', 'type') &&
      matches(work.date, asked.get('creationDate')) &&
      matches(objectNumber(work), asked.get('objectNumber')),
  )
  const following = Number(from) + PAGE_LENGTH
  const token = btoa(JSON.stringify([of, following]))
  // As the museum writes it, wherever the copy of it stands that was asked.
  const next = `https://data.rijksmuseum.nl/search/collection?${query}&pageToken=${encodeURIComponent(token)}`
  return {
    body: JSON.stringify({
      '@context': 'https://linked.art/ns/v1/search.json',
      type: 'OrderedCollectionPage',
      partOf: { type: 'OrderedCollection', totalItems: found.length },
      ...(following < found.length && { next: { id: next, type: 'OrderedCollectionPage' } }),
      orderedItems: found
        .slice(Number(from), following)
        .map(({ id }) => ({ id: `https://id.rijksmuseum.nl/${id}`, type: 'HumanMadeObject' })),
    }),
  }
}

function refusal(body: unknown): Answer {
  return { status: 400, body: JSON.stringify(body) }
}

/** `?` is any character, `*` any number of them. */
function matches(text: string, pattern: string | null): boolean {
  if (pattern === null) return true
  const parts = pattern.split(/([?*])/).map((part) => {
    if (part === '?') return '.'
    return part === '*' ? '.*' : part.replaceAll(/[^\w]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}$`).test(text)
}

function objectNumber({ id }: Exhibit): string {
  return `SK-A-${id}`
}

function record(asked: URLSearchParams, work: Exhibit, origin: string): Answer {
  if (asked.get('_profile') !== 'edm-framed') {
    // The default is another model, of some 4,000 lines, in which there is no picture.
    return { type: 'application/ld+json', body: '{"type":"HumanMadeObject"}' }
  }
  return { type: 'application/ld+json', body: JSON.stringify(rijksmuseumRecord(work, origin)) }
}

/** The record of a work in the profile `edm-framed`. */
export function rijksmuseumRecord(work: Exhibit, origin: string): Record<string, unknown> {
  const { id, title, artist, date, open } = work
  const service = `${origin}/iiif/${id}`
  return {
    id: `https://data.rijksmuseum.nl/${id}`,
    aggregatedCHO: {
      id: `https://id.rijksmuseum.nl/${id}`,
      title: { nl: [`${title} (nl)`], en: [title] },
      creator: [
        {
          id: 'https://id.rijksmuseum.nl/21043300',
          [PREFERRED_LABEL]: [
            { '@language': 'nl', '@value': artist },
            { '@language': 'en', '@value': artist },
          ],
        },
      ],
      identifier: [objectNumber(work)],
      created: [
        { '@language': 'en', '@value': `c. ${date}` },
        { '@language': 'nl', '@value': `ca. ${date}` },
      ],
      medium: [{ '@language': 'nl', '@value': 'doek' }],
    },
    edmRights: open ? MARK : IN_COPYRIGHT,
    // The licence of the record, which is open even where the picture is not.
    subject_of: [{ subject_to: { id: 'https://creativecommons.org/publicdomain/zero/1.0/' } }],
    isShownAt: { id: `https://www.rijksmuseum.nl/nl/collectie/object/${objectNumber(work)}` },
    isShownBy: {
      id: `${service}/full/max/0/default.jpg`,
      'http://rdfs.org/sioc/services#has_service': { id: service },
    },
  }
}

function information({ id }: Exhibit, origin: string): Answer {
  return {
    type: 'application/ld+json',
    body: JSON.stringify({
      '@context': 'http://iiif.io/api/image/3/context.json',
      id: `${origin}/iiif/${id}`,
      type: 'ImageService3',
      protocol: 'http://iiif.io/api/image',
      profile: 'level2',
      width: WIDTH,
      height: HEIGHT,
    }),
  }
}

/** `!w,h` is broken at this service, and no server of version 3 enlarges without a `^`. */
function pictureOf(image: string, work: Exhibit): Answer {
  const size = /^full\/([^/]+)\/0\/default\.jpg$/.exec(image)?.[1] ?? ''
  const [, width, height] = /^(\d*),(\d*)$/.exec(size) ?? []
  const within =
    (width !== undefined || height !== undefined) &&
    Number(width) <= WIDTH &&
    Number(height) <= HEIGHT
  if (size !== 'max' && !within) return refusal({ error: 'Invalid size' })
  return { type: 'image/jpeg', body: work.picture }
}

export const rijksmuseumMuseum = {
  source: 'rijksmuseum',
  answering,
  open: (origin) => collectionAt(rijksmuseumSource, origin),
  listing: /^\/search\/collection\?/,
  picture: (id) => new RegExp(`/iiif/${id}/full/`),
  record: (id) => new RegExp(`/${id}\\?_profile=`),
} satisfies MuseumFormat
