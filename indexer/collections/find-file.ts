import { readdir, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { distance } from 'fastest-levenshtein'
import { CuratorError } from '../terminal/curator-error.ts'

/** A file that a text names, or why it is none to be read. */
type FoundByName =
  | {
      readonly file: string
      /** Within the folder, with `/` on every system. */
      readonly path: string
    }
  | { readonly problem: string; readonly isMissing: boolean }

/** Finds the files that a table or record names, in its folder or in those allowed besides. */
export type FileFinder = (name: string) => Promise<FoundByName>

/** Longer texts name no file on any system. */
const LONGEST_PATH = 4096
/** Folders whose names are held at once. */
const HELD_FOLDERS = 16
/** Names that a missing one is compared with. */
const COMPARED_NAMES = 20_000

/**
 * A finder for one folder. A name that is spelt otherwise than on disk (composed or decomposed
 * accents, capitals, `\`) is found where only one file can be meant. What leads out of the folder,
 * by `..`, as an absolute path or through a link, is refused unless `allowed` has the folder it
 * leads to.
 */
export function fileFinder(folder: string, allowed: readonly string[] = []): FileFinder {
  const namesIn = namesInFolders()
  const roots = [folder, ...allowed.map((each) => resolve(each))]
  let realRoots: Promise<string[]> | undefined

  return async (text) => {
    const name = text.replaceAll('\\', '/')
    if (name.length > LONGEST_PATH || name.includes('\0')) {
      return { problem: 'what it names is no path of a file', isMissing: false }
    }
    const file = resolve(folder, name)
    const root = roots.find((each) => isWithin(each, file))
    if (root === undefined) return { problem: leadsOut(folder, name), isMissing: false }
    const found = await asSpelt(root, file)
    if ('problem' in found) return found
    realRoots ??= Promise.all(roots.map((each) => realpath(each).catch(() => each)))
    const real = await realpath(found.file)
    if (!(await realRoots).some((each) => isWithin(each, real))) {
      return { problem: `${leadsOut(folder, name)} (it is a link to ${real})`, isMissing: false }
    }
    return { file: found.file, path: relative(folder, found.file).split(sep).join('/') }
  }

  async function asSpelt(
    root: string,
    file: string,
  ): Promise<{ file: string } | { problem: string; isMissing: boolean }> {
    const status = await statusOf(file)
    if (status === 'file') return { file }
    if (status !== 'missing') return { problem: `${file} ${status}`, isMissing: false }
    let at = root
    for (const piece of relative(root, file).split(sep)) {
      const names = await namesIn(at)
      const alike = names.get(loose(piece)) ?? []
      const spelt = alike.filter((each) => each.normalize('NFC') === piece.normalize('NFC'))
      const meant = spelt.length > 0 ? spelt : alike
      const [only, another] = meant
      if (another !== undefined) {
        const problem = `there is no file ${file}; ${meant.join(' and ')} are named alike`
        return { problem, isMissing: true }
      }
      if (only === undefined) {
        const near = nearest(piece, names)
        const hint = near === undefined ? '' : `; the nearest name is ${near}`
        return { problem: `there is no file ${file}${hint}`, isMissing: true }
      }
      at = join(at, only)
    }
    const other = await statusOf(at)
    return other === 'file' ? { file: at } : { problem: `${at} ${other}`, isMissing: false }
  }
}

/** Throws `CuratorError` for a folder that was allowed and is none. */
export async function requireFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const status = await stat(folder).catch(() => undefined)
    if (!status?.isDirectory()) {
      throw new CuratorError(`--allow-folder ${folder}: there is no such folder.`)
    }
  }
}

function isWithin(folder: string, file: string): boolean {
  const path = relative(folder, file)
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
}

function leadsOut(folder: string, name: string): string {
  return `${name} leads out of ${folder}; if that is meant: --allow-folder DIR`
}

async function statusOf(file: string): Promise<string> {
  try {
    return (await stat(file)).isFile() ? 'file' : 'is not a file'
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing'
    return `cannot be read (${message})`
  }
}

/** Without what spellings of one name differ in. */
function loose(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** The names in folders, by how they are spelt loosely; read once while a folder is held. */
function namesInFolders(): (folder: string) => Promise<ReadonlyMap<string, string[]>> {
  const held = new Map<string, ReadonlyMap<string, string[]>>()
  return async (folder) => {
    const known = held.get(folder)
    if (known) return known
    const names = new Map<string, string[]>()
    for (const name of await readdir(folder).catch((): string[] => [])) {
      const alike = names.get(loose(name))
      if (alike) alike.push(name)
      else names.set(loose(name), [name])
    }
    const [oldest] = held.keys()
    if (held.size >= HELD_FOLDERS && oldest !== undefined) held.delete(oldest)
    held.set(folder, names)
    return names
  }
}

function nearest(name: string, names: ReadonlyMap<string, readonly string[]>): string | undefined {
  const wanted = loose(name)
  let best: { readonly spelt: string; readonly edits: number } | undefined
  let compared = 0
  for (const [each, [spelt]] of names) {
    compared += 1
    if (compared > COMPARED_NAMES) break
    const most = Math.max(2, Math.floor(wanted.length / 4))
    if (spelt === undefined || Math.abs(each.length - wanted.length) > most) continue
    const edits = distance(each, wanted)
    if (edits <= most && edits < (best?.edits ?? Number.POSITIVE_INFINITY)) best = { spelt, edits }
  }
  return best?.spelt
}
