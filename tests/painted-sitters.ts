import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BUILT_IN_CSV } from '../indexer/import/built-in-collection.ts'
import { collectionCsv, pictureFile } from './painter/collection-csv.ts'
import type { InventedSitter } from './painter/invented-sitter.ts'
import { inventedSitters } from './painter/invented-sitters.ts'

/** Sitters whose faces every detector finds. */
const EASILY_HAD = [2, 14, 34, 47, 61, 88, 101, 120] as const

/** Some of the built-in collection, for tests that need a few portraits; no more than eight. */
export function someSitters(count: number = EASILY_HAD.length): InventedSitter[] {
  return EASILY_HAD.slice(0, count).map(stillOf)
}

/** A shipped picture of the built-in collection as WebP, by the number of its sitter. */
export function paintedSitter(number: number): Promise<Buffer> {
  return readFile(shippedPicture(stillOf(number)))
}

/** Copies shipped pictures into a folder of the caller's own, with a CSV of their labels. */
export async function hangSitters(
  directory: string,
  sitters: readonly InventedSitter[],
): Promise<{ readonly directory: string; readonly csv: string }> {
  await mkdir(directory, { recursive: true })
  for (const sitter of sitters) {
    await copyFile(shippedPicture(sitter), join(directory, pictureFile(sitter)))
  }
  const csv = join(directory, 'collection.csv')
  await writeFile(csv, collectionCsv(sitters))
  return { directory, csv }
}

function stillOf(number: number): InventedSitter {
  const sitter = inventedSitters().find((each) => each.number === number)
  if (sitter === undefined) throw new Error(`There is no invented sitter ${number}.`)
  return sitter
}

const shippedPicture = (sitter: InventedSitter): string =>
  join(dirname(BUILT_IN_CSV), pictureFile(sitter))
