import type Database from 'better-sqlite3'
import type { Box } from '../../embeddings/pixels/point.ts'
import { byWork, isSameCataloguedFace } from './decisions.ts'
import type { FaceOfWork } from './sitters.ts'

export type Category = {
  readonly id: number
  readonly name: string
  /** Whether it travels with galleries, and visitors may choose it. */
  readonly isShown: boolean
}

/** What a curator said of a face: whether it belongs to a category. */
export type CategoryAnswer = FaceOfWork & {
  readonly category: number
  readonly isIn: boolean
  readonly by: string
}

type AnswerRow = {
  category_id: number
  work_id: string
  face_box: string
  is_in: number
  answered_by: string
}

/** Categories that curators teach from examples. */
export function categories(database: Database.Database) {
  const insert = database.prepare(
    'INSERT INTO category (name, made_by, made_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = database.prepare('DELETE FROM category WHERE id = ?')
  const setShown = database.prepare('UPDATE category SET is_shown = ? WHERE id = ?')
  const select = database.prepare('SELECT id, name, is_shown FROM category ORDER BY name')
  const insertAnswer = database.prepare(
    `INSERT INTO category_answer (category_id, work_id, face_box, is_in, answered_by, answered_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const selectAnswers = database.prepare('SELECT * FROM category_answer ORDER BY id')
  const removeAnswer = database.prepare(
    `DELETE FROM category_answer WHERE id =
       (SELECT max(id) FROM category_answer WHERE category_id = ? AND answered_by = ?)`,
  )
  const all = (): Category[] =>
    (select.all() as { id: number; name: string; is_shown: number }[]).map(
      ({ id, name, is_shown }) => ({ id, name, isShown: is_shown === 1 }),
    )
  /** All answers, the oldest first; the latest about the same face counts. */
  const answers = (): CategoryAnswer[] =>
    (selectAnswers.all() as AnswerRow[]).map((row) => ({
      category: row.category_id,
      workId: row.work_id,
      faceBox: JSON.parse(row.face_box) as Box,
      isIn: row.is_in === 1,
      by: row.answered_by,
    }))
  return {
    all,
    answers,
    /** Tells of a face the names of the categories that it is in and that are shown. */
    shownOf(): (face: FaceOfWork) => string[] {
      const shown = all().filter(({ isShown }) => isShown)
      const ofWork = byWork(shown.length > 0 ? answers() : [])
      return ({ workId, faceBox }) => {
        const about = (ofWork.get(workId) ?? []).filter((answer) =>
          isSameCataloguedFace(answer.faceBox, faceBox),
        )
        return shown
          .filter(({ id }) => about.findLast(({ category }) => category === id)?.isIn)
          .map(({ name }) => name)
      }
    },
    show(id: number, isShown: boolean): void {
      setShown.run(isShown ? 1 : 0, id)
    },
    /** Gives false when there is one of this name. */
    add: (name: string, by: string): boolean =>
      insert.run(name, by, new Date().toISOString()).changes > 0,
    remove(id: number): void {
      remove.run(id)
    },
    answer({ category, workId, faceBox, isIn, by }: CategoryAnswer): void {
      const at = new Date().toISOString()
      insertAnswer.run(category, workId, JSON.stringify(faceBox), isIn ? 1 : 0, by, at)
    },
    /** Takes back what somebody answered last; gives whether there was anything. */
    takeBack: (category: number, by: string): boolean => removeAnswer.run(category, by).changes > 0,
  }
}
