import type { InventedSitter } from './invented-sitter.ts'

const COLLECTION_COLUMNS = [
  'id',
  'file',
  'title',
  'artist',
  'date',
  'medium',
  'museum',
  'creditLine',
  'rights',
] as const

export const pictureFile = (sitter: InventedSitter): string => `${sitter.id}.webp`

/** The collection's labels as RFC 4180 CSV, one line a sitter. */
export function collectionCsv(sitters: readonly InventedSitter[]): string {
  const lines = sitters.map((sitter) =>
    COLLECTION_COLUMNS.map((column) =>
      quoted(column === 'file' ? pictureFile(sitter) : sitter[column]),
    ).join(','),
  )
  return `${[COLLECTION_COLUMNS.join(','), ...lines].join('\n')}\n`
}

const quoted = (value: string): string =>
  /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
