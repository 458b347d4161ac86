import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Descriptor } from '../descriptor.ts'
import { type GalleryManifest, parseGalleryManifest } from '../gallery-manifest.ts'
import type { NearestIndex } from '../nearest-index.ts'
import { type Portrait, type PortraitMatch, toPortraitMatch } from '../portrait.ts'
import { similarityOf } from '../similarity.ts'
import type { DataPaths } from './data-paths.ts'
import { digestFile } from './digest.ts'
import { INDEX_FILE, MANIFEST_FILE, PORTRAITS_FILE } from './gallery-writer.ts'
import { openHnswIndex } from './hnsw-index.ts'
import { openPortraitTable, type PortraitTable } from './portrait-table.ts'

/** A published gallery, open for look-ups. Whoever opens it closes it. */
export interface Gallery {
  readonly manifest: GalleryManifest
  readonly portraits: PortraitTable
  /** The descriptors, at the positions of the portraits. */
  readonly index: NearestIndex
  /** The `k` portraits that most resemble a probe, the most like first; none in an empty gallery. */
  matches(probe: Descriptor, k: number): PortraitMatch[]
  /** The `k` portraits of other works that most resemble one of the gallery's own. */
  similarTo(position: number, k: number): PortraitMatch[]
  close(): void
}

/** A gallery that must not be served, and why; the message is for an operator. */
export class GalleryRefused extends Error {
  override readonly name = 'GalleryRefused'
}

/** How many more neighbours to look at, so that `k` of other works remain. */
const SAME_WORK_ALLOWANCE = 16

/**
 * Opens the gallery of an id: its manifest first, then the other files' digests, and only then the
 * native code that would read anything without a word. Rejects with `GalleryRefused`.
 */
export async function openGallery(paths: DataPaths, id: string): Promise<Gallery> {
  const folder = paths.gallery(id)
  const refuse = (problem: string): never => {
    throw new GalleryRefused(`Gallery ${id} cannot be served: ${problem}.`)
  }
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(
    (error: NodeJS.ErrnoException) =>
      refuse(error.code === 'ENOENT' ? 'it has no manifest' : error.message),
  )
  const parsed = parseGalleryManifest(text)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { manifest } = parsed
  if (manifest.id !== id) refuse(`its manifest is that of ${manifest.id}`)
  for (const [file, sha256] of [
    [INDEX_FILE, manifest.index.sha256],
    [PORTRAITS_FILE, manifest.portraits.sha256],
  ] as const) {
    const digest = await digestFile(join(folder, file)).catch((error: Error) =>
      refuse(`${file} cannot be read (${error.message})`),
    )
    if (digest !== sha256) refuse(`${file} is damaged: its digest is not the one in its manifest`)
  }
  const { count } = manifest.portraits
  const index = await openHnswIndex(join(folder, INDEX_FILE), count, manifest.index.ef)
  const portraits = openPortraitTable(join(folder, PORTRAITS_FILE))
  if (portraits.count !== count) {
    portraits.close()
    refuse(`it has ${portraits.count} portraits where its manifest says ${count}`)
  }

  const dress = ({ position, squaredDistance }: { position: number; squaredDistance: number }) =>
    toPortraitMatch(
      portraits.at(position),
      squaredDistance,
      similarityOf(squaredDistance, manifest.calibration),
    )
  return {
    manifest,
    portraits,
    index,
    matches: (probe, k) => index.nearest(probe, k).map(dress),
    similarTo(position, k) {
      const own: Portrait = portraits.at(position)
      return index
        .nearest(index.descriptorAt(position), k + SAME_WORK_ALLOWANCE)
        .map(dress)
        .filter((match) => match.workId !== own.workId)
        .slice(0, k)
    },
    close: () => portraits.close(),
  }
}
