import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { workerThread } from '../../embeddings/node/worker-thread.ts'
import type { Commission, Delivery } from './paint-worker.ts'

/**
 * Paints pictures, one worker thread a core; `onPainted` is told after each. A
 * file appears whole or not at all.
 */
export async function paintPictures(
  commissions: readonly Commission[],
  onPainted: () => void = () => {},
): Promise<void> {
  const waiting = [...commissions]
  async function keepPainting(): Promise<void> {
    const worker = workerThread(new URL('./paint-worker.ts', import.meta.url))
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const delivered = once(worker, 'message')
        worker.postMessage(next)
        const [{ error }] = (await delivered) as [Delivery]
        if (error !== undefined) throw new Error(`${next.path} could not be painted: ${error}`)
        onPainted()
      }
    } finally {
      await worker.terminate()
    }
  }
  const painters = Math.min(availableParallelism(), commissions.length)
  await Promise.all(Array.from({ length: painters }, keepPainting))
}
