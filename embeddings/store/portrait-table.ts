import Database from 'better-sqlite3'
import { type Descriptor, descriptorToBytes, parseDescriptorBytes } from '../face/descriptor.ts'
import { type Landmarks, landmarksToBytes, parseLandmarksBytes } from '../face/landmarks.ts'
import { type Portrait, portraitSchema } from '../gallery/portrait.ts'
import type { FilteredPortrait } from '../gallery/portrait-filter.ts'
import { type FacetLists, type Listed, listFacets } from './filtered-positions.ts'
import { tryLock } from './galleries-lock.ts'

/** The portraits of a gallery by position and by id: `portraits.db`. */
export interface PortraitTable {
  readonly count: number
  at(position: number): Portrait
  /** The descriptor of the face at a position. Throws `RangeError` when there is none. */
  descriptorAt(position: number): Descriptor
  /**
   * The 68 landmarks of the face at a position, on its crop in the crop's pixels; undefined in
   * galleries of before they were kept. Throws `RangeError` when it has no such position.
   */
  landmarksAt(position: number): Landmarks | undefined
  /** The position of a portrait, or undefined when the gallery has none of that id. */
  positionOf(portraitId: string): number | undefined
  /** The positions of a work's portraits, the largest face first; none for an unknown work. */
  positionsOfWork(workId: string): number[]
  /** The position of each portrait whose sitter is confirmed, and the sitter. */
  sitters(): Map<number, string>
  /**
   * What filters look at. Galleries written before it was kept are read label by label, which takes
   * a second for 100,000 portraits.
   */
  facets(): FacetLists
  close(): void
}

/** A portrait with what was computed of its face; landmarks are on the crop, in its pixels. */
export type DescribedPortrait = {
  readonly portrait: Portrait
  readonly descriptor: Descriptor
  readonly landmarks: Landmarks
}

/** Writes a new table; positions are the order given. The file must not exist. */
export function writePortraitTable(file: string, portraits: Iterable<DescribedPortrait>): void {
  const database = new Database(file)
  try {
    database.exec(`
      PRAGMA journal_mode = DELETE;
      CREATE TABLE portrait (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        work_id TEXT NOT NULL,
        json TEXT NOT NULL,
        descriptor BLOB NOT NULL,
        landmarks BLOB NOT NULL
      ) STRICT;
      CREATE INDEX portrait_of_work ON portrait (work_id, position);
      CREATE INDEX portrait_of_sitter ON portrait (json ->> '$.sitter')
        WHERE json ->> '$.sitter' IS NOT NULL;
      -- Positions are Uint32, in the machine's order of bytes as in the index's file.
      CREATE TABLE facet (
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        positions BLOB NOT NULL
      ) STRICT;
    `)
    const insert = database.prepare('INSERT INTO portrait VALUES (?, ?, ?, ?, ?, ?)')
    const insertFacet = database.prepare('INSERT INTO facet VALUES (?, ?, ?)')
    database.transaction(() => {
      const written: FilteredPortrait[] = []
      for (const { portrait, descriptor, landmarks } of portraits) {
        insert.run(
          written.length,
          portrait.id,
          portrait.workId,
          JSON.stringify(portrait),
          descriptorToBytes(descriptor),
          landmarksToBytes(landmarks),
        )
        const { museum, date, room, onView } = portrait.label
        written.push({ museum, date, room, onView, categories: portrait.categories })
      }
      const { museum, century, place, category, onView } = listFacets(written)
      const shown = [{ value: '', positions: onView }]
      const lists = { museum, century, place, category, onView: shown }
      for (const [field, values] of Object.entries(lists)) {
        for (const { value, positions } of values) {
          const { buffer } = Uint32Array.from(positions)
          insertFacet.run(field, String(value), Buffer.from(buffer))
        }
      }
    })()
  } finally {
    database.close()
  }
}

type LabelRow = Pick<FilteredPortrait, 'museum' | 'date' | 'room'> & {
  /** 1, 0 or, where it is not known, null. */
  readonly onView: number | null
}

/** Of galleries from before there were categories. */
function* labelsOf(rows: Iterable<unknown>): Generator<FilteredPortrait> {
  for (const row of rows) {
    const { onView, ...label } = row as LabelRow
    yield { ...label, onView: onView === null ? null : onView === 1 }
  }
}

/**
 * Opens a table for reading, and holds a shared lock on it until it is closed, so that nobody
 * clears the gallery away meanwhile. Throws when the file is not a table.
 */
export function openPortraitTable(file: string): PortraitTable {
  const database = new Database(file, { readonly: true, fileMustExist: true })
  if (!tryLock(database, 'shared')) throw new Error(`${file} is being cleared away.`)
  try {
    const count = database.prepare('SELECT count(*) FROM portrait').pluck().get() as number
    const byPosition = database.prepare('SELECT json FROM portrait WHERE position = ?').pluck()
    const described = database.prepare('SELECT descriptor FROM portrait WHERE position = ?').pluck()
    const keepsLandmarks = database
      .prepare(`SELECT 1 FROM pragma_table_info('portrait') WHERE name = 'landmarks'`)
      .get()
    const placed =
      keepsLandmarks === undefined
        ? undefined
        : database.prepare('SELECT landmarks FROM portrait WHERE position = ?').pluck()
    const byId = database.prepare('SELECT position FROM portrait WHERE id = ?').pluck()
    // Galleries written before there was an index of works are searched from end to end.
    const byWork = database
      .prepare('SELECT position FROM portrait WHERE work_id = ? ORDER BY position')
      .pluck()
    const sitters = database
      .prepare(
        `SELECT position, json ->> '$.sitter' FROM portrait WHERE json ->> '$.sitter' IS NOT NULL`,
      )
      .raw()
    const keepsFacets =
      database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'facet'`).get() !== undefined
    const labels = database.prepare(
      `SELECT json ->> '$.label.museum' AS museum, json ->> '$.label.date' AS date,
           json ->> '$.label.room' AS room, json ->> '$.label.onView' AS onView
         FROM portrait ORDER BY position`,
    )
    return {
      count,
      at(position) {
        const json = byPosition.get(position) as string | undefined
        if (json === undefined) throw new RangeError(`The gallery has no portrait at ${position}.`)
        if (!keepsFacets) return portraitSchema.parse(JSON.parse(json))
        // Since facets are kept, what is written lacks nothing else, and digests tell that it is
        // as it was written.
        const portrait = JSON.parse(json) as Portrait
        portrait.label.about ??= ''
        return portrait
      },
      descriptorAt(position) {
        const bytes = described.get(position) as Uint8Array | undefined
        if (!bytes) throw new RangeError(`The gallery has no portrait at ${position}.`)
        const parsed = parseDescriptorBytes(bytes)
        if ('problem' in parsed) throw new Error(`Portrait ${position}: ${parsed.problem}`)
        return parsed.descriptor
      },
      landmarksAt(position) {
        if (placed === undefined) return undefined
        const bytes = placed.get(position) as Uint8Array | undefined
        if (!bytes) throw new RangeError(`The gallery has no portrait at ${position}.`)
        const parsed = parseLandmarksBytes(bytes)
        if ('problem' in parsed) throw new Error(`Portrait ${position}: ${parsed.problem}`)
        return parsed.landmarks
      },
      sitters: () => new Map(sitters.all() as [number, string][]),
      facets() {
        if (!keepsFacets) return listFacets(labelsOf(labels.iterate()))
        const rows = database.prepare('SELECT value, positions FROM facet WHERE field = ?')
        const listed = (field: keyof FacetLists): Listed<string>[] =>
          (rows.all(field) as { value: string; positions: Uint8Array }[]).map(
            ({ value, positions }) => ({
              value,
              positions: new Uint32Array(Uint8Array.from(positions).buffer),
            }),
          )
        return {
          count,
          museum: listed('museum'),
          century: listed('century').map((each) => ({ ...each, value: Number(each.value) })),
          place: listed('place'),
          category: listed('category'),
          onView: listed('onView')[0]?.positions ?? [],
        }
      },
      positionOf: (portraitId) => byId.get(portraitId) as number | undefined,
      positionsOfWork: (workId) => byWork.all(workId) as number[],
      close: () => {
        database.close()
      },
    }
  } catch (error) {
    database.close()
    throw error
  }
}
