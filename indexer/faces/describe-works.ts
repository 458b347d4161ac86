import { stat } from 'node:fs/promises'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { PipelineVersion } from '../catalogue/descriptions.ts'
import type { Work } from '../catalogue/works.ts'
import { isStored } from '../images/media-store.ts'
import type { LaneOutcome } from './embed-lane.ts'
import type { EmbedPool } from './embed-pool.ts'
import type { EmbedTask, LocatedFaces } from './embed-task.ts'

/**
 * The works to describe: new ones, those whose file has another size or time, those that another
 * recipe described, and those whose derivatives are gone. Where an earlier recipe found the faces
 * as this one does, they are only described.
 */
export async function worksToDescribe(
  catalogue: Catalogue,
  paths: DataPaths,
  recipe: PipelineVersion,
): Promise<EmbedTask[]> {
  const tasks: EmbedTask[] = []
  for (const work of catalogue.works.all()) {
    const task = await taskFor(catalogue, paths, recipe, work)
    if (task) tasks.push(task)
  }
  return tasks
}

async function taskFor(
  catalogue: Catalogue,
  paths: DataPaths,
  recipe: PipelineVersion,
  { id: workId, file }: Work,
): Promise<EmbedTask | undefined> {
  const stamp = catalogue.descriptions.stampOf(workId, recipe)
  const drawn = catalogue.drawnFaces.ofWork(workId)
  const afresh = { workId, file, knownContent: undefined, drawn }
  if (!stamp) {
    const known = catalogue.descriptions.located(workId, recipe)
    return known && (await isComplete(paths, known.description))
      ? { ...afresh, located: locatedIn(known) }
      : afresh
  }
  const described = catalogue.descriptions.ofWork(workId, recipe)
  if (described && !(await isComplete(paths, described))) return afresh
  // A described work can hang without its file: a drive may be unplugged, or fail.
  const now = await stat(file).catch(() => undefined)
  if (!now) return undefined
  const same = file === stamp.file && now.size === stamp.bytes && now.mtimeMs === stamp.mtimeMs
  return same ? undefined : { ...afresh, knownContent: stamp.contentSha256 }
}

function locatedIn({
  stamp,
  description: { width, height, faces, picture },
}: NonNullable<ReturnType<Catalogue['descriptions']['located']>>): LocatedFaces {
  return {
    content: stamp.contentSha256,
    width,
    height,
    faces: faces.map(({ landmarks }) => landmarks),
    picture: picture.digest,
  }
}

async function isComplete(
  paths: DataPaths,
  { picture, closer, faces }: NonNullable<ReturnType<Catalogue['descriptions']['ofWork']>>,
): Promise<boolean> {
  for (const media of [picture, closer ?? [], faces.map(({ crop }) => crop)].flat()) {
    if (!(await isStored(paths, media))) return false
  }
  return true
}

/** Describes works and stores each in the catalogue when it is done. Calls `onDone` after each. */
export async function describeWorks(
  catalogue: Catalogue,
  pool: EmbedPool,
  tasks: readonly EmbedTask[],
  recipe: PipelineVersion,
  signal: AbortSignal,
  onDone: (workId: string, problem: string | undefined, note: string | undefined) => void,
): Promise<void> {
  for await (const { task, outcome } of pool.run(tasks, signal)) {
    const note = outcome.status === 'described' ? outcome.note : undefined
    onDone(task.workId, keep(catalogue, task.workId, outcome, recipe), note)
  }
}

/** Stores an outcome. Returns the reason when the work could not be described. */
function keep(
  catalogue: Catalogue,
  workId: string,
  outcome: LaneOutcome,
  recipe: PipelineVersion,
): string | undefined {
  const { descriptions } = catalogue
  switch (outcome.status) {
    case 'described':
      descriptions.put(workId, outcome.stamp, recipe, outcome.description)
      return undefined
    case 'redescribed':
      descriptions.putDescriptors(workId, recipe, outcome.descriptors)
      if (outcome.stamp) descriptions.putStamp(workId, outcome.stamp)
      return undefined
    case 'unchanged':
      descriptions.putStamp(workId, outcome.stamp)
      return undefined
    case 'unreadable': {
      const { stamp } = outcome
      const work = catalogue.works.byId(workId)
      const reason =
        stamp === undefined && work?.download
          ? `its picture is no longer in the cache; import ${work.source} again to have it, then index`
          : outcome.reason
      descriptions.putSkipped(workId, reason, stamp && { stamp, recipe })
      return reason
    }
    case 'crashed': {
      const reason = `describing it failed (${outcome.reason}); it is tried again next time`
      descriptions.putSkipped(workId, reason)
      return reason
    }
  }
}
