import type { Label } from '../../embeddings/portrait.ts'

/** A work as its source tells of it, before it is in the catalogue. */
export type SourceWork = {
  /** Names it to the curator in a way that does not change while the work stays: its path, say. */
  readonly record: string
  /** The source's own id of the work; undefined when it has none. */
  readonly givenId: string | undefined
  /** Path of its picture within the collection, with `/` on every system. */
  readonly path: string
  /** Absolute path of its picture. */
  readonly file: string
  readonly label: Label
}

/** A record of a source: a work, or why there is none. */
export type CollectionItem =
  | { readonly work: SourceWork }
  | {
      readonly skipped: {
        readonly record: string
        readonly reason: string
        /** The `record` of a work that the source still has, although it cannot be brought in now. */
        readonly keeps?: string
      }
    }

/** A source of works. */
export interface Collection {
  readonly source: SourceName
  /** What was imported: tells works of one collection from those of another. */
  readonly location: string
  /**
   * Every record, in the source's own order, always the same. Throws `CuratorError` when the source
   * as a whole cannot be read; a bad record is an item that says so.
   */
  items(): AsyncIterable<CollectionItem>
}

/** The sources of this version. */
export const SOURCES = ['folder', 'csv'] as const
export type SourceName = (typeof SOURCES)[number]

export const EMPTY_LABEL: Label = {
  title: '',
  artist: '',
  date: '',
  medium: '',
  museum: '',
  creditLine: '',
  rights: '',
  room: '',
  pageUrl: '',
}
