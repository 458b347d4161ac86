import type {
  Collection,
  CollectionItem,
  SourceVisit,
  SourceWork,
} from '../../../indexer/collections/collection.ts'
import type { Source, SourceRequest } from '../../../indexer/collections/source.ts'
import type { Exhibit } from './museum-server.ts'
import { plainReader } from './plain-reader.ts'

/**
 * Works 1 to `count` with a byte or two for a picture, all open unless `differing` says otherwise.
 */
export function tinyExhibits(
  count: number,
  differing: (id: number) => Partial<Exhibit> = () => ({}),
): Exhibit[] {
  return Array.from({ length: count }, (_, at) => ({
    id: String(at + 1),
    title: `Portrait ${at + 1}`,
    artist: 'Rosa Bonheur',
    date: String(1600 + at),
    open: true,
    changed: '2026-03-01',
    picture: Uint8Array.of(at % 256, at >> 8),
    ...differing(at + 1),
  }))
}

/** The one collection that a source opens for a request on a museum of this machine. */
export function collectionAt(
  source: Source,
  baseUrl: string | undefined,
  request: Partial<SourceRequest> = {},
): Collection {
  const collections = source.open({
    locations: [],
    filters: {},
    query: undefined,
    baseUrl,
    csv: undefined,
    columns: undefined,
    languages: [],
    passOver: [],
    allowFolders: [],
    ...request,
  })
  const [collection] = collections
  if (!collection || collections.length > 1) throw new Error(`${collections.length} were opened.`)
  return collection
}

/** Everything that a collection gives, in its order. */
export async function itemsOf(
  collection: Collection,
  visit: Partial<SourceVisit> = {},
): Promise<CollectionItem[]> {
  const items: CollectionItem[] = []
  const whole = { documents: plainReader, since: undefined, previous: undefined, ...visit }
  for await (const item of collection.items(whole)) items.push(item)
  return items
}

export function worksAmong(items: readonly CollectionItem[]): SourceWork[] {
  return items.flatMap((item) => ('work' in item ? [item.work] : []))
}

export function recordsAmong(items: readonly CollectionItem[]): string[] {
  return worksAmong(items).map(({ record }) => record)
}
