import { rename, writeFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import sharp from 'sharp'
import type { InventedSitter } from './invented-sitter.ts'
import { type HeldHead, paintSitter } from './paint-sitter.ts'

/** One painter at work: is told a sitter and a path, answers when the picture hangs there whole. */
export type Commission = { sitter: InventedSitter; path: string; held?: Partial<HeldHead> }
export type Delivery = { id: string; error?: string }

const port = parentPort
if (port) {
  sharp.concurrency(1)
  port.on('message', async ({ sitter, path, held }: Commission) => {
    try {
      const draft = `${path}.draft`
      await writeFile(draft, await paintSitter(sitter, held))
      await rename(draft, path)
      port.postMessage({ id: sitter.id } satisfies Delivery)
    } catch (error) {
      port.postMessage({
        id: sitter.id,
        error: error instanceof Error ? error.message : String(error),
      } satisfies Delivery)
    }
  })
}
