import { z } from 'zod'
import { type DocumentReader, requireJson } from '../../downloads/document-reader.ts'
import { artistName } from '../artist-name.ts'
import { plainText } from '../plain-text.ts'
import { percentDecoded } from '../web-address.ts'

/** Rows of one answer: a query has 60 s, and labels and groups of this many take a few. */
const ROWS_AT_ONCE = 500

/** A painting with an image, as a query tells of it; '' for what it does not tell. */
export type WikidataRow = {
  /** `Q5582`; '' when the query gives no item. */
  readonly item: string
  /** The file on Commons, such as `File:Van Gogh.jpg`; '' when the image is none of its files. */
  readonly file: string
  readonly title: string
  readonly artist: string
  readonly date: string
  readonly medium: string
  readonly museum: string
  readonly room: string
  readonly inventory: string
  /** Whom it shows, and the language that is said in. */
  readonly about: string
  readonly aboutLanguage: string
}

/** A query, by the rows it skips. */
export type PagedQuery = {
  readonly page: (offset: number) => string
  /** One that has a LIMIT of its own is asked once. */
  readonly paged: boolean
}

/**
 * Paintings (Q3305213) of the genre portrait (Q134307) in a collection (P195) that have an image
 * (P18), and the person it depicts (P180): one row for each image, whatever else is said twice.
 * Labels are fetched for the rows of the page only. `?dated` is the time and how exact it is, as
 * Wikidata keeps them.
 */
export function portraitsIn(collection: string, languages: readonly string[]): PagedQuery {
  const spoken = [...new Set([...languages, 'mul', 'en'])].filter((tag) => /^[\w-]+$/.test(tag))
  return {
    paged: true,
    page: (
      offset,
    ) => `SELECT ?item ?itemLabel ?image ?creatorLabel ?dated ?inventory ?museumLabel ?sitterLabel ?sitterDescription WHERE {
  { SELECT ?item ?image (SAMPLE(?maker) AS ?creator) (SAMPLE(?time) AS ?dated) (SAMPLE(?number) AS ?inventory) (SAMPLE(?person) AS ?sitter) WHERE {
    ?item wdt:P195 wd:${collection}; wdt:P31 wd:Q3305213; wdt:P136 wd:Q134307; wdt:P18 ?image.
    OPTIONAL { ?item wdt:P170 ?maker. }
    OPTIONAL { ?item wdt:P217 ?number. }
    OPTIONAL { ?item wdt:P180 ?person. ?person wdt:P31 wd:Q5. }
    OPTIONAL {
      ?item p:P571/psv:P571 ?when. ?when wikibase:timeValue ?value; wikibase:timePrecision ?precision.
      BIND(CONCAT(STR(?value), "/", STR(?precision)) AS ?time)
    }
  } GROUP BY ?item ?image ORDER BY ?item ?image LIMIT ${ROWS_AT_ONCE} OFFSET ${offset} }
  BIND(wd:${collection} AS ?museum)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "${spoken.join(',')}". }
} ORDER BY ?item ?image`,
  }
}

/** The curator's own query. Order, limit and offset stand after its last brace. */
export function ownQuery(query: string): PagedQuery {
  const modifiers = query.slice(query.lastIndexOf('}') + 1)
  if (/\bLIMIT\s+\d/i.test(modifiers)) return { paged: false, page: () => query }
  const order = /\bORDER\s+BY\b/i.test(modifiers)
    ? ''
    : `\nORDER BY ${/\?item\b/.test(query) ? '?item ' : ''}?image`
  return {
    paged: true,
    page: (offset) => `${query.trimEnd()}${order}\nLIMIT ${ROWS_AT_ONCE} OFFSET ${offset}`,
  }
}

const valueSchema = z.object({
  type: z.string(),
  value: z.string(),
  'xml:lang': z.string().optional(),
})
const answerSchema = z.object({
  results: z.object({ bindings: z.array(z.record(z.string(), valueSchema)) }),
})
type Binding = z.output<typeof answerSchema>['results']['bindings'][number]

/** All rows, page by page. Throws `CuratorError` when one cannot be had. */
export async function* allRows(
  documents: DocumentReader,
  endpoint: string,
  { page, paged }: PagedQuery,
): AsyncGenerator<WikidataRow[]> {
  for (let offset = 0; ; offset += ROWS_AT_ONCE) {
    const parameters = new URLSearchParams({ format: 'json', query: page(offset) })
    const { results } = await requireJson(documents, `${endpoint}?${parameters}`, answerSchema, {
      accept: 'application/sparql-results+json',
    })
    yield results.bindings.map(rowOf)
    if (!paged || results.bindings.length < ROWS_AT_ONCE) return
  }
}

function rowOf(binding: Binding): WikidataRow {
  const said = (...names: string[]): string =>
    names.map((name) => wordsOf(binding[name])).find((words) => words !== '') ?? ''
  const item = /\/(Q\d+)$/.exec(binding.item?.value ?? '')?.[1] ?? ''
  const title = said('itemLabel', 'title')
  return {
    item,
    file: fileOf(binding.image?.value ?? ''),
    // The label of an item that has none in these languages is its number.
    title: title === item ? '' : title,
    artist: artistName(said('creatorLabel', 'artistLabel', 'creator', 'artist')),
    date: dateOf(said('dated', 'date', 'inception')),
    medium: said('mediumLabel', 'materialLabel', 'medium'),
    museum: said('museumLabel', 'collectionLabel', 'museum'),
    room: said('roomLabel', 'locationLabel', 'room'),
    inventory: said('inventory'),
    about: sitterOf(said('sitterLabel'), said('sitterDescription')),
    aboutLanguage: binding.sitterDescription?.['xml:lang'] ?? '',
  }
}

/** "Anna of Saxony: Electress of Saxony"; nothing of a person whom nobody has described. */
function sitterOf(name: string, description: string): string {
  const isNamed = name !== '' && !/^Q\d+$/.test(name)
  return isNamed && description !== '' ? `${name}: ${description}` : ''
}

/** Words, not what stands for an artist whom nobody knows, nor an item without its label. */
function wordsOf(bound: Binding[string] | undefined): string {
  if (bound?.type !== 'literal' || /^https?:\/\//.test(bound.value)) return ''
  return plainText(bound.value)
}

/** `http://commons.wikimedia.org/wiki/Special:FilePath/Van%20Gogh.jpg` as `File:Van Gogh.jpg`. */
function fileOf(image: string): string {
  const name = /\/Special:(?:FilePath|Redirect\/file)\/([^/?#]+)$/i.exec(image)?.[1]
  const decoded = percentDecoded(name ?? '')
  return decoded ? `File:${decoded.replaceAll('_', ' ')}` : ''
}

/**
 * "1642-01-01T00:00:00Z/9" as "1642": a time and its precision, 9 for years, 8 for decades, 7 for
 * centuries (https://www.wikidata.org/wiki/Help:Dates); without a precision, its year. Other words
 * stay as they are.
 */
function dateOf(said: string): string {
  const [, sign, digits, exactness = '9'] =
    /^([+-]?)(\d{4,})-\d\d-\d\dT[\d:]+Z(?:\/(\d+))?$/.exec(said) ?? []
  if (digits === undefined) return said
  const year = Number(digits)
  const before = sign === '-' ? ' BC' : ''
  const precision = Number(exactness)
  if (precision >= 9) return `${year}${before}`
  if (precision === 8) return `${year - (year % 10)}s${before}`
  return precision === 7 ? `${ordinal(Math.ceil(year / 100))} century${before}` : ''
}

function ordinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14
  return `${number}${(teen ? undefined : ['th', 'st', 'nd', 'rd'][number % 10]) ?? 'th'}`
}
