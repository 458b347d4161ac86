import { stat } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import type { SourcePicture } from '../collection.ts'
import { isWebAddress } from '../web-address.ts'

/** What a cell of a CSV that names a picture comes to. */
type NamedPicture =
  | {
      /** The cell, with `/` in paths on every system. */
      readonly record: string
      /** Path within the folder; of an address, all of it, so that ids made of it are as distinct. */
      readonly path: string
      readonly picture: SourcePicture
    }
  | { readonly record: string; readonly problem: string }

/**
 * The picture that a cell names: an address of the web, or a file looked for from a folder. Of
 * several, parted by semicolons, bars or line breaks, the first that is an address or there; a file
 * whose own name has such a character goes before.
 */
export async function findNamedPicture(cell: string, folder: string): Promise<NamedPicture> {
  if (cell.length > MAX_CELL_LENGTH) {
    const record = `${cell.slice(0, 40)}…`
    return { record, problem: `its cell has ${cell.length} characters, which names no picture` }
  }
  const record = isWebAddress(cell) ? cell : cell.replaceAll('\\', '/')
  const whole = await lookFor(record, folder)
  if (!('problem' in whole)) return whole
  const several = cell
    .split(/[;|\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
  if (several.length < 2) return whole
  for (const each of several) {
    const found = await lookFor(isWebAddress(each) ? each : each.replaceAll('\\', '/'), folder)
    if (!('problem' in found)) return { ...found, record }
  }
  return { record, problem: `none of the ${several.length} files it names is in ${folder}` }
}

/** Room for some fifty addresses. */
const MAX_CELL_LENGTH = 10_000

/**
 * The first of a list of addresses: `;` and `|` are common in lists and may stand in an address; only
 * before another they part. The pattern begins with what is rare and looks back from there: spaces
 * that it looked for first made it try each run of them from every one of its places.
 */
function firstAddress(record: string): string {
  const next = /(?<=[;|\n]\s*)https?:\/\//i.exec(record)
  if (next === null) return record
  return record.slice(0, next.index).trimEnd().replace(/[;|]$/, '').trimEnd()
}

async function lookFor(record: string, folder: string): Promise<NamedPicture> {
  const address = firstAddress(record)
  if (isWebAddress(address)) {
    return { record, path: address, picture: { urls: [address] } }
  }
  const file = resolve(folder, record)
  const status = await stat(file).catch((error: NodeJS.ErrnoException) => error)
  if (status instanceof Error) {
    const problem = status.code === 'ENOENT' ? `there is no file ${file}` : status.message
    return { record, problem }
  }
  if (!status.isFile()) return { record, problem: `${file} is not a file` }
  const path = relative(folder, file).split(sep).join('/')
  return { record, path, picture: { file } }
}
