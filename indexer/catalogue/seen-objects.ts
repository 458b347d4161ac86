import type Database from 'better-sqlite3'

/**
 * A thing that a detector saw somewhere in a picture: its COCO name, and how sure it was, 0 to 1.
 */
export type SeenObject = readonly [name: string, score: number]

/** What a detector saw in display pictures, by their digests. */
export function seenObjects(database: Database.Database) {
  const select = database.prepare(
    'SELECT objects FROM seen_objects WHERE picture = ? AND model = ?',
  )
  const insert = database.prepare('INSERT OR REPLACE INTO seen_objects VALUES (?, ?, ?)')
  return {
    /** Undefined where this net has not looked. */
    of(picture: string, model: string): readonly SeenObject[] | undefined {
      const row = select.get(picture, model) as { objects: string } | undefined
      return row && (JSON.parse(row.objects) as SeenObject[])
    },
    put(picture: string, model: string, objects: readonly SeenObject[]): void {
      insert.run(picture, model, JSON.stringify(objects))
    },
  }
}
