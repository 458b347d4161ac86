import type { Label } from '../../embeddings/gallery/portrait.ts'
import type { DocumentReader } from '../downloads/document-reader.ts'

/** The sources, each with a file of its own here; `sources.ts` lists what each takes. */
export const SOURCES = [
  'folder',
  'csv',
  'iiif',
  'met',
  'artic',
  'cleveland',
  'rijksmuseum',
  'wikimedia',
  'lido',
] as const
export type SourceName = (typeof SOURCES)[number]

/** Where the picture of a work is to be had. */
export type SourcePicture =
  /** Absolute path of a file. */
  | { readonly file: string }
  /** Addresses to be tried one after the other, the best first. */
  | { readonly urls: readonly [string, ...string[]] }
  /** An IIIF image service by its base address; `otherwise` is asked where it does not answer. */
  | { readonly service: string; readonly otherwise?: string }

/** A work as its source tells of it, before it is in the catalogue. */
export type SourceWork = {
  /** A name for the curator that stays the same: a path or a record's number. */
  readonly record: string
  /** The work's id as the source gives it; undefined when it gives none. */
  readonly givenId: string | undefined
  /** Path of its picture in the collection, with `/` on every system; on the web its record. */
  readonly path: string
  readonly picture: SourcePicture
  /**
   * What the source says changes with the picture, such as a checksum or a time; empty where it
   * says nothing. Together with the picture's address it tells whether the picture is asked for
   * again.
   */
  readonly pictureVersion: string
  readonly label: Label
  /** The parts of the collection that hold it, from the outermost; none without parts. */
  readonly branch?: readonly string[]
}

/** A record of a source. */
export type CollectionItem =
  | { readonly work: SourceWork }
  /** The source says that this record has not changed since the last import. */
  | { readonly unchanged: { readonly record: string } }
  /** The source says that it has withdrawn this record; only a list of changes does. */
  | { readonly gone: { readonly record: string } }
  /**
   * A part of the collection that cannot be read now, so that nobody knows which works are in it.
   * `branch` names it as the works in it do; without one it may hold any of them.
   */
  | {
      readonly unreadable: {
        readonly record: string
        readonly reason: string
        readonly branch?: string
      }
    }
  /** Something that the curator should know; no work. */
  | { readonly remark: { readonly record: string; readonly says: string } }
  /** No work, or none that can be brought in now, and why. */
  | {
      readonly skipped: {
        readonly record: string
        readonly reason: string
        /** The `record` of a work that the source still has, but that cannot come in now. */
        readonly keeps?: string
        /** It was met by the way, and nobody asked for it. */
        readonly unasked?: true
      }
    }

/** What a collection is handed when its records are asked for. */
export type SourceVisit = {
  /** Documents of the web, fetched politely. */
  readonly documents: DocumentReader
  /** Only records that have changed since are wanted; a source that cannot tell gives them all. */
  readonly since: Date | undefined
  /** The last import of this collection that came to its end; undefined when there was none. */
  readonly previous: PreviousImport | undefined
}

export interface PreviousImport {
  readonly startedAt: Date
  /** Whether it met a work of that `record` that is still in the catalogue. */
  has(record: string): boolean
}

/** A source of works. */
export interface Collection {
  readonly source: SourceName
  /** What was imported: tells works of one collection from those of another. */
  readonly location: string
  /**
   * `own`: the curator's own files, which come in whatever their rights. `published`: a stranger's
   * records, of which only those come in whose rights allow it.
   */
  readonly rights: 'own' | 'published'
  /** Whether the source itself was asked the query; it knows more than its labels say. */
  readonly searched?: boolean
  /** Whether its works are asked for one by one, so that one that does not come in is missed. */
  readonly named?: boolean
  /**
   * Every record, in the source's own order, drawn one by one: nothing but the page at hand is held
   * in memory. Throws `CuratorError` when the source as a whole cannot be read; a bad record is an
   * item that says so.
   */
  items(visit: SourceVisit): AsyncIterable<CollectionItem>
}
