import { rename, writeFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import sharp from 'sharp'
import type { InventedSitter } from './invented-sitter.ts'
import { type HeldHead, paintSitter } from './paint-sitter.ts'

/** Whom to paint, into which file, and how their head is held where that is asked of them. */
export type Commission = {
  readonly sitter: InventedSitter
  readonly path: string
  readonly held?: Partial<HeldHead>
}
/** The answer to a commission. */
export type Delivery = { readonly error?: string }

const port = parentPort
if (port) {
  sharp.concurrency(1)
  port.on('message', async ({ sitter, path, held }: Commission) => {
    try {
      await writeFile(`${path}.draft`, await paintSitter(sitter, held))
      await rename(`${path}.draft`, path)
      port.postMessage({} satisfies Delivery)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      port.postMessage({ error: reason } satisfies Delivery)
    }
  })
}
