import { closeSync, openSync, readSync } from 'node:fs'
import {
  ATLAS_OPENING_BYTES,
  type AtlasHeader,
  type AtlasPart,
  type AtlasWord,
  parseAtlasHeader,
  parseAtlasOpening,
  parseAtlasWords,
} from '../../embeddings/atlas/atlas-file.ts'
import { nameKey } from '../../embeddings/gallery/portrait-filter.ts'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import { type Links, linksBetween } from './find-path.ts'

/** What a server keeps of an atlas in memory; browsers read the rest from its file. */
export type OpenAtlas = {
  readonly header: AtlasHeader
  /** Where parts begin in the file. */
  readonly partsAt: number
  readonly words: readonly KeyedWord[]
  readonly links: Links
}

/** A word, as questions are compared with it: whole, and each part of it. */
export type KeyedWord = {
  readonly word: AtlasWord
  readonly key: string
  readonly parts: readonly string[]
}

const opened = new WeakMap<Gallery, OpenAtlas | { readonly problem: string }>()

/**
 * The atlas of a gallery, read when first asked for: some 10 MB of 40,000 portraits. Says what is
 * wrong where it cannot be used.
 */
export function openAtlas(gallery: Gallery): OpenAtlas | { readonly problem: string } {
  const known = opened.get(gallery) ?? read(gallery)
  opened.set(gallery, known)
  return known
}

function read(gallery: Gallery): OpenAtlas | { readonly problem: string } {
  const { atlas, manifest } = gallery
  if (!atlas) {
    return {
      problem: `The gallery ${manifest.id} has no atlas; "npm run pendant -- index" builds one.`,
    }
  }
  const file = openSync(atlas.file, 'r')
  try {
    const bytesAt = (at: number, bytes: number): Buffer => {
      const buffer = Buffer.alloc(bytes)
      readSync(file, buffer, 0, bytes, at)
      return buffer
    }
    const opening = parseAtlasOpening(bytesAt(0, ATLAS_OPENING_BYTES))
    if ('problem' in opening) return opening
    const { headerBytes } = opening
    const parsed = parseAtlasHeader(bytesAt(ATLAS_OPENING_BYTES, headerBytes), atlas.bytes)
    if ('problem' in parsed) return parsed
    const { header } = parsed
    if (header.portraits !== manifest.portraits.count) {
      return { problem: `The atlas of ${manifest.id} is that of another gallery.` }
    }
    const partsAt = ATLAS_OPENING_BYTES + headerBytes
    const part = ({ at, bytes }: AtlasPart) => bytesAt(partsAt + at, bytes)
    const { portraits, neighbours } = header
    const numbers = Uint8Array.from(part(header.parts.neighbours)).buffer
    const half = portraits * neighbours
    return {
      header,
      partsAt,
      words: parseAtlasWords(part(header.parts.words)).map((word) => {
        const key = nameKey(word.word)
        return { word, key, parts: splitWords(key) }
      }),
      links: linksBetween(
        neighbours,
        new Uint32Array(numbers, 0, half),
        new Float32Array(numbers, 4 * half, half),
      ),
    }
  } finally {
    closeSync(file)
  }
}

/** The parts of a question or of a word, none of them empty. */
export function splitWords(key: string): string[] {
  return key.split(/[\s,;]+/).filter((part) => part !== '')
}
