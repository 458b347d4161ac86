import { z } from 'zod'
import { type DocumentReader, readJson, requireJson } from '../../downloads/document-reader.ts'
import type { Collection, CollectionItem, SourceVisit } from '../collection.ts'
import {
  apiRoot,
  isYes,
  notUnderstood,
  recordNumbers,
  selectionName,
  yearOf,
} from '../selection.ts'
import type { Source, SourceRequest } from '../source.ts'
import { metItem, metObjectSchema } from './met-record.ts'

/** https://metmuseum.github.io */
const API = 'https://collectionapi.metmuseum.org/public/collection/v1'

/** About 2,600 objects, nearly all paintings: 45 minutes at the Met's pace. */
const EUROPEAN_PAINTINGS = '11'

/** Matches everything; a search without words ends in an error or finds nothing. */
const EVERYTHING = '*'

const DAY_MS = 24 * 60 * 60 * 1000

/** Both listings; no object at all is null instead of an empty list. */
const objectIdsSchema = z
  .object({ objectIDs: z.array(z.int()).nullish() })
  .transform(({ objectIDs }) => objectIDs ?? [])

/** What is taken from the museum; departments by number, none for the whole museum. */
type Selection = {
  readonly departments: readonly string[]
  /** Parameters of the search; without any the plain listing is enough. */
  readonly narrowing: Readonly<Record<string, string>>
  readonly query: string | undefined
}

export const metSource: Source = {
  name: 'met',
  summary:
    'The Metropolitan Museum of Art, New York, by its open access API: European paintings unless a department is named; about one work a second.',
  locations:
    'none for a selection by filters, or object numbers, or addresses of object pages (https://www.metmuseum.org/art/collection/search/436535)',
  examples: [
    'npm run pendant -- import met --limit 100',
    'npm run pendant -- import met --filter highlights=yes --filter onView=yes',
    'npm run pendant -- import met --query portrait --filter department=11,21 --filter from=1600 --filter to=1900',
    'npm run pendant -- import met 436535 437397',
  ],
  filters: {
    department:
      'numbers of departments with commas between, or any; 11 European Paintings (if not given), 1 American Wing, 6 Asian, 9 Drawings and Prints, 14 Islamic, 15 Lehman Collection, 21 Modern',
    highlights: 'yes: only the works that the museum counts among its best known',
    onView: 'yes: only works that hang now',
    medium: 'kinds of work as the museum writes them with | between, such as Paintings|Sculpture',
    from: 'the earliest year, negative before the common era',
    to: 'the latest year',
  },
  crawlPolicies: [
    {
      host: 'collectionapi.metmuseum.org',
      // Documented are 80 requests a second; in fact some 30 quick ones are answered by a wall of
      // HTML for half a minute (github.com/metmuseum/openaccess/issues/60).
      intervalMs: 1000,
      concurrency: 1,
      whenRefused:
        'The Met turns away programs that ask much in a short time. Wait some minutes and run the same import again: it goes on where it stopped.',
    },
    {
      host: 'images.metmuseum.org',
      intervalMs: 250,
      concurrency: 2,
      whenRefused:
        'The Met turns away programs that ask much in a short time. Wait some minutes and run the same import again; or save the pictures yourself and give their folder with --images DIR.',
    },
  ],
  open(request) {
    const root = apiRoot(API, request.baseUrl)
    if (request.locations.length > 0) return [namedObjects(root, request)]
    const selection = selectionOf(request)
    return [
      {
        source: 'met',
        location: selectionName(root, {
          ...selection.narrowing,
          department: selection.departments.join(',') || 'any',
          query: selection.query,
        }),
        rights: 'published',
        searched: selection.query !== undefined,
        items: (visit) => selectedObjects(root, selection, visit),
      },
    ]
  },
}

function selectionOf({ filters, query }: SourceRequest): Selection {
  const from = yearOf(filters, 'from')
  const to = yearOf(filters, 'to')
  const { medium } = filters
  return {
    departments: departmentsOf(filters.department ?? EUROPEAN_PAINTINGS),
    narrowing: {
      ...(isYes(filters, 'highlights') && { isHighlight: 'true' }),
      ...(isYes(filters, 'onView') && { isOnView: 'true' }),
      ...(medium !== undefined && { medium }),
      // Either is ignored without the other.
      ...((from ?? to) !== undefined && {
        dateBegin: String(from ?? -99_999),
        dateEnd: String(to ?? 99_999),
      }),
    },
    query,
  }
}

function departmentsOf(value: string): string[] {
  if (value === 'any') return []
  const numbers = value.split(',').map((each) => each.trim())
  if (!numbers.every((each) => /^\d{1,3}$/.test(each))) {
    throw notUnderstood('department', value, 'it takes numbers, such as 11 or 11,21, or any')
  }
  return [...new Set(numbers.map(Number))].sort((one, other) => one - other).map(String)
}

function namedObjects(root: string, request: SourceRequest): Collection {
  const page = /^https?:\/\/(?:www\.)?metmuseum\.org\/art\/collection\/search\/(\d{1,9})(?:$|[/?#])/
  const example =
    'the address of an object page (https://www.metmuseum.org/art/collection/search/436535)'
  const ids = recordNumbers(request, page, example)
  return {
    source: 'met',
    location: selectionName(root, { objects: ids.join(',') }),
    rights: 'published',
    named: true,
    async *items({ documents }) {
      for (const id of ids) yield await readObject(documents, root, id)
    },
  }
}

/**
 * The listings have no pages: the numbers of up to half a million objects come at once and are
 * held, as numbers, some megabytes; the records come one by one. What the change feed does not name
 * is not asked for again.
 */
async function* selectedObjects(
  root: string,
  selection: Selection,
  { documents, since, previous }: SourceVisit,
): AsyncGenerator<CollectionItem> {
  const ids = await listObjects(documents, root, selection)
  const wanted =
    since && new Set(await requireJson(documents, changes(root, selection, since), objectIdsSchema))
  const changed = previous && (await changedSince(documents, root, selection, previous.startedAt))
  for (const id of ids) {
    if (wanted && !wanted.has(id)) continue
    const record = String(id)
    if (changed && !changed.has(id) && previous.has(record)) yield { unchanged: { record } }
    else yield await readObject(documents, root, id)
  }
}

/** Undefined when the museum does not answer; then every record counts as changed. */
async function changedSince(
  documents: DocumentReader,
  root: string,
  selection: Selection,
  time: Date,
): Promise<ReadonlySet<number> | undefined> {
  const feed = await readJson(documents, changes(root, selection, time), objectIdsSchema)
  return feed.status === 'read' ? new Set(feed.value) : undefined
}

async function listObjects(
  documents: DocumentReader,
  root: string,
  { departments, narrowing, query }: Selection,
): Promise<Iterable<number>> {
  if (Object.keys(narrowing).length === 0 && query === undefined) {
    return requireJson(documents, listAddress(root, departments, {}), objectIdsSchema)
  }
  // The search takes one department at a time. `hasImages` is left out because it lies, and the
  // words come last because filters after them are ignored
  // (github.com/metmuseum/openaccess/issues/36, 52).
  const found = new Set<number>()
  for (const department of departments.length === 0 ? [undefined] : departments) {
    const parameters = new URLSearchParams({
      ...(department !== undefined && { departmentId: department }),
      ...narrowing,
      q: query ?? EVERYTHING,
    })
    const ids = await requireJson(documents, `${root}/search?${parameters}`, objectIdsSchema)
    for (const id of ids) found.add(id)
  }
  return found
}

/** The feed names objects that have changed "after" a day: with the day before, none is missed. */
function changes(root: string, { departments }: Selection, time: Date): string {
  const dayBefore = new Date(time.getTime() - DAY_MS).toISOString().slice(0, 10)
  return listAddress(root, departments, { metadataDate: dayBefore })
}

function listAddress(
  root: string,
  departments: readonly string[],
  narrowing: Readonly<Record<string, string>>,
): string {
  const parameters = new URLSearchParams(narrowing)
  if (departments.length > 0) parameters.set('departmentIds', departments.join('|'))
  return parameters.size === 0 ? `${root}/objects` : `${root}/objects?${parameters}`
}

async function readObject(
  documents: DocumentReader,
  root: string,
  id: number,
): Promise<CollectionItem> {
  const record = String(id)
  const outcome = await readJson(documents, `${root}/objects/${record}`, metObjectSchema)
  if (outcome.status === 'read') return metItem(record, outcome.value)
  const reason = outcome.problem
  // Objects on loan are listed although the Met has no record to show of them.
  if (outcome.status === 'missing') return { skipped: { record, reason } }
  return { skipped: { record, reason, keeps: record } }
}
