import type { DocumentReader } from '../../downloads/document-reader.ts'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection, CollectionItem } from '../collection.ts'
import { webWork } from '../work-id.ts'
import { askWiki, type WikiPage } from './wikimedia-api.ts'
import { filesQuery, readFilePage } from './wikimedia-files.ts'

type CategoryRequest = {
  /** Address of `api.php`. */
  readonly api: string
  /** With its prefix: `Category:Portrait paintings`. */
  readonly category: string
  /** Levels of categories below it that belong to it as well. */
  readonly depth: number
  readonly language: string
}

/** The files of a category of Wikimedia Commons. */
export function categoryCollection({
  api,
  category,
  depth,
  language,
}: CategoryRequest): Collection {
  return {
    source: 'wikimedia',
    location: `${api}?${new URLSearchParams({ category, depth: String(depth) })}`,
    rights: 'published',
    async *items({ documents, since }) {
      const seen = new Set<string>()
      for await (const each of categories(documents, api, category, depth)) {
        const query = {
          generator: 'categorymembers',
          gcmtitle: each,
          gcmtype: 'file',
          gcmlimit: '50',
        }
        for await (const page of allPages(documents, api, { ...query, ...filesQuery(language) })) {
          // Only where there are several categories can a file turn up twice.
          if (depth > 0 && seen.has(page.title)) continue
          if (depth > 0) seen.add(page.title)
          yield* itemOf(page, since)
        }
      }
    },
  }
}

/** A category and those below it, nearest first, each once: they may contain each other. */
async function* categories(
  documents: DocumentReader,
  api: string,
  top: string,
  depth: number,
): AsyncGenerator<string> {
  const met = new Set([top])
  let level = [top]
  for (let deep = 0; level.length > 0; deep += 1) {
    yield* level
    if (deep === depth) return
    const below: string[] = []
    for (const category of level) {
      const query = { list: 'categorymembers', cmtitle: category, cmtype: 'subcat', cmlimit: '500' }
      for await (const { title } of allPages(documents, api, query)) {
        if (!met.has(title)) below.push(title)
        met.add(title)
      }
    }
    level = below
  }
}

/** Throws `CuratorError` when the list cannot be read to its end. */
async function* allPages(
  documents: DocumentReader,
  api: string,
  query: Readonly<Record<string, string>>,
): AsyncGenerator<WikiPage> {
  for await (const batch of askWiki(documents, api, query)) {
    if (batch.status === 'read') yield* batch.pages
    else {
      throw new CuratorError(
        `${batch.problem}. What was imported before stays as it is; run the same import again to go on.`,
      )
    }
  }
}

function* itemOf(page: WikiPage, since: Date | undefined): Generator<CollectionItem> {
  const record = page.title
  const reading = readFilePage(page)
  if (reading.status !== 'read') {
    const keeps = reading.status === 'unclear' && { keeps: record }
    yield { skipped: { record, reason: reading.reason, ...keeps } }
    return
  }
  const { urls, sha1, touched, label } = reading.file
  if (since && touched && touched < since) return
  yield webWork('wikimedia', record, { picture: { urls }, pictureVersion: sha1, label })
}
