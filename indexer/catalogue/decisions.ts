import type Database from 'better-sqlite3'
import { type Box, overlap } from '../../embeddings/pixels/point.ts'
import { CuratorError } from '../terminal/curator-error.ts'

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

/** A decision that counts; later ones have higher numbers. */
export type KeptDecision = Decision & { readonly id: number }

/**
 * How much two boxes must overlap (intersection over union) to be the same face. A face seen on a
 * turned copy of its picture has a wider box; half of that would let a rejected face hang again.
 */
const SAME_FACE_OVERLAP = 0.35

type DecisionRow = {
  id: number
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
  const select = database.prepare(
    'SELECT * FROM decision WHERE work_id = ? AND taken_back_at IS NULL ORDER BY id',
  )
  const selectAll = database.prepare(
    'SELECT * FROM decision WHERE taken_back_at IS NULL ORDER BY id',
  )
  const selectLatest = database.prepare(
    `SELECT * FROM decision WHERE decided_by = ? AND taken_back_at IS NULL AND face_box IS NOT NULL
       ORDER BY id DESC LIMIT 1`,
  )
  const setTakenBack = database.prepare(
    'UPDATE decision SET taken_back_at = ?, taken_back_by = ? WHERE id = ?',
  )
  return {
    add({ workId, faceBox, verdict, by, at, why }: Decision): void {
      const box = faceBox ? JSON.stringify(faceBox) : null
      insert.run(workId, box, verdict, by, at.toISOString(), why)
    },
    /** Everything decided about a work that counts, the oldest first. */
    ofWork: (workId: string): KeptDecision[] =>
      (select.all(workId) as DecisionRow[]).map(fromDecisionRow),
    all: (): KeptDecision[] => (selectAll.all() as DecisionRow[]).map(fromDecisionRow),
    /** What somebody decided last about a face, unless it is taken back. */
    latestBy(by: string): KeptDecision | undefined {
      const row = selectLatest.get(by) as DecisionRow | undefined
      return row && fromDecisionRow(row)
    },
    /** It no longer counts: what was decided before does. */
    takeBack(id: number, by: string): void {
      setTakenBack.run(new Date().toISOString(), by, id)
    },
  }
}

function fromDecisionRow(row: DecisionRow): KeptDecision {
  return {
    id: row.id,
    workId: row.work_id,
    faceBox: row.face_box === null ? undefined : (JSON.parse(row.face_box) as Box),
    verdict: row.verdict,
    by: row.decided_by,
    at: new Date(row.decided_at),
    why: row.why,
  }
}

/** The latest decision about the whole work. */
export function decisionOnWork(made: readonly Decision[]): Decision | undefined {
  return made.findLast((decision) => decision.faceBox === undefined)
}

/** The latest decision about the face at `box`, in shares of the picture. */
export function decisionOnFace<Made extends Decision>(
  made: readonly Made[],
  box: Box,
): Made | undefined {
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

/**
 * A person who marked a picture as sensitive may not approve it, whatever came between. Throws
 * `CuratorError`.
 */
export function requireSecondLook(decision: Decision, made: readonly Decision[]): void {
  if (!hangs(decision)) return
  const about = made.filter(({ faceBox }) =>
    decision.faceBox
      ? faceBox !== undefined && isSameCataloguedFace(faceBox, decision.faceBox)
      : faceBox === undefined,
  )
  const marked = about.findLastIndex(({ verdict }) => verdict === 'sensitive')
  const mark = about[marked]
  if (!mark || !isSamePerson(mark.by, decision.by)) return
  if (about.slice(marked).some((each) => hangs(each) && !isSamePerson(each.by, mark.by))) return
  throw new CuratorError(
    `${mark.by} marked it as sensitive; somebody else has to look before it hangs (--by NAME).`,
  )
}

function hangs({ verdict }: Decision): boolean {
  return verdict === 'approved' || verdict === 'pinned'
}

function isSamePerson(one: string, other: string): boolean {
  const plain = (name: string): string => name.normalize('NFC').trim().toLowerCase()
  return plain(one) === plain(other)
}

/** What is said of works' faces, by work, in the order given. */
export function byWork<Said extends { readonly workId: string }>(
  all: readonly Said[],
): Map<string, Said[]> {
  const grouped = new Map<string, Said[]>()
  for (const said of all) {
    const ofWork = grouped.get(said.workId)
    if (ofWork) ofWork.push(said)
    else grouped.set(said.workId, [said])
  }
  return grouped
}
