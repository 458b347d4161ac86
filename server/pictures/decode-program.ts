/**
 * A process that only decodes strangers' pictures, one after the other. The server may kill it at
 * any moment. It writes nothing to a disk, and ends with the server.
 */
import sharp from 'sharp'
import { type DecodingHead, frame, frameReader } from './decoding-frames.ts'
import { decodeUpload } from './read-picture.ts'

const decodeSeconds = Number(process.argv[2])

sharp.concurrency(1)
// No part of a picture stays after its answer.
sharp.cache(false)

/** Sends a frame. Resolves when the server has taken all of it. */
async function say(head: DecodingHead, bytes?: Uint8Array<ArrayBuffer>): Promise<void> {
  for (const piece of frame(head, bytes)) {
    await new Promise<void>((resolve, reject) => {
      process.stdout.write(piece, (error) => (error ? reject(error) : resolve()))
    })
  }
}

const read = frameReader(async ({ bytes }) => {
  const decoded = await decodeUpload(bytes, decodeSeconds)
  if ('refusal' in decoded) return say({ type: 'refused', refusal: decoded.refusal })
  const { pixels, width, height } = decoded.image
  const { width: pixelsWidth, height: pixelsHeight, data } = pixels
  const bytesOfPixels = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength)
  await say({ type: 'decoded', width, height, pixelsWidth, pixelsHeight }, bytesOfPixels)
  data.fill(0)
})

// A terminal's Ctrl-C and a service manager's SIGTERM also reach this process. The server closes
// first.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.stdin.on('data', read)
// `exit` would wait for a thread that is decoding.
process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL'))
await say({ type: 'ready' })
