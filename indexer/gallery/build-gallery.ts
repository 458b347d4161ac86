import { createHash } from 'node:crypto'
import { descriptorToBytes } from '../../embeddings/face/descriptor.ts'
import { landmarksToBytes } from '../../embeddings/face/landmarks.ts'
import type { GalleryManifest } from '../../embeddings/gallery/gallery-manifest.ts'
import { type LikenessSpace, projectVisitor } from '../../embeddings/likeness/likeness-space.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { listGalleries } from '../../embeddings/store/galleries.ts'
import { GalleryRefused, openGallery } from '../../embeddings/store/gallery-reader.ts'
import { writeGallery } from '../../embeddings/store/gallery-writer.ts'
import { buildHnswIndex, HNSW_PARAMETERS } from '../../embeddings/store/hnsw-index.ts'
import type { DescribedPortrait } from '../../embeddings/store/portrait-table.ts'
import { readEarlierMap } from '../atlas/earlier-map.ts'
import { type AtlasMaking, makeAtlas } from '../atlas/make-atlas.ts'
import { fitLikeness, HUBS, LIKENESS } from '../likeness/fit-likeness.ts'
import { samplePositions, seededRandom, shuffled } from '../likeness/seeded-random.ts'
import { RESEMBLANCE, syntheticProbes } from '../likeness/synthetic-probes.ts'
import { readVisitorModel, type VisitorModel, visitorModelText } from '../likeness/visitor-model.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { calibrateGallery, type HeldBackProbe } from './calibrate.ts'
import { type MadePosePack, makePosePack, type PosePackMaking } from './make-pose-pack.ts'
import { verifyRecall } from './verify-recall.ts'

/** Hexadecimal digits of the content's digest at the end of a gallery's id. */
const CONTENT_DIGITS = 12

/** Raise it when galleries must be built again for a reason that their content hides. */
const BUILD_VERSION = 5

/** Synthetic probes that calibrate a gallery, and those of them that measure recall. */
const PROBES = 2000
const WORKS_TO_HOLD_ONE_BACK = 24
const RECALL_PROBES = 500
const PROBE_SEED = 1889

export type BuiltGallery = {
  readonly manifest: GalleryManifest
  /** False when a gallery of exactly this content was there already. */
  readonly fresh: boolean
}

/** Whether a gallery gets an atlas: with the portraits where they lay, or laid out anew. */
export type AtlasWanted = 'kept' | 'new' | 'none'

/** How a gallery is made: what may stop it and what is told meanwhile. */
export type GalleryMaking = {
  readonly signal: AbortSignal
  readonly atlas: AtlasWanted
  /** Of what hangs nowhere, for the atlas. */
  readonly doubted?: AtlasMaking['doubted']
  readonly objects?: AtlasMaking['objects']
  watch(what: string, total: number): ReturnType<PosePackMaking['watch']>
  say(line: string): void
}

const QUIETLY: GalleryMaking = {
  signal: new AbortController().signal,
  atlas: 'none',
  watch: () => ({ advance() {}, finish() {} }),
  say() {},
}

/**
 * Builds and writes a gallery of the portraits, in their order; nothing is published. A gallery of
 * the same content is used again. Throws `CuratorError` when there is no portrait, or when the
 * index does not find what it should, and `Interrupted` when it was stopped.
 */
export async function buildGallery(
  paths: DataPaths,
  chosen: readonly DescribedPortrait[],
  models: Readonly<Record<string, string>>,
  now: Date,
  making: GalleryMaking = QUIETLY,
): Promise<BuiltGallery> {
  if (chosen.length === 0) {
    throw new CuratorError(
      'No portrait can be hung, so no gallery was built; "npm run pendant -- report" shows why each work was skipped.',
    )
  }
  const visitors = await readVisitorModel()
  const content = contentDigest(chosen, models, visitors, [
    making.atlas !== 'none',
    ...(making.doubted ?? []),
    ...(making.objects ?? []),
  ])
  // Laid out anew, the same portraits make another gallery.
  const existing = making.atlas === 'new' ? undefined : await galleryOfContent(paths, content)
  if (existing) return { manifest: existing, fresh: false }

  const workIds = chosen.map(({ portrait }) => portrait.workId)
  const { space, places } = fitLikeness(
    chosen.map(({ descriptor }) => descriptor),
    visitors,
  )
  const index = buildHnswIndex(places)
  const probes = heldBackProbes(chosen, space, visitors)
  const { recallAt10 } = await verifyRecall(
    index,
    places,
    probes.slice(0, RECALL_PROBES).map(({ place }) => place),
  )
  const { posePack, leftOut } = await makePosePack(
    paths,
    chosen,
    { likeness: space, places },
    { signal: making.signal, watch: (total) => making.watch('Aligning', total) },
  )
  if (leftOut.length > 0) making.say(notInPosePack(leftOut))
  const atlas =
    making.atlas === 'none'
      ? undefined
      : await makeAtlas(
          paths,
          chosen,
          { index, places },
          {
            ...making,
            doubted: making.doubted ?? [],
            earlier: making.atlas === 'new' ? undefined : await readEarlierMap(paths),
          },
        )
  const manifest = await writeGallery(paths, {
    id: `${timeOfId(now)}-${content}`,
    createdAt: now,
    models,
    works: new Set(workIds).size,
    portraits: chosen,
    likeness: space,
    index,
    parameters: HNSW_PARAMETERS,
    recallAt10,
    calibration: calibrateGallery(index, probes, (position) => workIds[position] as string),
    reel: posePack,
    atlas,
  })
  return { manifest, fresh: true }
}

/** Portraits that are named of those left out; a great many of them have one reason. */
const NAMED = 3

function notInPosePack(leftOut: MadePosePack['leftOut']): string {
  const named = leftOut.slice(0, NAMED).map(({ portraitId, reason }) => `${portraitId} (${reason})`)
  const others = leftOut.length > NAMED ? ` and ${leftOut.length - NAMED} more` : ''
  return `Will not answer movements, for want of their picture: ${named.join(', ')}${others}.`
}

/**
 * Probes of synthetic probes, as many for each portrait as for any other; of a sample in a large
 * gallery. In a small one, where hardly anything is left once a work is held back, of impostors.
 */
function heldBackProbes(
  chosen: readonly DescribedPortrait[],
  space: LikenessSpace,
  model: VisitorModel,
): HeldBackProbe[] {
  const random = seededRandom(PROBE_SEED)
  const visitors = syntheticProbes(model, space.portraitCentre, random)
  // In no order, so that the first few are a sample too.
  const sample = shuffled(samplePositions(chosen.length, PROBES, random), random)
  const works = new Set(chosen.map(({ portrait }) => portrait.workId)).size
  return Array.from({ length: PROBES }, (_, i): HeldBackProbe => {
    const position = sample[i % sample.length] as number
    const { portrait, descriptor } = chosen[position] as DescribedPortrait
    return works < WORKS_TO_HOLD_ONE_BACK
      ? { place: projectVisitor(space, visitors.impostor()), workId: undefined }
      : {
          place: projectVisitor(space, visitors.resembling(descriptor)),
          workId: portrait.workId,
        }
  })
}

/** What makes a gallery another: portraits, labels, descriptors, models, likeness, graph. */
function contentDigest(
  chosen: readonly DescribedPortrait[],
  models: Readonly<Record<string, string>>,
  visitors: VisitorModel,
  atlas: readonly unknown[],
): string {
  const hash = createHash('sha256')
    .update(
      JSON.stringify([
        BUILD_VERSION,
        models,
        HNSW_PARAMETERS,
        LIKENESS,
        HUBS,
        RESEMBLANCE,
        PROBES,
        atlas,
      ]),
    )
    .update(visitorModelText(visitors))
  for (const { portrait, descriptor, landmarks } of chosen) {
    hash
      .update(JSON.stringify(portrait))
      .update(descriptorToBytes(descriptor))
      .update(landmarksToBytes(landmarks))
  }
  return hash.digest('hex').slice(0, CONTENT_DIGITS)
}

/** The newest sound gallery of that content; a damaged one is built again. */
async function galleryOfContent(
  paths: DataPaths,
  content: string,
): Promise<GalleryManifest | undefined> {
  for (const { id } of (await listGalleries(paths)).reverse()) {
    if (!id.endsWith(`-${content}`)) continue
    try {
      const gallery = await openGallery(paths, id)
      gallery.close()
      return gallery.manifest
    } catch (error) {
      if (!(error instanceof GalleryRefused)) throw error
    }
  }
  return undefined
}

/** 2026-11-21T04:03:47.123Z as 20261121T040347123Z: sorts by time, and suits a file's name. */
function timeOfId(time: Date): string {
  return time.toISOString().replaceAll(/[-:.]/g, '')
}
