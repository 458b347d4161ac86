import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file below a folder. */
export type FoundFile = {
  /** Within the folder, with `/` on every system. */
  readonly path: string
  readonly file: string
  /** Why it is no use although it is one of those looked for. */
  readonly problem?: string
  /** It is a folder, and what is in it is not known. */
  readonly isFolder?: true
}

/** Whether a file is looked for, by its name; or why it is no use. */
export type Judgement = 'wanted' | 'other' | { readonly problem: string }

/**
 * The files of a folder and all folders in it, by path; links are followed, but into no folder
 * twice. Hidden files and those that are not looked for are passed over without a word.
 */
export function filesBelow(
  folder: string,
  judge: (name: string) => Judgement,
): AsyncGenerator<FoundFile> {
  return walk(folder, '', new Set(), judge)
}

async function* walk(
  folder: string,
  prefix: string,
  visited: Set<string>,
  judge: (name: string) => Judgement,
): AsyncGenerator<FoundFile> {
  let names: string[]
  try {
    const real = await realpath(folder)
    if (visited.has(real)) return
    visited.add(real)
    names = await readdir(folder)
  } catch (error) {
    const problem = `the folder cannot be read (${(error as Error).message})`
    yield { path: prefix || '.', file: folder, problem, isFolder: true }
    return
  }
  for (const name of names.sort()) {
    if (name.startsWith('.')) continue
    const path = `${prefix}${name}`
    const file = join(folder, name)
    const status = await stat(file).catch((error: Error) => error)
    if (status instanceof Error) {
      yield { path, file, problem: `it cannot be read (${status.message})` }
      continue
    }
    if (status.isDirectory()) {
      yield* walk(file, `${path}/`, visited, judge)
      continue
    }
    const judgement = judge(name)
    if (judgement === 'wanted') yield { path, file }
    else if (judgement !== 'other') yield { path, file, problem: judgement.problem }
  }
}
