import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { z } from 'zod'
import { CuratorError } from '../../terminal/curator-error.ts'
import { requireFile } from '../../terminal/require-file.ts'

/** The rows of a CSV file. Throws `CuratorError` with the file, the row and the column. */
export async function readTable<Row>(file: string, schema: z.ZodType<Row>): Promise<Row[]> {
  requireFile(file)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CuratorError(`${file} cannot be read (${error.code ?? error.message}).`)
  })
  let records: unknown[]
  try {
    records = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true })
  } catch (error) {
    throw new CuratorError(`${file} is not a CSV table (${(error as Error).message}).`)
  }
  if (records.length === 0) {
    throw new CuratorError(`${file} has no rows below its header, so there is nothing to measure.`)
  }
  return records.map((record, i) => {
    const row = schema.safeParse(record)
    if (row.success) return row.data
    const columns = row.error.issues.map(({ path }) => path.join('.')).join(', ')
    throw new CuratorError(`${file}, row ${i + 1}: the column ${columns} is missing or empty.`)
  })
}
