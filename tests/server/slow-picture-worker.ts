// A worker that does with a picture whatever the picture's first byte says.
import { parentPort } from 'node:worker_threads'

const port = parentPort
const KINDS = { read: 1, neverDecode: 2, neverRead: 3, die: 4 } as const

port?.on('message', ({ bytes }: { bytes: Uint8Array }) => {
  const [kind] = bytes
  if (kind === KINDS.neverDecode) return
  if (kind === KINDS.die) process.exit(1)
  port.postMessage({ type: 'decoded' })
  if (kind === KINDS.neverRead) return
  const refusal = { code: 'no-face', detail: 'It was read.' }
  port.postMessage({ type: 'read', reading: { status: 'refused', refusal } })
})
port?.postMessage({ type: 'ready' })
