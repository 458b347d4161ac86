// A worker that does with a picture whatever its first pixel says.
import { parentPort } from 'node:worker_threads'
import type { FaceTask } from '../../server/pictures/picture-reading.ts'
import { KINDS } from './slow-programs.ts'

const port = parentPort

port?.on('message', ({ image }: FaceTask) => {
  const [kind] = image.pixels.data
  if (kind === KINDS.dieReading) process.exit(1)
  if (kind === KINDS.neverRead) return
  const refusal = { code: 'no-face', detail: 'It was read.' }
  port.postMessage({ type: 'read', reading: { status: 'refused', refusal } })
})
port?.postMessage({ type: 'ready' })
