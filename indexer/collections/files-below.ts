import { isUtf8 } from 'node:buffer'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { readEightBit } from './text-decoding.ts'

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

/** What file systems and programs leave beside pictures; `*` stands for anything. */
const BY_PRODUCTS = [
  ...['@eaDir', '#recycle', '#snapshot', 'SYNOPHOTO_THUMB_*', 'SYNOFILE_THUMB_*'],
  ...['@Recycle', '@Recently-Snapshot', 'lost+found', '__MACOSX', 'resource.frk'],
  ...['$RECYCLE.BIN', 'RECYCLER', 'RECYCLED', 'System Volume Information', 'FOUND.*'],
  ...['Network Trash Folder', 'Temporary Items', 'TheVolumeSettingsFolder', '~$*', '*.tmp'],
  ...['*.lrdata', '*.lrcat-data', '*.photoslibrary', '*.aplibrary', 'CaptureOne', 'Thumbs'],
] as const

/** By-products passed over in a walk: known ones, hidden ones, and those a curator names. */
export type PassedOver = {
  isByProduct(name: string): boolean
  note(name: string): void
  /** In words for the curator; undefined when there were none. */
  remark(): string | undefined
}

/** `names` are the curator's own, besides the known ones. */
export function passOver(names: readonly string[] = []): PassedOver {
  const known = [...BY_PRODUCTS, ...names].map(namePattern)
  const met = new Map<string, number>()
  return {
    isByProduct: (name) => name.startsWith('.') || known.some((pattern) => pattern.test(name)),
    note(name) {
      // Pictures' hidden twins and numbered thumbnails are told of by what they have in common.
      const kind = name.startsWith('._') ? '._*' : name
      met.set(kind, (met.get(kind) ?? 0) + 1)
    },
    remark() {
      const most = [...met].sort((one, other) => other[1] - one[1])
      const all = most.reduce((sum, [, times]) => sum + times, 0)
      if (all === 0) return undefined
      const named = most.slice(0, 5).map(([name, times]) => `${name} (${times})`)
      const rest = most.length > 5 ? ', …' : ''
      return `${all} by-products of programs and file systems were passed over: ${named.join(', ')}${rest}`
    },
  }
}

function namePattern(name: string): RegExp {
  const pieces = name.split('*').map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  return new RegExp(`^${pieces.join('.*')}$`, 'i')
}

/**
 * The files of a folder and all folders in it, by path; links are followed, but into no folder
 * twice. By-products are passed over and counted, files that are not looked for without a word.
 */
export function filesBelow(
  folder: string,
  judge: (name: string) => Judgement,
  passed: PassedOver,
): AsyncGenerator<FoundFile> {
  return walk(folder, '', { visited: new Set(), judge, passed })
}

type Walk = {
  readonly visited: Set<string>
  readonly judge: (name: string) => Judgement
  readonly passed: PassedOver
}

async function* walk(folder: string, prefix: string, way: Walk): AsyncGenerator<FoundFile> {
  let names: Buffer[]
  try {
    const real = await realpath(folder)
    if (way.visited.has(real)) return
    way.visited.add(real)
    names = await readdir(folder, { encoding: 'buffer' })
  } catch (error) {
    const problem = `the folder cannot be read (${(error as Error).message})`
    yield { path: prefix.slice(0, -1) || '.', file: folder, problem, isFolder: true }
    return
  }
  const spelt = names.map((bytes) => ({ bytes, name: legible(bytes) }))
  for (const { bytes, name } of spelt.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = `${prefix}${name}`
    const file = join(folder, name)
    const onDisk = Buffer.concat([Buffer.from(folder + sep), bytes])
    const judgement = way.judge(name)
    const status = await stat(onDisk).catch((error: Error) => error)
    const isFolder = !(status instanceof Error) && status.isDirectory()
    if (way.passed.isByProduct(name)) {
      if (isFolder || judgement === 'wanted') way.passed.note(name)
    } else if (status instanceof Error) {
      if (judgement !== 'other') {
        yield { path, file, problem: `it cannot be read (${status.message})` }
      }
    } else if (!isUtf8(bytes)) {
      const problem = 'its name is not UTF-8, so that it cannot be kept; rename it'
      if (isFolder) yield { path, file, problem, isFolder }
      else if (judgement !== 'other') yield { path, file, problem }
    } else if (isFolder) {
      yield* walk(file, `${path}/`, way)
    } else if (judgement === 'wanted') {
      // A pipe or a device would be waited for without end.
      const problem = status.isFile() ? {} : { problem: 'it is not a regular file' }
      yield { path, file, ...problem }
    } else if (judgement !== 'other') {
      yield { path, file, problem: judgement.problem }
    }
  }
}

/** A name as people read it, also when it was written by a system of another encoding. */
function legible(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString() : readEightBit([bytes.toString('latin1')]).example
}

/** The folders around a file, from the outermost, and the file: `.`, `a`, `a/b.jpg`. */
export function branchesOf(path: string): string[] {
  const pieces = path.split('/')
  return ['.', ...pieces.map((_, at) => pieces.slice(0, at + 1).join('/'))]
}
