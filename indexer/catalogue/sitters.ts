import type Database from 'better-sqlite3'
import type { Box } from '../../embeddings/pixels/point.ts'
import { isSameCataloguedFace } from './decisions.ts'

/** A face of a work; see `Decision.faceBox`. */
export type FaceOfWork = { readonly workId: string; readonly faceBox: Box }

/** What somebody said of two faces: that they show one person, or that they do not. */
export type SitterDecision = {
  readonly faces: readonly [FaceOfWork, FaceOfWork]
  readonly isSame: boolean
  readonly by: string
  readonly at: Date
  readonly why: string
}

type SitterRow = {
  work_id: string
  face_box: string
  other_work_id: string
  other_face_box: string
  is_same: number
  decided_by: string
  decided_at: string
  why: string
}

export function sitters(database: Database.Database) {
  const insert = database.prepare(`
    INSERT INTO sitter (work_id, face_box, other_work_id, other_face_box, is_same,
      decided_by, decided_at, why)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const select = database.prepare('SELECT * FROM sitter ORDER BY id')
  return {
    add({ faces: [one, other], isSame, by, at, why }: SitterDecision): void {
      const places = [one, other].flatMap(({ workId, faceBox }) => [
        workId,
        JSON.stringify(faceBox),
      ])
      insert.run(...places, isSame ? 1 : 0, by, at.toISOString(), why)
    },
    /** Everything decided, the oldest first. */
    all: (): SitterDecision[] =>
      (select.all() as SitterRow[]).map((row) => ({
        faces: [
          { workId: row.work_id, faceBox: JSON.parse(row.face_box) as Box },
          { workId: row.other_work_id, faceBox: JSON.parse(row.other_face_box) as Box },
        ],
        isSame: row.is_same === 1,
        by: row.decided_by,
        at: new Date(row.decided_at),
        why: row.why,
      })),
  }
}

/**
 * Numbers the people whom decisions name: two faces have the same number when a chain of decisions
 * that still count joins them. Gives undefined for a face that no such decision names.
 */
export function sitterNumbers(
  made: readonly SitterDecision[],
): (face: FaceOfWork) => number | undefined {
  const faces: FaceOfWork[] = []
  const indexOf = (face: FaceOfWork): number =>
    faces.findIndex(
      ({ workId, faceBox }) =>
        workId === face.workId && isSameCataloguedFace(faceBox, face.faceBox),
    )
  const joined = new Map<string, readonly [number, number]>()
  for (const { faces: both, isSame } of made) {
    const [low, high] = both
      .map((face) => (indexOf(face) >= 0 ? indexOf(face) : faces.push(face) - 1))
      .sort((a, b) => a - b) as [number, number]
    if (isSame) joined.set(`${low}/${high}`, [low, high])
    else joined.delete(`${low}/${high}`)
  }
  const numbers = new Map<number, number>()
  for (const [one, other] of joined.values()) {
    const [a, b] = [numbers.get(one) ?? one, numbers.get(other) ?? other]
    for (const each of [one, other]) numbers.set(each, a)
    for (const [each, number] of numbers) if (number === b) numbers.set(each, a)
  }
  return (face) => numbers.get(indexOf(face))
}
