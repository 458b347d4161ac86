import type { SourcePicture } from '../collection.ts'
import type { FileFinder } from '../find-file.ts'
import { isWebAddress } from '../web-address.ts'

/** What a cell of a CSV that names a picture comes to. */
type NamedPicture =
  | {
      /** The cell, with `/` in paths on every system. */
      readonly record: string
      /** Path within the folder, or the whole address, so that ids made of it are distinct. */
      readonly path: string
      readonly picture: SourcePicture
    }
  | { readonly record: string; readonly problem: string }

/** Room for some fifty addresses. */
const MAX_CELL_LENGTH = 10_000
/** Pictures named in one cell; a museum's record has a few dozen. */
const MOST_NAMED = 100

/**
 * The picture that a cell names: an address of the web, or a file. Of several, parted by
 * semicolons, bars or line breaks, the first that is an address or there; a file whose own name has
 * such a character goes before.
 */
export async function findNamedPicture(cell: string, find: FileFinder): Promise<NamedPicture> {
  if (cell.length > MAX_CELL_LENGTH) {
    const record = `${cell.slice(0, 40)}…`
    return { record, problem: `its cell has ${cell.length} characters, which names no picture` }
  }
  const record = isWebAddress(cell) ? cell : cell.replaceAll('\\', '/')
  const whole = await lookFor(record, find)
  if (!('problem' in whole)) return whole
  const several = cell
    .split(/[;|\n]/, MOST_NAMED)
    .map((each) => each.trim())
    .filter((each) => each !== '')
  if (several.length < 2) return whole
  for (const each of several) {
    const found = await lookFor(isWebAddress(each) ? each : each.replaceAll('\\', '/'), find)
    if (!('problem' in found)) return { ...found, record }
  }
  return { record, problem: `none of the ${several.length} files it names is there` }
}

async function lookFor(record: string, find: FileFinder): Promise<NamedPicture> {
  const address = firstAddress(record)
  if (isWebAddress(address)) {
    return { record, path: address, picture: { urls: [address] } }
  }
  const found = await find(record)
  if ('problem' in found) return { record, problem: found.problem }
  return { record, path: found.path, picture: { file: found.file } }
}

/** `;` and `|` may be part of an address. They separate only before another address. */
function firstAddress(text: string): string {
  const pieces = text.split(/([;|\n])/)
  const next = pieces.findIndex((piece, at) => at > 0 && /^\s*https?:\/\//i.test(piece))
  return (next < 0 ? text : pieces.slice(0, next - 1).join('')).trim()
}
