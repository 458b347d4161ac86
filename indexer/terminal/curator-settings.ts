import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { replaceFile } from '../../embeddings/store/replace-file.ts'
import { CuratorError } from './curator-error.ts'
import { requireFile } from './require-file.ts'

const settingsSchema = z.strictObject({
  /** An e-mail address that museums may write to when Pendant's requests trouble them. */
  contact: z.email().optional(),
  /** Pictures of more megapixels are left out. */
  maxMegapixels: z.number().positive().optional(),
  /** How many of the newest galleries stay when old ones are cleared away. */
  keepGalleries: z.int().min(1).max(10_000).optional(),
})

/** What the curator's command line is told once, in `curator.json` of the data folder. */
export type CuratorSettings = z.output<typeof settingsSchema>

/** Throws `CuratorError` when the file is there but is no such settings. */
export async function readCuratorSettings(paths: DataPaths): Promise<CuratorSettings> {
  requireFile(paths.curator)
  let text: string
  try {
    text = await readFile(paths.curator, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    text = '{}'
  }
  try {
    return settingsSchema.parse(JSON.parse(text))
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    throw new CuratorError(`${paths.curator} cannot be used (${why}); mend it, or delete it.`)
  }
}

export async function writeCuratorSettings(
  paths: DataPaths,
  settings: CuratorSettings,
): Promise<void> {
  await replaceFile(paths.curator, Buffer.from(`${JSON.stringify(settings, null, 2)}\n`))
}

/** The limit of megapixels: the one given now, which is then kept, or the one kept. */
export async function megapixelLimit(
  paths: DataPaths,
  given: number | undefined,
): Promise<number | undefined> {
  const settings = await readCuratorSettings(paths)
  if (given === undefined || given === settings.maxMegapixels) return settings.maxMegapixels
  await writeCuratorSettings(paths, { ...settings, maxMegapixels: given })
  return given
}
