import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CuratorError } from '../curator-error.ts'

const PICTURE_FILE = /\.(jpe?g|jpe|jfif|png|webp|tiff?|avif|gif)$/i
/** Pictures all right, but not of a kind that is read. */
const OTHER_PICTURE_FILE = /\.(heic|heif|jp2|jxl|psd|bmp|svg|dng|cr2|nef|arw)$/i

/** A file below a folder. */
export type FoundFile = {
  /** Within the folder, with `/` on every system. */
  readonly path: string
  readonly file: string
  /** Why it is no use although it is a picture. */
  readonly problem?: string
}

/**
 * The picture files of a folder and all folders in it, by path; links are followed, but into no
 * folder twice. Hidden files and files that are no pictures are passed over without a word.
 * Throws `CuratorError` when there is no such folder.
 */
export async function* pictureFiles(folder: string): AsyncGenerator<FoundFile> {
  const status = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    throw new CuratorError(
      error.code === 'ENOENT'
        ? `There is no folder ${folder}; check the path.`
        : `The folder ${folder} cannot be read (${error.message}).`,
    )
  })
  if (!status.isDirectory()) {
    throw new CuratorError(`${folder} is a file; give the folder that the pictures are in.`)
  }
  yield* walk(folder, '', new Set())
}

async function* walk(
  folder: string,
  prefix: string,
  visited: Set<string>,
): AsyncGenerator<FoundFile> {
  let names: string[]
  try {
    const real = await realpath(folder)
    if (visited.has(real)) return
    visited.add(real)
    names = await readdir(folder)
  } catch (error) {
    const problem = `the folder cannot be read (${(error as Error).message})`
    yield { path: prefix || '.', file: folder, problem }
    return
  }
  for (const name of names.sort()) {
    if (name.startsWith('.')) continue
    const path = `${prefix}${name}`
    const file = join(folder, name)
    const status = await stat(file).catch((error: Error) => error)
    if (status instanceof Error) {
      yield { path, file, problem: `it cannot be read (${status.message})` }
    } else if (status.isDirectory()) {
      yield* walk(file, `${path}/`, visited)
    } else if (PICTURE_FILE.test(name)) {
      yield { path, file }
    } else if (OTHER_PICTURE_FILE.test(name)) {
      const kind = name.slice(name.lastIndexOf('.') + 1).toUpperCase()
      yield { path, file, problem: `${kind} pictures are not read; make it a JPEG, PNG or TIFF` }
    }
  }
}
