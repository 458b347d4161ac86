import { createHash } from 'node:crypto'
import { wikimediaSource } from '../../../indexer/collections/wikimedia/wikimedia.ts'
import type { MuseumFormat } from './museum-format.ts'
import type { Answer, Answering, Exhibit } from './museum-server.ts'
import { collectionAt } from './visit-museum.ts'

const TOP = 'Category:Portraits'
const BELOW = 'Category:Portraits of women'
const MOST_FILES = 50
/** Of a batch, so many files are described in one answer; the rest come by `continue`. */
const DESCRIBED_AT_ONCE = 30
const MOST_ROWS = 10_000
/** Thumbnails of any other width are refused. */
const THUMBNAIL_WIDTHS = [20, 40, 60, 120, 250, 330, 500, 960, 1280, 1920, 3840]

const PARAMETERS = new Set([
  ...['action', 'format', 'formatversion', 'prop', 'generator', 'list', 'titles', 'redirects'],
  ...['gcmtitle', 'gcmtype', 'gcmlimit', 'gcmcontinue', 'cmtitle', 'cmtype', 'cmlimit', 'continue'],
  ...['iiprop', 'iiurlwidth', 'iiextmetadatafilter', 'iiextmetadatalanguage', 'iicontinue'],
])

const answering: Answering = ({ url }, works, origin) => {
  const file = /^\/commons\/(?:thumb\/)?(\d+)\.jpg(?:\/(\d+)px-\1\.jpg)?$/.exec(url.pathname)
  if (file) {
    const [, id, width] = file
    if (width !== undefined && !THUMBNAIL_WIDTHS.includes(Number(width))) {
      return { status: 429, type: 'text/html', body: 'Use thumbnail steps' }
    }
    const work = works.find((each) => each.id === id)
    return work && { type: 'image/jpeg', body: work.picture }
  }
  if (url.pathname === '/sparql') return wikidata(url.searchParams, works)
  return url.pathname === '/w/api.php' ? commons(url.searchParams, works, origin) : undefined
}

function commons(asked: URLSearchParams, works: readonly Exhibit[], origin: string): Answer {
  const unknown = [...asked.keys()].find((name) => !PARAMETERS.has(name))
  // Stricter than MediaWiki, which only warns: a typing error shows.
  if (unknown !== undefined) return failure('unknownparameter', `Unrecognized: ${unknown}.`)
  if (asked.get('list') === 'categorymembers') {
    const pages = asked.get('cmtitle') === TOP ? [{ ns: 14, title: BELOW }] : []
    return { body: JSON.stringify({ batchcomplete: true, query: { categorymembers: pages } }) }
  }
  return asked.has('titles') ? titled(asked, works, origin) : inCategory(asked, works, origin)
}

/** Errors have the status 200. */
function failure(code: string, info: string): Answer {
  return {
    headers: { 'mediawiki-api-error': code },
    body: JSON.stringify({ error: { code, info } }),
  }
}

/** Every second file is in the category of women as well. */
function inCategory(asked: URLSearchParams, works: readonly Exhibit[], origin: string): Answer {
  const limit = Number(asked.get('gcmlimit') ?? 10)
  if (limit > MOST_FILES) return failure('toomany', 'more than 50 with imageinfo')
  const members = works.filter(({ id }) => {
    const category = asked.get('gcmtitle')
    return category === TOP || (category === BELOW && Number(id) % 2 === 0)
  })
  const from = Number(asked.get('gcmcontinue') ?? 0)
  const batch = members.slice(from, from + limit)
  const described = Number(asked.get('iicontinue') ?? 0)
  const here = batch.slice(described, described + DESCRIBED_AT_ONCE)
  const pages = batch.map((work) =>
    here.includes(work) ? filePage(work, origin) : { ns: 6, title: fileTitle(work) },
  )
  const more = described + DESCRIBED_AT_ONCE < batch.length
  const goOn = more
    ? { iicontinue: described + DESCRIBED_AT_ONCE, gcmcontinue: String(from), continue: '||info' }
    : from + limit < members.length && {
        gcmcontinue: String(from + limit),
        continue: 'gcmcontinue||',
      }
  return {
    body: JSON.stringify({
      ...(!more && { batchcomplete: true }),
      ...(goOn && { continue: goOn }),
      // Of an empty category nothing is said at all.
      ...(pages.length > 0 && { query: { pages } }),
    }),
  }
}

function titled(asked: URLSearchParams, works: readonly Exhibit[], origin: string): Answer {
  const titles = (asked.get('titles') ?? '').split('|')
  if (titles.length > MOST_FILES) return failure('toomanyvalues', 'more than 50 titles')
  const normal = (title: string): string => title.replaceAll('_', ' ')
  const pages = titles.map((title) => {
    const work = works.find((each) => fileTitle(each) === normal(title))
    return work ? filePage(work, origin) : { ns: 6, title: normal(title), missing: true }
  })
  const normalized = titles
    .filter((title) => title !== normal(title))
    .map((title) => ({ fromencoded: false, from: title, to: normal(title) }))
  return { body: JSON.stringify({ batchcomplete: true, query: { normalized, pages } }) }
}

export function fileTitle({ id }: Exhibit): string {
  return `File:Portrait ${id}.jpg`
}

/** What Commons says of a file: HTML, with notes for programs hidden in it. */
export function filePage(work: Exhibit, origin: string): Record<string, unknown> {
  const { id, title, artist, date, open, changed, picture } = work
  const licence = open
    ? { LicenseShortName: { value: 'Public domain' }, AttributionRequired: { value: 'false' } }
    : {
        LicenseShortName: { value: 'CC BY-SA 4.0' },
        LicenseUrl: { value: 'https://creativecommons.org/licenses/by-sa/4.0' },
        AttributionRequired: { value: 'true' },
      }
  return {
    pageid: 1000 + Number(id),
    ns: 6,
    title: fileTitle(work),
    touched: `${changed}T08:00:00Z`,
    imagerepository: 'local',
    imageinfo: [
      {
        size: picture.byteLength,
        width: 4000,
        height: 5000,
        url: `${origin}/commons/${id}.jpg`,
        thumburl: `${origin}/commons/thumb/${id}.jpg/3840px-${id}.jpg?utm_source=commons.wikimedia.org&utm_campaign=imageinfo`,
        descriptionurl: `https://commons.wikimedia.org/wiki/${fileTitle(work).replaceAll(' ', '_')}`,
        mime: 'image/jpeg',
        sha1: createHash('sha1').update(picture).digest('hex'),
        timestamp: `${changed}T08:00:00Z`,
        extmetadata: {
          ...licence,
          ObjectName: {
            value: `<div class="fn"><i>${title}</i><div style="display: none;">title QS:P1476,en:"${title}"</div></div>`,
          },
          Artist: { value: `<bdi><a href="https://www.wikidata.org/wiki/Q1">${artist}</a></bdi>` },
          Credit: {
            value: '<a rel="nofollow" href="https://museum.example">Museum</a>, photograph',
          },
          DateTimeOriginal: {
            value: `${date}<div style="display: none;">date QS:P571,+${date}-00-00T00:00:00Z/9</div>`,
          },
        },
      },
    ],
  }
}

/** Understands the query of a collection as far as its pages; a work has the item of its number. */
function wikidata(asked: URLSearchParams, works: readonly Exhibit[]): Answer {
  const query = asked.get('query') ?? ''
  if (!/^(PREFIX|SELECT)\b[\s\S]*\{[\s\S]*\}/.test(query)) {
    return { status: 400, type: 'text/plain', body: 'MalformedQueryException' }
  }
  const limit = Number(/\bLIMIT (\d+)/.exec(query)?.[1] ?? MOST_ROWS)
  const offset = Number(/\bOFFSET (\d+)/.exec(query)?.[1] ?? 0)
  return rowsOf(works.slice(offset, offset + limit).map(wikidataRow))
}

export type Row = Readonly<Record<string, { readonly type: string; readonly value: string }>>

/** Rows as the query service gives them. */
export function rowsOf(bindings: readonly Row[]): Answer {
  return {
    type: 'application/sparql-results+json',
    body: JSON.stringify({ head: { vars: [] }, results: { bindings } }),
  }
}

export function wikidataRow(work: Exhibit): Row {
  const { id, title, artist, date } = work
  const file = encodeURIComponent(fileTitle(work).slice('File:'.length))
  return {
    item: { type: 'uri', value: `http://www.wikidata.org/entity/Q${id}` },
    image: { type: 'uri', value: `http://commons.wikimedia.org/wiki/Special:FilePath/${file}` },
    itemLabel: { type: 'literal', value: title },
    creatorLabel: { type: 'literal', value: artist },
    dated: { type: 'literal', value: `${date}-01-01T00:00:00Z/9` },
    inventory: { type: 'literal', value: `SK-A-${id}` },
    museumLabel: { type: 'literal', value: 'Rijksmuseum' },
  }
}

const FORMAT = {
  source: 'wikimedia',
  answering,
  picture: (id: string) => new RegExp(`/commons/(?:thumb/)?${id}\\.jpg`),
} as const

export const commonsMuseum = {
  ...FORMAT,
  variant: 'a category of Commons',
  open: (origin) => collectionAt(wikimediaSource, origin, { locations: [TOP] }),
  listing: /generator=categorymembers/,
} satisfies MuseumFormat

export const wikidataMuseum = {
  ...FORMAT,
  variant: 'a collection on Wikidata',
  open: (origin) => collectionAt(wikimediaSource, origin, { locations: ['Q190804'] }),
  listing: /^\/sparql\?/,
} satisfies MuseumFormat
