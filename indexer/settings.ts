import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { DataPaths } from '../embeddings/store/data-paths.ts'
import { replaceFile } from '../embeddings/store/replace-file.ts'
import { CuratorError } from './curator-error.ts'

const settingsSchema = z.strictObject({
  /** An e-mail address that museums may write to when Pendant's requests trouble them. */
  contact: z.email().optional(),
})

/** What is asked of a curator once, in `settings.json` of the data folder. */
export type Settings = z.output<typeof settingsSchema>

/** Throws `CuratorError` when the file is there but is no such settings. */
export async function readSettings(paths: DataPaths): Promise<Settings> {
  let text: string
  try {
    text = await readFile(paths.settings, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
  try {
    return settingsSchema.parse(JSON.parse(text))
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    throw new CuratorError(`${paths.settings} cannot be used (${why}); mend it, or delete it.`)
  }
}

export async function writeSettings(paths: DataPaths, settings: Settings): Promise<void> {
  await replaceFile(paths.settings, Buffer.from(`${JSON.stringify(settings, null, 2)}\n`))
}
