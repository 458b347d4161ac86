import { iiifSource } from '../../../indexer/collections/iiif/iiif.ts'
import type { MuseumFormat } from './museum-format.ts'
import type { Answer, Answering, Exhibit } from './museum-server.ts'
import { collectionAt } from './visit-museum.ts'

/** What every painting here measures; only its bytes are the exhibit's own. */
const WIDTH_PX = 3000
const HEIGHT_PX = 4000
const WORKS_A_PAGE = 50

const rightsOf = ({ open }: Exhibit): string =>
  open
    ? 'http://creativecommons.org/publicdomain/zero/1.0/'
    : 'http://rightsstatements.org/vocab/InC/1.0/'

const json = (body: unknown): Answer => ({
  type: 'application/ld+json',
  body: JSON.stringify(body),
})

/** The work that an address names, among those there are. */
function named(works: readonly Exhibit[], path: string, address: RegExp): Exhibit | undefined {
  const id = address.exec(path)?.[1]
  return id === undefined ? undefined : works.find((work) => work.id === id)
}

const answering: Answering = ({ url }, works, origin) => {
  const path = url.pathname
  if (path === '/iiif/collection.json') {
    return json({
      '@context': 'http://iiif.io/api/presentation/3/context.json',
      id: `${origin}/iiif/collection.json`,
      type: 'Collection',
      label: { en: ['Paintings'] },
      items: works.map(({ id, title }) => ({
        id: `${origin}/iiif/${id}/manifest.json`,
        type: 'Manifest',
        label: { en: [title] },
      })),
    })
  }
  const shown = named(works, path, /^\/iiif\/(\d+)\/manifest\.json$/)
  if (shown) return json(manifest3(shown, origin))
  return imageServer('/iiif/image', path, works, (id) => ({
    '@context': 'http://iiif.io/api/image/3/context.json',
    id: `${origin}/iiif/image/${id}`,
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: 'level1',
    width: WIDTH_PX,
    height: HEIGHT_PX,
    tiles: [{ width: 512, scaleFactors: [1, 2, 4] }],
  }))
}

function manifest3(work: Exhibit, origin: string): unknown {
  const base = `${origin}/iiif/${work.id}`
  const service = `${origin}/iiif/image/${work.id}`
  return {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id: `${base}/manifest.json`,
    type: 'Manifest',
    label: { en: [work.title] },
    metadata: [
      { label: { en: ['Artist'] }, value: { none: [work.artist] } },
      { label: { en: ['Date'] }, value: { none: [work.date] } },
    ],
    rights: rightsOf(work),
    requiredStatement: { label: { en: ['Shown by'] }, value: { en: ['The Museum of the Fens'] } },
    items: [
      {
        id: `${base}/canvas/1`,
        type: 'Canvas',
        width: WIDTH_PX,
        height: HEIGHT_PX,
        items: [
          {
            id: `${base}/canvas/1/page`,
            type: 'AnnotationPage',
            items: [
              {
                id: `${base}/canvas/1/painting`,
                type: 'Annotation',
                motivation: 'painting',
                target: `${base}/canvas/1`,
                body: {
                  id: `${service}/full/max/0/default.jpg`,
                  type: 'Image',
                  format: 'image/jpeg',
                  service: [{ id: service, type: 'ImageService3', profile: 'level1' }],
                },
              },
            ],
          },
        ],
      },
    ],
  }
}

const answering2: Answering = ({ url }, works, origin) => {
  const path = url.pathname
  if (path === '/iiif2/collection.json') return json(collection2(url, works, origin))
  const shown = named(works, path, /^\/iiif2\/(\d+)\/manifest\.json$/)
  if (shown) return json(manifest2(shown, origin))
  return imageServer('/iiif2/image', path, works, (id) => ({
    '@context': 'http://iiif.io/api/image/2/context.json',
    '@id': `${origin}/iiif2/image/${id}`,
    protocol: 'http://iiif.io/api/image',
    width: WIDTH_PX,
    height: HEIGHT_PX,
    profile: ['http://iiif.io/api/image/2/level1.json', { formats: ['jpg'], maxWidth: 2000 }],
  }))
}

/** In pages: the first document names the first of them. */
function collection2(url: URL, works: readonly Exhibit[], origin: string): unknown {
  const address = `${origin}/iiif2/collection.json`
  const about = {
    '@context': 'http://iiif.io/api/presentation/2/context.json',
    '@type': 'sc:Collection',
    label: 'Paintings',
  }
  const page = Number(url.searchParams.get('page') ?? 0)
  if (page === 0) {
    return { ...about, '@id': address, total: works.length, first: `${address}?page=1` }
  }
  const start = (page - 1) * WORKS_A_PAGE
  const isLast = start + WORKS_A_PAGE >= works.length
  return {
    ...about,
    '@id': `${address}?page=${page}`,
    within: address,
    startIndex: start,
    manifests: works.slice(start, start + WORKS_A_PAGE).map(({ id, title }) => ({
      '@id': `${origin}/iiif2/${id}/manifest.json`,
      '@type': 'sc:Manifest',
      label: title,
    })),
    ...(!isLast && { next: `${address}?page=${page + 1}` }),
  }
}

function manifest2(work: Exhibit, origin: string): unknown {
  const base = `${origin}/iiif2/${work.id}`
  const service = `${origin}/iiif2/image/${work.id}`
  return {
    '@context': 'http://iiif.io/api/presentation/2/context.json',
    '@id': `${base}/manifest.json`,
    '@type': 'sc:Manifest',
    label: work.title,
    metadata: [
      { label: 'Artist', value: work.artist },
      { label: [{ '@value': 'Datum', '@language': 'de' }], value: work.date },
    ],
    attribution: 'The Museum of the Fens',
    license: rightsOf(work),
    sequences: [
      {
        '@type': 'sc:Sequence',
        canvases: [
          {
            '@id': `${base}/canvas/1`,
            '@type': 'sc:Canvas',
            label: 'recto',
            width: WIDTH_PX,
            height: HEIGHT_PX,
            images: [
              {
                '@type': 'oa:Annotation',
                motivation: 'sc:painting',
                on: `${base}/canvas/1`,
                resource: {
                  '@id': `${service}/full/full/0/default.jpg`,
                  '@type': 'dctypes:Image',
                  format: 'image/jpeg',
                  service: {
                    '@context': 'http://iiif.io/api/image/2/context.json',
                    '@id': service,
                    profile: 'http://iiif.io/api/image/2/level1.json',
                  },
                },
              },
            ],
          },
        ],
      },
    ],
  }
}

/** Level 1: any width, but nothing larger than the picture, and no boxes to fit in (`!w,h`). */
function imageServer(
  prefix: string,
  path: string,
  works: readonly Exhibit[],
  info: (id: string) => unknown,
): Answer | undefined {
  const work = named(works, path, new RegExp(`^${prefix}/(\\d+)/`))
  if (!work) return undefined
  const request = path.slice(`${prefix}/${work.id}/`.length)
  if (request === 'info.json') return json(info(work.id))
  const size = /^full\/([^/]+)\/0\/default\.jpg$/.exec(request)?.[1] ?? ''
  const [, width = ''] = /^(\d+),$/.exec(size) ?? []
  const isUnderstood = size === 'max' || size === 'full' || (width !== '' && +width <= WIDTH_PX)
  return isUnderstood
    ? { type: 'image/jpeg', body: work.picture }
    : { status: 400, type: 'text/plain', body: `size ${size} is not understood` }
}

/** Presentation 3 and Image 3. */
export const iiifMuseum: MuseumFormat = {
  source: 'iiif',
  answering,
  open: (origin) =>
    collectionAt(iiifSource, undefined, { locations: [`${origin}/iiif/collection.json`] }),
  listing: /^\/iiif\/collection\.json$/,
  picture: (id) => new RegExp(`^/iiif/image/${id}/full/`),
  record: (id) => new RegExp(`^/iiif/${id}/manifest\\.json$`),
}

/** Presentation 2 with pages, and Image 2. */
export const iiif2Museum: MuseumFormat = {
  source: 'iiif',
  variant: 'version 2',
  answering: answering2,
  open: (origin) =>
    collectionAt(iiifSource, undefined, { locations: [`${origin}/iiif2/collection.json`] }),
  listing: /^\/iiif2\/collection\.json/,
  picture: (id) => new RegExp(`^/iiif2/image/${id}/full/`),
  record: (id) => new RegExp(`^/iiif2/${id}/manifest\\.json$`),
}
