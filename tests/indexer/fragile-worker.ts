/** A worker that describes nothing, and dies of pictures called "poison". */
import { parentPort, workerData } from 'node:worker_threads'
import type { EmbedTask, WorkerMessage } from '../../indexer/faces/embed-task.ts'

const say = (message: WorkerMessage): void => parentPort?.postMessage(message)
if (workerData.dataFolder === 'unfit') throw new Error('no models here')
parentPort?.on('message', ({ file }: EmbedTask) => {
  if (file === 'poison') throw new Error('poisoned')
  say({ type: 'done', outcome: { status: 'unreadable', reason: file, stamp: undefined } })
})
say({ type: 'ready' })
