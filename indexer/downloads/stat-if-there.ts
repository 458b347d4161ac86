import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'

/** Size and times of a file; undefined where there is none. */
export async function statIfThere(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
