import { type DocumentReader, readJson } from '../../downloads/document-reader.ts'
import type { CollectionItem } from '../collection.ts'
import { type Entry, listingOf } from './listing.ts'
import { asArray, type JsonObject, jsonObjectSchema } from './loose-json.ts'
import { type ManifestReading, manifestWorks } from './manifest-works.ts'

/** Version 3 where a server has a choice; lists of changes are plain JSON-LD. */
export const IIIF_REQUEST = {
  accept:
    'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json", application/ld+json, application/json',
}

/** Collections within collections; museums get along with five. */
const MAX_DEPTH = 16
/** The most documents of collections and pages, in case a server always names another. */
const MAX_COLLECTIONS = 100_000

/** A walk through collections, from one location. */
export type Walk = {
  readonly documents: DocumentReader
  readonly reading: ManifestReading
  /** Addresses of the collections and pages met, so that none is entered twice. */
  readonly seen: Set<string>
}

/**
 * The works of a collection that lies within `depth` others: those of its manifests, each read when
 * its turn comes, of its pages (version 2), and of the collections in it.
 */
async function* collectionWorks(
  document: JsonObject,
  address: string,
  walk: Walk,
  depth: number,
): AsyncGenerator<CollectionItem> {
  walk.seen.add(address)
  let page: { document: JsonObject; address: string } | undefined = { document, address }
  while (page) {
    const { entries, next, first } = listingOf(page.document)
    for (const [at, entry] of entries.entries()) {
      if (entry.address !== undefined) {
        for await (const item of entryWorks(entry, entry.address, walk, depth + 1)) {
          yield within(address, item)
        }
      } else {
        const record = `${page.address} entry ${at + 1}`
        yield { skipped: { record, reason: 'it has no http address' } }
      }
    }
    // Pages name the first as well, which is where a collection that has nothing but pages begins.
    const following = next ?? (first !== undefined && !walk.seen.has(first) ? first : undefined)
    page = following === undefined ? undefined : yield* nextPage(following, address, walk)
  }
}

/** A work is in all the collections that lead to it. */
function within(collection: string, item: CollectionItem): CollectionItem {
  if (!('work' in item)) return item
  const { branch = [], ...work } = item.work
  return { work: { ...work, branch: [collection, ...branch] } }
}

async function* nextPage(
  address: string,
  collection: string,
  walk: Walk,
): AsyncGenerator<CollectionItem, { document: JsonObject; address: string } | undefined> {
  const reason = whyNotEntered(address, walk)
  if (reason !== undefined) {
    yield { skipped: { record: address, reason } }
    return undefined
  }
  walk.seen.add(address)
  const outcome = await readJson(walk.documents, address, jsonObjectSchema, IIIF_REQUEST)
  if (outcome.status === 'read') return { document: outcome.value, address }
  // A page that is missing between others is a listing that is broken off, not one that has ended.
  const unread = { record: address, reason: outcome.problem, branch: collection }
  yield { unreadable: unread }
  return undefined
}

async function* entryWorks(
  { kind, embedded }: Entry,
  address: string,
  walk: Walk,
  depth: number,
): AsyncGenerator<CollectionItem> {
  const reason = kind === 'collection' ? whyNotEntered(address, walk, depth) : undefined
  if (reason !== undefined) yield { skipped: { record: address, reason } }
  else if (embedded) yield* documentWorks(embedded, address, kind, walk, depth)
  else yield* addressWorks(address, kind, walk, depth)
}

/** The works of a document that is still to be read. */
export async function* addressWorks(
  address: string,
  kind: Entry['kind'],
  walk: Walk,
  depth = 0,
): AsyncGenerator<CollectionItem> {
  const outcome = await readJson(walk.documents, address, jsonObjectSchema, IIIF_REQUEST)
  if (outcome.status === 'read') {
    yield* documentWorks(outcome.value, address, kind, walk, depth)
    return
  }
  const skipped = { record: address, reason: outcome.problem }
  if (outcome.status === 'missing') yield { skipped }
  else yield unreadable(skipped, kind, walk)
}

/** The works of a manifest or a collection. An entry may be wrong about which it is. */
export async function* documentWorks(
  document: JsonObject,
  address: string,
  kind: Entry['kind'],
  walk: Walk,
  depth = 0,
): AsyncGenerator<CollectionItem> {
  const is = documentKind(document)
  if (is.kind === 'manifest') {
    for (const item of manifestWorks(document, is.version, address, walk.reading)) {
      yield 'skipped' in item && item.skipped.keeps === address
        ? unreadable(item.skipped, 'manifest', walk)
        : within(address, item)
    }
  } else if (is.kind === 'collection') {
    const reason = whyNotEntered(address, walk, depth)
    if (reason === undefined) yield* collectionWorks(document, address, walk, depth)
    else yield { skipped: { record: address, reason } }
  } else {
    const type = is.kind === 'other' ? `of type ${is.type}` : 'a list of changes'
    const reason = `it is neither a manifest nor a collection but ${type}`
    yield unreadable({ record: address, reason }, kind, walk)
  }
}

/** A work that cannot be read now is kept; where several may hang there, nobody knows which. */
function unreadable(
  { record, reason }: { readonly record: string; readonly reason: string },
  kind: Entry['kind'],
  walk: Walk,
): CollectionItem {
  if (kind === 'manifest' && walk.reading.canvases === 'first') {
    return { skipped: { record, reason, keeps: record } }
  }
  return { unreadable: { record, reason, branch: record } }
}

function whyNotEntered(address: string, { seen }: Walk, depth = 0): string | undefined {
  if (seen.has(address)) return 'it was met before; what hangs there comes in once'
  if (seen.size >= MAX_COLLECTIONS) return `there are more than ${MAX_COLLECTIONS} collections`
  if (depth > MAX_DEPTH) return `it lies deeper than ${MAX_DEPTH} collections`
  return undefined
}

/** What an IIIF document is, by what it says of itself. */
export type DocumentKind =
  | { readonly kind: 'manifest' | 'collection'; readonly version: 2 | 3 }
  /** A stream of changes. */
  | { readonly kind: 'changes' }
  | { readonly kind: 'other'; readonly type: string }

export function documentKind(document: JsonObject): DocumentKind {
  const [type] = asArray(document.type ?? document['@type'])
  const version = document.type === undefined ? 2 : 3
  switch (type) {
    case 'Manifest':
    case 'sc:Manifest':
      return { kind: 'manifest', version: document.sequences === undefined ? version : 2 }
    case 'Collection':
    case 'sc:Collection':
      return { kind: 'collection', version }
    case 'OrderedCollection':
      return { kind: 'changes' }
    default:
      return { kind: 'other', type: typeof type === 'string' ? type.slice(0, 60) : 'unknown' }
  }
}
