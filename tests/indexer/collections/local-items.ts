import type {
  Collection,
  CollectionItem,
  SourceVisit,
  SourceWork,
} from '../../../indexer/collections/collection.ts'

/** A visit to a collection that has no business on the web: any request fails the test. */
const LOCAL_VISIT: SourceVisit = {
  documents: {
    read(url) {
      throw new Error(`a local collection asked for ${url}`)
    },
    forget() {},
  },
  since: undefined,
  previous: undefined,
}

/** The items of a local collection, drawn one by one. */
export function drawn(collection: Collection): AsyncIterable<CollectionItem> {
  return collection.items(LOCAL_VISIT)
}

export async function itemsOf(collection: Collection): Promise<CollectionItem[]> {
  const list: CollectionItem[] = []
  for await (const item of drawn(collection)) list.push(item)
  return list
}

export async function worksOf(collection: Collection): Promise<SourceWork[]> {
  return (await itemsOf(collection)).flatMap((item) => ('work' in item ? [item.work] : []))
}

/** A work's title, or a skipped record with its reason up to the path of a file. */
export function outline(item: CollectionItem): string {
  if ('work' in item) return item.work.label.title
  if ('unchanged' in item) return item.unchanged.record
  if ('gone' in item) return item.gone.record
  if ('remark' in item) return `${item.remark.record.replace(/^.*\//, '')}: ${item.remark.says}`
  const { record, reason } = 'skipped' in item ? item.skipped : item.unreadable
  return `${record}: ${reason.replace(/ \/.*/, '')}`
}
