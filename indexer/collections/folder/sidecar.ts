import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { whatIsAmiss } from '../../downloads/document-reader.ts'
import { knownField } from '../csv/csv-columns.ts'
import type { CsvField } from '../csv/csv-systems.ts'
import type { FileFinder } from '../find-file.ts'

const MAX_SIDECAR_BYTES = 1024 * 1024

const textSchema = z
  .union([z.string(), z.number(), z.boolean()], { error: 'expected a text' })
  .nullable()
  .transform((value) => (value === null ? '' : String(value).trim().normalize('NFC')))

/** What a file beside a picture may say; its fields are spelt as loosely as a CSV's headers. */
type SidecarField = Exclude<CsvField, 'file' | 'imageUrl'>
const sidecarSchema = z.record(z.string(), textSchema)
type SidecarFields = Readonly<Partial<Record<SidecarField, string>>>

type Sidecar =
  | { readonly status: 'none' }
  | {
      readonly status: 'read'
      readonly fields: SidecarFields
      /** Names of fields that nothing reads. */
      readonly unread: readonly string[]
    }
  | { readonly status: 'broken'; readonly problem: string }

/**
 * The JSON file beside a picture that tells of it: `painting.jpg.json`, else `painting.json`.
 * `path` is the picture's within the folder that `find` looks in.
 */
export async function readSidecar(path: string, find: FileFinder): Promise<Sidecar> {
  for (const name of [`${path}.json`, path.replace(/\.[^./]+$/, '.json')]) {
    const found = await find(name)
    if ('problem' in found) {
      if (found.isMissing) continue
      return broken(name, found.problem)
    }
    try {
      return (await stat(found.file)).size > MAX_SIDECAR_BYTES
        ? broken(name, 'it is larger than 1 MB')
        : parseSidecar(name, await readFile(found.file, 'utf8'))
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === undefined) throw error
      return broken(name, message)
    }
  }
  return { status: 'none' }
}

function parseSidecar(file: string, text: string): Sidecar {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return broken(file, `it is not JSON (${(error as Error).message})`)
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return broken(file, 'expected an object such as {"title": "…"}')
  }
  const named: Record<string, unknown> = {}
  const unread: string[] = []
  for (const [name, value] of Object.entries(json)) {
    const field = knownField(name)
    if (field === undefined) unread.push(name.slice(0, 40))
    else if (field !== 'file' && field !== 'imageUrl') named[field] ??= value
  }
  const parsed = sidecarSchema.safeParse(named)
  if (!parsed.success) return broken(file, whatIsAmiss(parsed.error))
  return { status: 'read', fields: parsed.data, unread }
}

function broken(file: string, problem: string): Sidecar {
  return { status: 'broken', problem: `${basename(file)} beside it: ${problem}` }
}
