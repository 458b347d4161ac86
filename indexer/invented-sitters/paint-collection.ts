import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { workerThread } from '../../embeddings/node/worker-thread.ts'
import { collectionCsv, pictureFile } from './collection-csv.ts'
import type { InventedSitter } from './invented-sitter.ts'
import { INVENTED_SITTERS_VERSION, inventedSitters } from './invented-sitters.ts'
import type { Commission, Delivery } from './paint-worker.ts'

type PaintProgress = { sitter: InventedSitter; painted: number; total: number }
export type PaintOptions = {
  /** Told after each picture; `painted` counts those already there too. */
  onPainted?: (progress: PaintProgress) => void
  signal?: AbortSignal
  /** Whom to paint; everyone by default. The CSV lists the same people. */
  sitters?: readonly InventedSitter[]
}
export type PaintedCollection = { directory: string; csv: string; total: number; painted: number }

const VERSION_FILE = 'version.txt'

/**
 * Paints whoever is missing from `directory`, one worker thread a core, and writes `collection.csv` last.
 * Pictures of another version are painted again. Stopping at any instant leaves only whole pictures.
 */
export async function paintCollection(
  directory: string,
  options: PaintOptions = {},
): Promise<PaintedCollection> {
  const sitters = options.sitters ?? inventedSitters()
  await mkdir(directory, { recursive: true })
  await clearOtherVersions(directory)
  const hanging = new Set(await readdir(directory))
  const missing = sitters.filter((sitter) => !hanging.has(pictureFile(sitter)))
  let painted = sitters.length - missing.length
  await paintAll(directory, missing, options.signal, (sitter) => {
    painted++
    options.onPainted?.({ sitter, painted, total: sitters.length })
  })
  const csv = join(directory, 'collection.csv')
  await replaceFile(csv, collectionCsv(sitters))
  return { directory, csv, total: sitters.length, painted: missing.length }
}

async function clearOtherVersions(directory: string): Promise<void> {
  const path = join(directory, VERSION_FILE)
  const version = await readFile(path, 'utf8').catch(() => undefined)
  if (version === INVENTED_SITTERS_VERSION) return
  for (const name of await readdir(directory)) {
    if (/^invented-\d{3}-.*\.jpg(\.draft)?$/.test(name)) await rm(join(directory, name))
  }
  await replaceFile(path, INVENTED_SITTERS_VERSION)
}

async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.draft`, text)
  await rename(`${path}.draft`, path)
}

async function paintAll(
  directory: string,
  missing: readonly InventedSitter[],
  signal: AbortSignal | undefined,
  onPainted: (sitter: InventedSitter) => void,
): Promise<void> {
  signal?.throwIfAborted()
  if (missing.length === 0) return
  const queue = [...missing]
  const workers = Array.from(
    { length: Math.min(availableParallelism(), queue.length) },
    startWorker,
  )
  const stop = () => void Promise.all(workers.map((worker) => worker.terminate()))
  signal?.addEventListener('abort', stop, { once: true })
  try {
    await Promise.all(workers.map((worker) => keepPainting(worker, directory, queue, onPainted)))
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

const startWorker = (): Worker => workerThread(new URL('./paint-worker.ts', import.meta.url))

/** Hands one worker sitter after sitter until the queue is empty. */
function keepPainting(
  worker: Worker,
  directory: string,
  queue: InventedSitter[],
  onPainted: (sitter: InventedSitter) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let sitter: InventedSitter | undefined
    const next = () => {
      sitter = queue.shift()
      if (!sitter) return resolve()
      worker.postMessage({
        sitter,
        path: join(directory, pictureFile(sitter)),
      } satisfies Commission)
    }
    worker.on('message', ({ id, error }: Delivery) => {
      if (error !== undefined) return reject(new Error(`${id} could not be painted: ${error}`))
      if (sitter) onPainted(sitter)
      next()
    })
    worker.once('error', reject)
    worker.once('exit', (code) =>
      reject(new Error(`A painter left with exit status ${code} before the work was done.`)),
    )
    next()
  })
}
