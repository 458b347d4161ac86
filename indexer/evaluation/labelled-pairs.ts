import { readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { CuratorError } from '../curator-error.ts'

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

/** Reads `photo,work_id,person`; photographs lie in `folder` unless their path is absolute. */
export async function readPhotoPairs(file: string, folder: string): Promise<PhotoPair[]> {
  const rows = await readRows(file, photoRow)
  return rows.map(({ photo, work_id, person }) => ({
    photo: isAbsolute(photo) ? photo : join(folder, photo),
    workId: work_id,
    person,
  }))
}

/** Reads `work_a,work_b,person`. */
export async function readSitterPairs(file: string): Promise<SitterPair[]> {
  const rows = await readRows(file, sitterRow)
  return rows.map(({ work_a, work_b, person }) => ({ workA: work_a, workB: work_b, person }))
}

async function readRows<Row>(file: string, schema: z.ZodType<Row>): Promise<Row[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CuratorError(`${file} cannot be read (${error.code ?? error.message}).`)
  })
  let records: unknown[]
  try {
    records = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true })
  } catch (error) {
    throw new CuratorError(`${file} is not a CSV table (${(error as Error).message}).`)
  }
  return records.map((record, i) => {
    const row = schema.safeParse(record)
    if (row.success) return row.data
    const columns = row.error.issues.map(({ path }) => path.join('.')).join(', ')
    throw new CuratorError(`${file}, row ${i + 1}: the column ${columns} is missing or empty.`)
  })
}
