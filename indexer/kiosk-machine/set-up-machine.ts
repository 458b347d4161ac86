import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CuratorError } from '../terminal/curator-error.ts'
import { machineFiles } from './machine-files.ts'
import type { MachineOptions } from './machine-options.ts'

/** What became of each file. */
export type FileWritten = {
  readonly path: string
  /** `kept` where it was so already; `replaced` keeps what was there as `<file>.before`. */
  readonly outcome: 'written' | 'replaced' | 'kept'
}

/** Writes the files of a kiosk below `root`. What was there is never lost. */
export async function setUpMachine(root: string, options: MachineOptions): Promise<FileWritten[]> {
  const done: FileWritten[] = []
  for (const { path, text, mode } of machineFiles(options)) {
    const place = join(root, path)
    try {
      const before = await readFile(place, 'utf8').catch(nothing)
      if (before !== text) {
        if (before !== null) await rename(place, `${place}.before`)
        await mkdir(dirname(place), { recursive: true })
        await writeFile(place, text)
      }
      await chmod(place, mode)
      done.push({
        path,
        outcome: before === text ? 'kept' : before === null ? 'written' : 'replaced',
      })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EACCES' && code !== 'EPERM') throw error
      throw new CuratorError(`${place} may not be written: run this with sudo.`)
    }
  }
  return done
}

function nothing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
