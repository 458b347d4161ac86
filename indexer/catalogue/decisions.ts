import type Database from 'better-sqlite3'
import { type Box, overlap } from '../../embeddings/pixels/point.ts'

/**
 * `rejected` and `hidden` keep off the wall; `sensitive` does until somebody else approves;
 * `approved` and `pinned` hang a face whatever the rules say.
 */
export const VERDICTS = ['approved', 'rejected', 'hidden', 'pinned', 'sensitive'] as const
export type CuratorVerdict = (typeof VERDICTS)[number]

export type Decision = {
  readonly workId: string
  /**
   * The face it is about, in shares of the picture's width and height, so that it still means the
   * same face after the work is described again; undefined when it is about the whole work.
   */
  readonly faceBox: Box | undefined
  readonly verdict: CuratorVerdict
  readonly by: string
  readonly at: Date
  readonly why: string
}

/**
 * How much two boxes must overlap (intersection over union) to be the same face. A face seen on a
 * turned copy of its picture has a wider box; half of that would let a rejected face hang again.
 */
const SAME_FACE_OVERLAP = 0.35

type DecisionRow = {
  work_id: string
  face_box: string | null
  verdict: CuratorVerdict
  decided_by: string
  decided_at: string
  why: string
}

export function decisions(database: Database.Database) {
  const insert = database.prepare(`
    INSERT INTO decision (work_id, face_box, verdict, decided_by, decided_at, why)
    VALUES (?, ?, ?, ?, ?, ?)
  `)
  const select = database.prepare('SELECT * FROM decision WHERE work_id = ? ORDER BY id')
  return {
    add({ workId, faceBox, verdict, by, at, why }: Decision): void {
      const box = faceBox ? JSON.stringify(faceBox) : null
      insert.run(workId, box, verdict, by, at.toISOString(), why)
    },
    /** Everything decided about a work, the oldest first. */
    ofWork: (workId: string): Decision[] =>
      (select.all(workId) as DecisionRow[]).map((row) => ({
        workId: row.work_id,
        faceBox: row.face_box === null ? undefined : (JSON.parse(row.face_box) as Box),
        verdict: row.verdict,
        by: row.decided_by,
        at: new Date(row.decided_at),
        why: row.why,
      })),
  }
}

/** The latest decision about the whole work. */
export function decisionOnWork(made: readonly Decision[]): Decision | undefined {
  return made.findLast((decision) => decision.faceBox === undefined)
}

/** The latest decision about the face at `box`, in shares of the picture. */
export function decisionOnFace(made: readonly Decision[], box: Box): Decision | undefined {
  return made.findLast(({ faceBox }) => faceBox !== undefined && isSameCataloguedFace(faceBox, box))
}

/** A box in pixels of a picture, in shares of the picture. */
export function boxInShares(box: Box, picture: { width: number; height: number }): Box {
  return {
    x: box.x / picture.width,
    y: box.y / picture.height,
    width: box.width / picture.width,
    height: box.height / picture.height,
  }
}

/** Whether two boxes of one work, as shares of its picture, show the same face. */
export function isSameCataloguedFace(one: Box, other: Box): boolean {
  return overlap(one, other) >= SAME_FACE_OVERLAP
}
