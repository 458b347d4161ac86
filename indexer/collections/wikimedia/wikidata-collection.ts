import type { DocumentReader } from '../../downloads/document-reader.ts'
import { aboutIn } from '../about-work.ts'
import type { Collection, CollectionItem } from '../collection.ts'
import { webWork } from '../work-id.ts'
import { allRows, type PagedQuery, type WikidataRow } from './wikidata-query.ts'
import { askWiki, inBatches } from './wikimedia-api.ts'
import { type CommonsFile, filesQuery, readFilePage } from './wikimedia-files.ts'

type WikidataRequest = {
  /** Address of Commons' `api.php`. */
  readonly api: string
  /** Address of the query service. */
  readonly endpoint: string
  readonly query: PagedQuery
  /** A collection's number or a file with a query. */
  readonly name: string
  readonly language: string
}

/** A row and the record it is: a work of art may have several images, each a record. */
type Named = { readonly row: WikidataRow; readonly record: string }

/** What a query to Wikidata finds, with the pictures and their licences from Wikimedia Commons. */
export function wikidataCollection(request: WikidataRequest): Collection {
  const { api, endpoint, query, name, language } = request
  return {
    source: 'wikimedia',
    location: `${endpoint}?${new URLSearchParams({ of: name })}`,
    rights: 'published',
    async *items({ documents }) {
      const naming = nameRows()
      for await (const rows of allRows(documents, endpoint, query)) {
        const named: Named[] = []
        for (const row of rows) {
          const record = naming(row)
          if (record === undefined) continue
          if (row.file !== '') named.push({ row, record })
          else yield { skipped: { record, reason: 'its image is no file of Wikimedia Commons' } }
        }
        for (const batch of inBatches(named, ({ row }) => row.file)) {
          yield* readBatch(documents, api, batch, language)
        }
      }
    },
  }
}

/**
 * Names rows in the order of their items. The first image of an item has the item's number, so that
 * the work stays the same when its image is replaced; others have their file's name besides.
 * Undefined for an image met before, as when a work has two makers. Only the item at hand is
 * remembered.
 */
function nameRows(): (row: WikidataRow) => string | undefined {
  let current = ''
  let files = new Set<string>()
  return ({ item, file }) => {
    if (file === '') return item || 'a row without an image'
    if (item === '') return file
    if (item !== current) files = new Set()
    current = item
    if (files.has(file)) return undefined
    files.add(file)
    return files.size === 1 ? item : `${item} ${file}`
  }
}

async function* readBatch(
  documents: DocumentReader,
  api: string,
  batch: readonly Named[],
  language: string,
): AsyncGenerator<CollectionItem> {
  const titles = [...new Set(batch.map(({ row }) => row.file))].join('|')
  const query = { titles, redirects: '1', ...filesQuery(language) }
  for await (const answer of askWiki(documents, api, query)) {
    if (answer.status === 'failed') {
      for (const { record } of batch) {
        yield { skipped: { record, reason: answer.problem, keeps: record } }
      }
      return
    }
    const pages = new Map(answer.pages.map((page) => [page.title, page]))
    for (const { row, record } of batch) {
      const page = pages.get(answer.titleOf(row.file))
      const reading = page
        ? readFilePage(page)
        : ({ status: 'unclear', reason: `Commons did not answer for ${row.file}` } as const)
      if (reading.status === 'read') yield workOf(row, record, reading.file)
      else {
        const keeps = reading.status === 'unclear' && { keeps: record }
        yield { skipped: { record, reason: `${row.file}: ${reading.reason}`, ...keeps } }
      }
    }
  }
}

/** What Wikidata says of the work goes before what Commons says of the file. */
function workOf(row: WikidataRow, record: string, file: CommonsFile): CollectionItem {
  const { urls, sha1, label } = file
  return webWork('wikimedia', record, {
    picture: { urls },
    pictureVersion: sha1,
    label: {
      ...label,
      title: row.title || label.title,
      artist: row.artist || label.artist,
      date: row.date || label.date,
      medium: row.medium,
      museum: row.museum,
      room: row.room,
      ...aboutIn(row.aboutLanguage, row.about),
      // What Commons credits is the photograph; the inventory number tells whose the painting is.
      creditLine: row.inventory
        ? [row.museum, row.inventory].filter(Boolean).join(', ')
        : label.creditLine,
    },
  })
}
