import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pictureFile } from '../indexer/invented-sitters/collection-csv.ts'
import type { InventedSitter } from '../indexer/invented-sitters/invented-sitter.ts'
import { inventedSitters } from '../indexer/invented-sitters/invented-sitters.ts'
import {
  type PaintedCollection,
  paintCollection,
} from '../indexer/invented-sitters/paint-collection.ts'
import { cachedFolder } from './cached-folder.ts'

/** Painting takes seconds, so tests that only need somebody's portrait take one of these. */
const EASILY_HAD = [2, 14, 34, 47, 61, 88, 101, 120] as const

/** Invented sitters whom many tests hang, and who are therefore painted already; no more than eight. */
export function someSitters(count: number = EASILY_HAD.length): InventedSitter[] {
  return EASILY_HAD.slice(0, count).map(sitterOf)
}

/** The picture of an invented sitter as a JPEG; painted once, however many tests show it. */
export async function paintedSitter(number: number): Promise<Buffer> {
  return readFile(await pictureOf(sitterOf(number)))
}

/** What `paintCollection` gives, in a folder of the caller's own. */
export async function hangSitters(
  directory: string,
  sitters: readonly InventedSitter[],
): Promise<PaintedCollection> {
  await mkdir(directory, { recursive: true })
  for (const sitter of sitters) {
    const picture = await pictureOf(sitter)
    await copyFile(picture, join(directory, pictureFile(sitter)))
    await copyFile(join(picture, '../version.txt'), join(directory, 'version.txt'))
  }
  return paintCollection(directory, { sitters })
}

function sitterOf(number: number): InventedSitter {
  const sitter = inventedSitters().find((each) => each.number === number)
  if (sitter === undefined) throw new Error(`There is no invented sitter ${number}.`)
  return sitter
}

/** In a worker thread, where the painter runs at full speed. */
async function pictureOf(sitter: InventedSitter): Promise<string> {
  const folder = await cachedFolder(
    `sitter-${sitter.number}`,
    ['indexer/invented-sitters', 'package-lock.json'],
    async (draft) => void (await paintCollection(draft, { sitters: [sitter] })),
  )
  return join(folder, pictureFile(sitter))
}
