import type { GalleryManifest } from '../../embeddings/gallery/gallery-manifest.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { currentGalleryId, publishGallery } from '../../embeddings/store/galleries.ts'
import { lockGalleries } from '../../embeddings/store/galleries-lock.ts'
import type { AtlasFacts } from '../../embeddings/store/gallery-writer.ts'
import type { IndexStore } from '../../embeddings/store/index-store.ts'
import type { DoubtedFace } from '../atlas/make-atlas.ts'
import { seeObjects } from '../atlas/see-objects.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { describeWorks, worksToDescribe } from '../faces/describe-works.ts'
import { embedPool } from '../faces/embed-pool.ts'
import { currentPipelineVersion, modelDigests } from '../faces/pipeline-version.ts'
import { CuratorError, Interrupted } from '../terminal/curator-error.ts'
import { duration, showProgress } from '../terminal/progress.ts'
import { type AtlasWanted, buildGallery } from './build-gallery.ts'
import { doubtedOf, judgeWorks, portraitsOf } from './choose-portraits.ts'
import { hashPictures } from './find-copies.ts'
import { pruneAfterPublishing } from './prune.ts'

/** How an indexing run ended; scripts rely on these names. */
export type IndexReport = {
  readonly works: number
  readonly faces: number
  readonly portraits: number
  readonly skipped: readonly { readonly workId: string; readonly reason: string }[]
  /** Works described in this run whose file is not quite as it should be. */
  readonly notes: readonly { readonly workId: string; readonly note: string }[]
  readonly gallery: {
    readonly id: string
    readonly recallAt10: number
    readonly ef: number
    /** What the whole run took. */
    readonly seconds: number
    /** How good its atlas is, as in the manifest; null where it has none. */
    readonly atlas: AtlasFacts | null
  }
}

export type IndexOptions = {
  readonly publish: boolean
  /** Where it is searched once published; default: in its own file. */
  readonly indexes?: IndexStore
  /** Default: one a core. */
  readonly workers?: number
  /** Pictures of more megapixels in memory are left out; default: 100. */
  readonly maxMegapixels?: number
  /** Default: an atlas whose portraits stay where they lay. */
  readonly atlas?: AtlasWanted
  /** Whether pictures are searched for things, as words of the atlas; default: not. */
  readonly objects?: boolean
  readonly signal: AbortSignal
  readonly progress: NodeJS.WriteStream
  say(line: string): void
}

/**
 * Describes what has to be described, builds a gallery of every portrait that may be hung and,
 * unless told otherwise, publishes it and clears old ones away. When nothing has changed the
 * gallery of before is kept. Throws `CuratorError` when there is nothing to hang, `Interrupted`
 * when it was stopped.
 */
export async function indexCollection(
  catalogue: Catalogue,
  paths: DataPaths,
  options: IndexOptions,
): Promise<IndexReport> {
  // Pictures lie there before anything refers to them.
  const release = await lockGalleries(paths, 'shared', options)
  if (!release) throw new Interrupted('Old galleries are being cleared away; index after that.')
  let report: IndexReport
  try {
    report = await indexLocked(catalogue, paths, options)
  } finally {
    release()
  }
  if (options.publish) await pruneAfterPublishing(paths, options.say, options.indexes)
  return report
}

async function indexLocked(
  catalogue: Catalogue,
  paths: DataPaths,
  options: IndexOptions,
): Promise<IndexReport> {
  const start = performance.now()
  const models = await modelDigests()
  const recipe = currentPipelineVersion(models)
  const tasks = await worksToDescribe(catalogue, paths, recipe)
  const notes: { workId: string; note: string }[] = []
  if (tasks.length > 0) await describeAll(catalogue, paths, tasks, recipe, options, notes)
  else options.say('Every work is described already.')

  await hashPictures(catalogue, paths, options.signal, (total) =>
    showProgress(options.progress, 'Comparing', total),
  )

  const report = { works: 0, faces: 0, portraits: 0 }
  let copies = 0
  const skipped: { workId: string; reason: string }[] = []
  const chosen = []
  const doubted: DoubtedFace[] = []
  for (const verdict of judgeWorks(catalogue, recipe)) {
    report.works += 1
    report.faces += verdict.faces.length
    if (verdict.described) {
      report.faces += verdict.described.facesTooSmall + verdict.described.facesBeyondLimit
    }
    if (verdict.skipped !== undefined) {
      skipped.push({ workId: verdict.work.id, reason: verdict.skipped })
    }
    if (verdict.copyOf !== undefined) copies += 1
    chosen.push(...portraitsOf(verdict))
    doubted.push(...doubtedOf(verdict))
  }
  report.portraits = chosen.length
  if (report.works === 0) {
    throw new CuratorError(
      'The catalogue has no works yet; bring some in first: npm run pendant -- import folder DIR',
    )
  }

  const buildStart = performance.now()
  if (copies > 0)
    options.say(`Works that show the same picture as another, and do not hang: ${copies}.`)
  const watch = (what: string, total: number) => showProgress(options.progress, what, total)
  const hasWords = options.atlas !== 'none' && options.objects === true
  const objects = hasWords
    ? await seeObjects(catalogue, paths, chosen, { ...options, watch })
    : undefined
  const { manifest, fresh } = await buildGallery(paths, chosen, models, new Date(), {
    signal: options.signal,
    say: options.say,
    atlas: options.atlas ?? 'kept',
    ...{ doubted, objects, watch },
  })
  if (fresh) {
    const { count } = manifest.portraits
    const took = duration((performance.now() - buildStart) / 1000)
    options.say(`Built a gallery of ${count} portraits in ${took}.`)
  }
  const kept = !fresh && manifest.id === (await currentGalleryId(paths))
  if (kept) options.say(`Nothing has changed: gallery ${manifest.id} stays as it is.`)
  else await hang(catalogue, paths, manifest, options)
  return {
    ...report,
    skipped,
    notes,
    gallery: {
      id: manifest.id,
      recallAt10: manifest.index.recallAt10,
      ef: manifest.index.ef,
      seconds: Math.round(performance.now() - start) / 1000,
      atlas: manifest.atlas ? atlasFacts(manifest.atlas) : null,
    },
  }
}

function atlasFacts({ portraits, kept, quality }: AtlasFacts): AtlasFacts {
  return { portraits, kept, ...(quality ? { quality } : {}) }
}

async function describeAll(
  catalogue: Catalogue,
  paths: DataPaths,
  tasks: Awaited<ReturnType<typeof worksToDescribe>>,
  recipe: ReturnType<typeof currentPipelineVersion>,
  { workers, maxMegapixels, signal, progress, say }: IndexOptions,
  notes: { workId: string; note: string }[],
): Promise<void> {
  const display = showProgress(progress, 'Describing', tasks.length)
  const pool = embedPool({
    dataFolder: paths.data,
    ...(workers === undefined ? {} : { workers }),
    ...(maxMegapixels === undefined ? {} : { maxMegapixels }),
  })
  let done = 0
  const start = performance.now()
  try {
    await describeWorks(catalogue, pool, tasks, recipe, signal, (workId, problem, note) => {
      done += 1
      if (problem !== undefined) display.note(`Skipped ${workId}: ${problem}`)
      if (note !== undefined) {
        display.note(`${workId}: ${note}`)
        notes.push({ workId, note })
      }
      display.advance()
    })
  } finally {
    display.finish()
    await pool.close()
  }
  if (done < tasks.length) {
    throw new Interrupted(
      `Stopped with ${done} of ${tasks.length} works described and kept; run "npm run pendant -- index" again to go on.`,
    )
  }
  say(`Described ${done} works in ${duration((performance.now() - start) / 1000)}.`)
}

async function hang(
  catalogue: Catalogue,
  paths: DataPaths,
  manifest: GalleryManifest,
  { publish, indexes, say }: IndexOptions,
): Promise<void> {
  const { id, portraits, works } = manifest
  if (publish) await publishGallery(paths, id, indexes, say)
  catalogue.audit.note('index', {
    gallery: id,
    portraits: portraits.count,
    works,
    published: publish,
  })
  say(
    publish
      ? `Gallery ${id} is published; running servers pick it up by themselves.`
      : `Gallery ${id} is built; publish it with: npm run pendant -- publish ${id}`,
  )
}
