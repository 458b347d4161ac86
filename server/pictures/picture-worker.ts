/**
 * A worker thread with its own face models. It describes the face of one decoded picture after the
 * other, writes nothing anywhere, and blanks its input.
 */
import { parentPort } from 'node:worker_threads'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import type { FaceTask, PictureWorkerMessage } from './picture-reading.ts'
import { readFace } from './read-picture.ts'

if (!parentPort) throw new Error('picture-worker.ts runs as a worker thread of picture-reader.ts.')
const port = parentPort

const say = (message: PictureWorkerMessage): void => port.postMessage(message)
const models = await loadNodeModels()

port.on('message', async ({ image, face }: FaceTask) => {
  say({ type: 'read', reading: await readFace(models, image, face) })
})
say({ type: 'ready' })
