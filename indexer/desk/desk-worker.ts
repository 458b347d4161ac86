/** The process behind the curator's desk: it alone holds the catalogue for the server. */
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { storageFault } from '../../embeddings/store/storage-faults.ts'
import type { DeskEvents } from '../../server/contract/desk.ts'
import type { Refusal } from '../../server/contract/failures.ts'
import { openCatalogue } from '../catalogue/catalogue.ts'
import { currentPipelineVersion, modelDigests } from '../faces/pipeline-version.ts'
import { readVisitorModel } from '../likeness/visitor-model.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { bringInOperations, sampleOf } from './bring-in.ts'
import { collectionOperations } from './collection-operations.ts'
import { type DeskActions, type DeskParts, Stale } from './desk-actions.ts'
import { deskFaces } from './desk-faces.ts'
import { jobRunner } from './job-runner.ts'
import { publishingOperations } from './publishing.ts'
import { reviewOperations } from './review.ts'

type Question = {
  readonly id: number
  readonly operation: string
  readonly input: never
  readonly by: string
}

const [, , , folder] = process.argv
if (!process.send || folder === undefined) {
  throw new Error('desk-worker.ts runs as a process of the server.')
}
const paths = dataPaths(folder)

function tell<Name extends keyof DeskEvents>(
  event: Name,
  data: Parameters<DeskEvents[Name]>[0],
): void {
  process.send?.({ event, data })
}

const catalogue = openCatalogue(paths.catalogue, { create: true })
const recipe = currentPipelineVersion(await modelDigests())
const faces = deskFaces(catalogue, recipe, await readVisitorModel())
const runner = jobRunner(
  catalogue,
  paths,
  (job) => tell('desk:job', { job }),
  () => faces.lookSoon(),
)
const operations = deskOperations({ catalogue, paths, recipe, faces, runner, tell })

process.on('message', async ({ id, operation, input, by }: Question) => {
  try {
    const answer = await operations[operation as keyof typeof operations](input, by)
    process.send?.({ id, answer })
  } catch (error) {
    process.send?.({ id, refusal: toRefusal(error) })
  }
})

runner.look()

/** Everything that the desk can be asked, and what the server notes of who comes and goes. */
function deskOperations(parts: DeskParts) {
  const note = ({ action, detail }: { action: string; detail: unknown }, by: string) => {
    parts.catalogue.audit.note(action, detail, by === '' ? 'nobody' : by)
    return {}
  }
  const sample = (which: { job: number; at: number }) => sampleOf(parts, which)
  return {
    note,
    sample,
    ...reviewOperations(parts),
    ...bringInOperations(parts),
    ...publishingOperations(parts),
    ...collectionOperations(parts),
  } satisfies DeskActions & { note: typeof note; sample: typeof sample }
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Stale) return { code: 'stale', detail: error.message }
  if (error instanceof CuratorError) return { code: 'refused', detail: error.message }
  const fault = storageFault(error)
  if (fault) return { code: 'refused', detail: `${fault.what}. ${fault.advice}` }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return { code: 'internal', detail: 'Nothing in the request explains it.' }
}
