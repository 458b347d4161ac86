import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Descriptor } from '../face/descriptor.ts'
import { squaredDistance } from '../face/distance.ts'
import { type HeadPose, headPose } from '../face/head-pose.ts'
import type { Landmarks } from '../face/landmarks.ts'
import { type GalleryManifest, parseGalleryManifest } from '../gallery/gallery-manifest.ts'
import { type PortraitMatch, type SingleMatch, toPortraitMatch } from '../gallery/portrait.ts'
import type { PortraitFilter } from '../gallery/portrait-filter.ts'
import {
  type LikenessSpace,
  type ProjectedEmbedding,
  parseLikenessSpace,
  projectProbe,
  projectVisitor,
} from '../likeness/likeness-space.ts'
import type { Neighbour, TraceStep } from '../likeness/nearest-index.ts'
import { similarityOf } from '../likeness/similarity.ts'
import type { DataPaths } from './data-paths.ts'
import { requireDigest } from './digest.ts'
import { type FilteredPositions, filteredPositions, type Passing } from './filtered-positions.ts'
import {
  ATLAS_FILE,
  digestedFiles,
  INDEX_FILE,
  LIKENESS_FILE,
  MANIFEST_FILE,
  PORTRAITS_FILE,
  POSE_PACK_FILE,
} from './gallery-files.ts'
import { type GalleryIndex, hnswFiles, type IndexStore } from './index-store.ts'
import { nearestPassing } from './nearest-passing.ts'
import { onePerSitter } from './one-per-sitter.ts'
import { openPortraitTable, type PortraitTable } from './portrait-table.ts'

/** A published gallery, open for look-ups. Whoever opens it closes it. */
export interface Gallery {
  readonly manifest: GalleryManifest
  readonly portraits: PortraitTable
  /** How a visitor's descriptor is compared with the portraits'. */
  readonly likeness: LikenessSpace
  /** The portraits' places in the likeness space, at their positions. */
  readonly index: GalleryIndex
  /** The pose pack (see `parsePosePack`), as in the manifest; undefined where there is none. */
  readonly reel: (NonNullable<GalleryManifest['reel']> & { readonly file: string }) | undefined
  /** The atlas (see `encodeAtlas`), as in the manifest; undefined where there is none. */
  readonly atlas: (NonNullable<GalleryManifest['atlas']> & { readonly file: string }) | undefined
  /** Which portraits pass a filter. Read when first asked for; see `facets` of the table. */
  filtered(): FilteredPositions
  /**
   * The `k` portraits that most resemble a probe, the most like first, or of those that pass a
   * filter; fewer where there are no more. Portraits of one sitter are one match: see
   * `sameSitter`.
   */
  matches(probe: Descriptor, k: number, filter?: PortraitFilter): Promise<PortraitMatch[]>
  /** The `k` portraits of other works that most resemble a portrait; filtered likewise. */
  similarTo(position: number, k: number, filter?: PortraitFilter): Promise<PortraitMatch[]>
  /** The way through the index to the first of `matches(probe, k)`; nothing in an empty gallery. */
  trace(probe: Descriptor, k: number): TraceStep[]
  close(): void
}

/**
 * Portraits kept in memory of those that were answered last, about 3 KB each: someone before a
 * kiosk asks for the same ones several times a second.
 */
const REMEMBERED_PORTRAITS = 8192

/** Reads each position once, and again only when `most` others were asked for since. */
function remembering<Value>(most: number, read: (position: number) => Value) {
  // In the order of last use, since what is used is put back at the end.
  const known = new Map<number, Value>()
  return (position: number): Value => {
    const value = known.get(position) ?? read(position)
    known.delete(position)
    known.set(position, value)
    const [oldest] = known.size > most ? known.keys() : []
    if (oldest !== undefined) known.delete(oldest)
    return value
  }
}

/**
 * How a painted head is held, to a tenth of a degree; undefined where its landmarks are not kept.
 */
function poseOf(landmarks: Landmarks | undefined): HeadPose | undefined {
  if (landmarks === undefined) return undefined
  const { yaw, pitch, roll } = headPose(landmarks)
  const rounded = (degrees: number) => Number(degrees.toFixed(1))
  return { yaw: rounded(yaw), pitch: rounded(pitch), roll: rounded(roll) }
}

/** A gallery that must not be served, and why; the message is for an operator. */
export class GalleryRefused extends Error {
  override readonly name = 'GalleryRefused'
}

/**
 * Opens the gallery of an id: its manifest first, then the other files' digests, and only then the
 * native code that would read anything without a word. Rejects with `GalleryRefused`.
 */
export async function openGallery(
  paths: DataPaths,
  id: string,
  indexes: IndexStore = hnswFiles,
): Promise<Gallery> {
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
  for (const { file, sha256 } of digestedFiles(manifest)) {
    // The index is checked by whatever it is searched in.
    if (file === INDEX_FILE) continue
    await requireDigest(join(folder, file), sha256).catch((error: Error) => refuse(error.message))
  }
  const read = parseLikenessSpace(await readFile(join(folder, LIKENESS_FILE)))
  if ('problem' in read) return refuse(`${LIKENESS_FILE} is damaged: ${read.problem}`)
  const likeness = read.space
  const { count } = manifest.portraits
  const index = await indexes.open(paths, manifest).catch((error: Error) => refuse(error.message))
  const portraits = openPortraitTable(join(folder, PORTRAITS_FILE))
  if (portraits.count !== count) {
    portraits.close()
    index.close?.()
    refuse(`it has ${portraits.count} portraits where its manifest says ${count}`)
  }

  let listed: FilteredPositions | undefined
  const filtered = (): FilteredPositions => {
    listed ??= filteredPositions(portraits.facets())
    return listed
  }
  const inMemory = remembering(REMEMBERED_PORTRAITS, (position) => ({
    descriptor: portraits.descriptorAt(position),
    // To copy it whole and set its distances is cheaper than to put it together for each look-up.
    match: toPortraitMatch(
      portraits.at(position),
      { squaredDistance: 0, adjustedSquaredDistance: 0, similarity: 0 },
      poseOf(portraits.landmarksAt(position)),
    ),
  }))
  const sitters = portraits.sitters()
  /** `leftOut` are positions that may not answer. */
  const nearest = async (
    descriptor: Descriptor,
    place: ProjectedEmbedding,
    k: number,
    filter: PortraitFilter | undefined,
    leftOut: readonly number[] = [],
  ): Promise<PortraitMatch[]> => {
    let listed: Passing | undefined
    const passing = (among: PortraitFilter): Passing => {
      listed ??= filtered().passing(among)
      return listed
    }
    const neighbours = async (count: number): Promise<Neighbour[]> => {
      const enough = count + leftOut.length
      const found = await (filter === undefined
        ? index.nearest(place, enough)
        : (index.nearestPassing?.(place, enough, filter) ??
          nearestPassing(index, place, enough, passing(filter))))
      return found.filter(({ position }) => !leftOut.includes(position)).slice(0, count)
    }
    const isAllowed = (position: number): boolean =>
      !leftOut.includes(position) && (filter === undefined || passing(filter).has(position))
    const distanceAt = async (position: number): Promise<number> =>
      squaredDistance(place, await index.embeddingAt(position))
    const toMatch = ({ position, squaredDistance: adjusted }: Neighbour): SingleMatch => {
      const enrolled = inMemory(position)
      return {
        ...enrolled.match,
        squaredDistance: squaredDistance(descriptor, enrolled.descriptor),
        adjustedSquaredDistance: adjusted,
        similarity: similarityOf(adjusted, manifest.calibration),
      }
    }
    const found = await onePerSitter(k, { sitters, neighbours, isAllowed, distanceAt })
    return found.map(([first, ...others]) =>
      others.length > 0 ? { ...toMatch(first), sameSitter: others.map(toMatch) } : toMatch(first),
    )
  }
  return {
    manifest,
    portraits,
    likeness,
    index,
    reel: manifest.reel && { ...manifest.reel, file: join(folder, POSE_PACK_FILE) },
    atlas: manifest.atlas && { ...manifest.atlas, file: join(folder, ATLAS_FILE) },
    filtered,
    async matches(probe, k, filter) {
      const place = projectVisitor(likeness, probe)
      try {
        return await nearest(probe, place, k, filter)
      } finally {
        place.fill(0)
      }
    },
    async similarTo(position, k, filter) {
      const own = portraits.at(position).workId
      const probe = projectProbe(await index.embeddingAt(position))
      const descriptor = portraits.descriptorAt(position)
      return nearest(descriptor, probe, k, filter, portraits.positionsOfWork(own))
    },
    trace(probe, k) {
      const place = projectVisitor(likeness, probe)
      try {
        // As many candidates as hnswlib weighs for `k`.
        return index.trace?.(place, Math.max(manifest.index.ef, k)) ?? []
      } finally {
        place.fill(0)
      }
    },
    close() {
      portraits.close()
      index.close?.()
    },
  }
}
