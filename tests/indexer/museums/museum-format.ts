import type { Collection, SourceName } from '../../../indexer/collections/collection.ts'
import type { Answering, Exhibit } from './museum-server.ts'

/**
 * How a source looks like on this machine, and how Pendant is pointed at it: what the conformance
 * suite needs.
 */
export type CollectionFormat = {
  readonly source: SourceName
  /** Of several formats of one source, which. */
  readonly variant?: string
  /** Answers what the source asks for on the web. */
  readonly answering: Answering
  /**
   * Opens the collection of everything on a server at this address. A source of files writes them
   * for these works into the folder first.
   */
  open(origin: string, works: readonly Exhibit[], folder: string): Collection | Promise<Collection>
  /** Matches path and query of the listing: the document without which nothing is known. */
  readonly listing?: RegExp
  /**
   * Matches path and query of the picture of an exhibit, in any size; absent where pictures are
   * files.
   */
  picture?(id: string): RegExp
  /** Matches path and query of the record of an exhibit, where each has a request of its own. */
  record?(id: string): RegExp
}

/** A museum's own web service. */
export type MuseumFormat = CollectionFormat & {
  open(origin: string): Collection
  readonly listing: RegExp
  picture(id: string): RegExp
}
