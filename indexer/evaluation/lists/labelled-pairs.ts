import { resolve } from 'node:path'
import { z } from 'zod'
import { CuratorError } from '../../terminal/curator-error.ts'
import { readTable } from './read-table.ts'

/** A photograph of somebody, and a work that shows them. */
export type PhotoPair = { readonly photo: string; readonly workId: string; readonly person: string }

/** Two works of one sitter. */
export type SitterPair = { readonly workA: string; readonly workB: string; readonly person: string }

const photoRow = z.object({
  photo: z.string().min(1),
  work_id: z.string().min(1),
  person: z.string().default(''),
})
const sitterRow = z.object({
  work_a: z.string().min(1),
  work_b: z.string().min(1),
  person: z.string().default(''),
})

/**
 * Reads `photo,work_id,person`; photographs lie in `folder` unless their path is absolute. Where no
 * person is named, each photograph is somebody of its own.
 */
export async function readPhotoPairs(file: string, folder: string): Promise<PhotoPair[]> {
  const rows = await readTable(file, photoRow)
  return rows.map(({ photo, work_id, person }) => ({
    photo: resolve(folder, photo),
    workId: work_id,
    person: person || photo,
  }))
}

/** Reads `work_a,work_b,person`. Where no person is named, each pair is somebody of its own. */
export async function readSitterPairs(file: string): Promise<SitterPair[]> {
  const rows = await readTable(file, sitterRow)
  const itself = rows.findIndex(({ work_a, work_b }) => work_a === work_b)
  if (itself >= 0) {
    throw new CuratorError(
      `${file}, row ${itself + 1}: a pair is of two works, and both are ${rows[itself]?.work_a}.`,
    )
  }
  return rows.map(({ work_a, work_b, person }) => ({
    workA: work_a,
    workB: work_b,
    person: person || `${work_a} and ${work_b}`,
  }))
}
