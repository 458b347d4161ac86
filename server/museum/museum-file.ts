import { open, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { SNIFFED_BYTES, sniffPicture } from '../../embeddings/node/sniff-picture.ts'

type Kind = {
  readonly contentType: string
  /** The file's first bytes, in words for the person who put another kind of file there. */
  readonly name: string
}

/** The kinds of files that may lie in `data/kiosk/`, by the end of their names. */
const KINDS: Readonly<Record<string, Kind>> = {
  svg: { contentType: 'image/svg+xml', name: 'an SVG drawing' },
  png: { contentType: 'image/png', name: 'PNG' },
  webp: { contentType: 'image/webp', name: 'WebP' },
  jpg: { contentType: 'image/jpeg', name: 'JPEG' },
  woff2: { contentType: 'font/woff2', name: 'a WOFF2 font' },
}

/** The folder of a museum's own files. */
export function museumFolder(data: string): string {
  return join(data, 'kiosk')
}

/** The kind of a file by its name; undefined if no file may have this name. */
export function kindOfFile(name: string): Kind | undefined {
  const [, ending = ''] = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.([a-z0-9]+)$/.exec(name) ?? []
  return Object.hasOwn(KINDS, ending) ? KINDS[ending] : undefined
}

/**
 * Whether an existing file lies in a folder once every link is followed. A link may lead to another
 * place inside the folder, as container platforms mount files, but not outside it.
 */
export async function liesWithin(folder: string, file: string): Promise<boolean> {
  const [root, real] = await Promise.all([realpath(folder), realpath(file)])
  return real.startsWith(root + sep)
}

/** What is wrong with a file of `data/kiosk/`; null when it exists and is what its name says. */
export async function faultOfFile(data: string, name: string): Promise<string | null> {
  const kind = kindOfFile(name)
  if (kind === undefined) return `names ${name}, which is of no kind that kiosks are given`
  let start: Uint8Array
  try {
    const path = join(museumFolder(data), name)
    if (!(await liesWithin(museumFolder(data), path))) {
      return `names ${name}, which is a link out of data/kiosk`
    }
    if (!(await stat(path)).isFile()) return `names ${name}, which is no regular file`
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(
        new Uint8Array(SNIFFED_BYTES),
        0,
        SNIFFED_BYTES,
        0,
      )
      start = buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT'
      ? `names ${name}, which is not in data/kiosk`
      : `names ${name}, which cannot be read (${code})`
  }
  const found = nameOf(start)
  return found === kind.name ? null : `names ${name}, which is ${found}, not ${kind.name}`
}

function nameOf(start: Uint8Array): string {
  return Buffer.from(start.subarray(0, 4)).toString('latin1') === 'wOF2'
    ? 'a WOFF2 font'
    : sniffPicture(start).name
}
