import type Database from 'better-sqlite3'
import type { Box } from '../../embeddings/pixels/point.ts'
import { isSameCataloguedFace } from './decisions.ts'

/** The boxes that curators drew; a later one stands in place of an earlier one of the same face. */
export function drawnFaces(database: Database.Database) {
  const insert = database.prepare(
    'INSERT INTO drawn_face (work_id, box, drawn_by, drawn_at) VALUES (?, ?, ?, ?)',
  )
  const remove = database.prepare('DELETE FROM drawn_face WHERE id = ?')
  const select = database.prepare('SELECT id, box FROM drawn_face WHERE work_id = ? ORDER BY id')
  const rowsOf = (workId: string): { id: number; box: Box }[] =>
    (select.all(workId) as { id: number; box: string }[]).map(({ id, box }) => ({
      id,
      box: JSON.parse(box) as Box,
    }))
  return {
    add(workId: string, box: Box, by: string): void {
      for (const before of rowsOf(workId)) {
        if (isSameCataloguedFace(before.box, box)) remove.run(before.id)
      }
      insert.run(workId, JSON.stringify(box), by, new Date().toISOString())
    },
    /** In shares of the work's picture. */
    ofWork: (workId: string): Box[] => rowsOf(workId).map(({ box }) => box),
  }
}
