import { asArray, field, type JsonObject, resourceAddress, textField } from './loose-json.ts'

/** What a collection lists. */
export type Entry = {
  readonly kind: 'manifest' | 'collection'
  /** Undefined when it has none that could be asked for. */
  readonly address: string | undefined
  /** The document itself, where the collection brings it along. */
  readonly embedded: JsonObject | undefined
}

/** Fields that a manifest or collection has as soon as it is more than mentioned. */
const CONTENT = ['items', 'sequences', 'members', 'manifests', 'collections', 'first'] as const

/**
 * One level of a collection, or of a page of one: of version 3 its `items`; of version 2 its
 * `members`, `collections` and `manifests`, and if it has pages, the one that follows or the first.
 */
export function listingOf(document: JsonObject): {
  readonly entries: readonly Entry[]
  readonly next: string | undefined
  readonly first: string | undefined
} {
  const entries = [
    ...entriesOf(document.items, undefined),
    ...entriesOf(document.members, undefined),
    ...entriesOf(document.collections, 'collection'),
    ...entriesOf(document.manifests, 'manifest'),
  ]
  return {
    entries: eachOnce(entries),
    next: resourceAddress(document.next),
    first: resourceAddress(document.first),
  }
}

function entriesOf(list: unknown, kind: Entry['kind'] | undefined): Entry[] {
  return asArray(list).map((item) => {
    const type = textField(item, 'type') || textField(item, '@type')
    const isCollection = kind === 'collection' || /^(sc:)?Collection$/.test(type)
    const isWhole = CONTENT.some((name) => asArray(field(item, name)).length > 0)
    return {
      kind: isCollection ? 'collection' : 'manifest',
      address: resourceAddress(item),
      embedded: isWhole ? asDocument(item as JsonObject, isCollection) : undefined,
    }
  })
}

/** What stands under `manifests` need not say that it is one. */
function asDocument(item: JsonObject, isCollection: boolean): JsonObject {
  if (item.type !== undefined || item['@type'] !== undefined) return item
  return { ...item, '@type': isCollection ? 'sc:Collection' : 'sc:Manifest' }
}

/** A collection may list under `members` what it lists by kind as well. */
function eachOnce(entries: readonly Entry[]): Entry[] {
  const met = new Set<string>()
  return entries.filter(({ address }) => {
    if (address === undefined) return true
    const isNew = !met.has(address)
    met.add(address)
    return isNew
  })
}
