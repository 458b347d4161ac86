/**
 * A worker thread with its own face models, which describes one uploaded picture after the other. It
 * writes nothing anywhere, and blanks what it was handed.
 */
import { parentPort, workerData } from 'node:worker_threads'
import sharp from 'sharp'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import type { PictureTask, PictureWorkerMessage, PictureWorkerSettings } from './picture-reading.ts'
import { decodeUpload, readFace } from './read-picture.ts'

if (!parentPort) throw new Error('picture-worker.ts runs as a worker thread of picture-reader.ts.')
const port = parentPort
const { decodeSeconds } = workerData as PictureWorkerSettings

sharp.concurrency(1)
// Nothing of a picture outlives its answer.
sharp.cache(false)

const say = (message: PictureWorkerMessage): void => port.postMessage(message)
const models = await loadNodeModels()

port.on('message', async ({ bytes, face }: PictureTask) => {
  const decoded = await decodeUpload(bytes, decodeSeconds)
  say({ type: 'decoded' })
  const reading =
    'refusal' in decoded
      ? ({ status: 'refused', refusal: decoded.refusal } as const)
      : await readFace(models, decoded.image, face)
  say({ type: 'read', reading })
})
say({ type: 'ready' })
