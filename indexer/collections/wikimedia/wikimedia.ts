import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { CuratorError } from '../../terminal/curator-error.ts'
import { requireFile } from '../../terminal/require-file.ts'
import type { Collection } from '../collection.ts'
import type { Source, SourceRequest } from '../source.ts'
import { percentDecoded } from '../web-address.ts'
import { wikidataCollection } from './wikidata-collection.ts'
import { ownQuery, portraitsIn } from './wikidata-query.ts'
import { categoryCollection } from './wikimedia-category.ts'

const COMMONS = 'https://commons.wikimedia.org/w/api.php'
const QUERY_SERVICE = 'https://query.wikidata.org/sparql'

const WHEN_REFUSED =
  'Wikimedia lets programs in that say who runs them: check the contact e-mail, wait a quarter of an hour and run the same import again to go on.'

/**
 * Wikimedia Commons by category, or Wikidata by collection or query; pictures and licences are
 * those of Commons either way.
 * https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy
 */
export const wikimediaSource: Source = {
  name: 'wikimedia',
  summary:
    'Wikimedia Commons and Wikidata: a category of pictures, or the painted portraits of a museum; the licence of each file is kept.',
  locations:
    'a category of Commons (Category:…), a collection by its Wikidata item (Q190804 is the Rijksmuseum), or a file *.rq or *.sparql with a query that gives ?image, and as far as it can ?item ?itemLabel ?creatorLabel ?date ?mediumLabel ?museumLabel ?roomLabel ?inventory',
  examples: [
    'npm run pendant -- import wikimedia "Category:Portrait paintings by Frans Hals"',
    'npm run pendant -- import wikimedia "Category:Self-portraits" --filter depth=1',
    'npm run pendant -- import wikimedia Q190804',
    'npm run pendant -- import wikimedia portraits-of-women.rq',
  ],
  filters: {
    depth: 'of a category: how many levels of categories below it come in as well (default: 0)',
  },
  crawlPolicies: [
    // One request after the other, as https://www.mediawiki.org/wiki/API:Etiquette asks.
    { host: 'commons.wikimedia.org', intervalMs: 500, concurrency: 1, whenRefused: WHEN_REFUSED },
    // 60 s of processing a minute, 5 queries at once and 30 errors a minute are allowed.
    { host: 'query.wikidata.org', intervalMs: 2000, concurrency: 1, whenRefused: WHEN_REFUSED },
    { host: 'upload.wikimedia.org', intervalMs: 500, concurrency: 2, whenRefused: WHEN_REFUSED },
    // Where thumbnails have come from since 2026.
    { host: 'thumb.wikimedia.org', intervalMs: 500, concurrency: 2, whenRefused: WHEN_REFUSED },
  ],
  open(request) {
    if (request.locations.length === 0) {
      throw new CuratorError(
        'Name a category of Wikimedia Commons (Category:…), a collection by its Wikidata item (Q…), or a file with a query (.rq, .sparql).',
      )
    }
    return request.locations.map((location) => collectionOf(location.trim(), request))
  },
}

function collectionOf(location: string, request: SourceRequest): Collection {
  const { filters, baseUrl, languages } = request
  const api = baseUrl === undefined ? COMMONS : `${baseUrl}/w/api.php`
  const language = languages[0] ?? 'en'
  const category = categoryOf(location)
  if (category !== undefined) {
    return categoryCollection({ api, category, depth: depthOf(filters.depth ?? '0'), language })
  }
  if (filters.depth !== undefined) {
    throw new CuratorError(`The filter depth is for categories; "${location}" is none.`)
  }
  const endpoint = baseUrl === undefined ? QUERY_SERVICE : `${baseUrl}/sparql`
  const ask = { api, endpoint, language }
  const item = /^(?:https?:\/\/www\.wikidata\.org\/(?:wiki|entity)\/)?(Q\d+)$/i.exec(location)?.[1]
  if (item !== undefined) {
    const name = item.toUpperCase()
    return wikidataCollection({ ...ask, query: portraitsIn(name, languages), name })
  }
  if (/\.(rq|sparql)$/i.test(location)) {
    const name = resolve(location)
    return wikidataCollection({ ...ask, query: ownQuery(readQuery(name)), name })
  }
  throw new CuratorError(
    `"${location}" is no category (Category:…), no Wikidata item (Q…) and no file with a query (.rq, .sparql).`,
  )
}

/** `Category:Self-portraits`, whether it was copied as a title or as the address of its page. */
function categoryOf(location: string): string | undefined {
  const page = /^https?:\/\/commons\.(?:m\.)?wikimedia\.org\/wiki\/([^?#]+)/i.exec(location)?.[1]
  const title = page === undefined ? location : percentDecoded(page)
  if (title === undefined) {
    throw new CuratorError(
      `"${location}" has a % that stands for nothing; copy the address again, or give the category by its name (Category:…).`,
    )
  }
  const name = /^Category:(.+)$/i.exec(title)?.[1]
  return name && `Category:${name.replaceAll('_', ' ').trim()}`
}

function depthOf(depth: string): number {
  if (/^\d$/.test(depth)) return Number(depth)
  throw new CuratorError(`The filter depth takes a number from 0 to 9, not "${depth}".`)
}

function readQuery(file: string): string {
  requireFile(file)
  let query: string
  try {
    query = readFileSync(file, 'utf8')
  } catch (error) {
    throw new CuratorError(`The query in ${file} cannot be read (${(error as Error).message}).`)
  }
  if (/\?image\b/.test(query)) return query
  throw new CuratorError(`The query in ${file} gives no ?image, which leads to the picture.`)
}
