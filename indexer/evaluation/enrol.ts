import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import type { Work } from '../catalogue/works.ts'
import { MAX_FACES_A_WORK } from '../gallery/hanging-rules.ts'
import { workerThread } from '../worker-thread.ts'
import type { EnrolledFace } from './ranking.ts'

/** The faces of a published gallery, works by their largest face first. */
export function enrolledOf(gallery: Gallery): EnrolledFace[] {
  return Array.from({ length: gallery.portraits.count }, (_, position) => ({
    workId: gallery.portraits.at(position).workId,
    descriptor: gallery.index.descriptorAt(position),
  }))
}

const PROGRAM = new URL('./face-api-worker.ts', import.meta.url)

/** What a worker is asked; it answers with the faces of the work, none when it cannot be read. */
export type EnrolRequest = Pick<Work, 'id' | 'file'>

/**
 * The faces that face-api's own chain finds in the works' pictures; one worker a core. Undefined when
 * the signal stopped it. Rejects when a worker fails; no worker outlives the call.
 */
export async function enrolWithFaceApi(
  works: readonly Work[],
  signal: AbortSignal,
  onWork: (done: number) => void,
): Promise<EnrolledFace[] | undefined> {
  const waiting = works.map(({ id, file }): EnrolRequest => ({ id, file }))
  const found = new Map<string, readonly EnrolledFace[]>()
  const workers = Array.from({ length: availableParallelism() }, () => workerThread(PROGRAM))
  const enrolBy = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      let inHand: EnrolRequest | undefined
      const next = (): void => {
        inHand = signal.aborted ? undefined : waiting.shift()
        if (inHand) worker.postMessage(inHand)
        else resolve()
      }
      worker.on('message', (faces: EnrolledFace[]) => {
        if (inHand) found.set(inHand.id, faces.slice(0, MAX_FACES_A_WORK))
        onWork(found.size)
        next()
      })
      worker.on('error', reject)
      next()
    })
  try {
    await Promise.all(workers.map(enrolBy))
  } finally {
    waiting.length = 0
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return signal.aborted ? undefined : works.flatMap(({ id }) => found.get(id) ?? [])
}
