import type { EngineFile } from '../face/engine-files.ts'
import { engineAddress } from './download-engine.ts'

/** How long the first visit waits for the worker that keeps files; it goes on without it. */
const READY_WITHIN_MS = 2_500

/**
 * Installs the worker that keeps the face engine's files for the next visit. Settles when it has
 * taken this page over, and also when there is none to be had (plain http, a private window, a
 * browser without): the files are then downloaded each time.
 */
export async function keepEngine(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (workers === undefined || workers.controller !== null) {
    // Asked for all the same, so that the browser looks whether there is a newer one.
    await workers?.register('/selfie-worker.js', { scope: '/selfie' }).catch(isNoWorker)
    return
  }
  const taken = new Promise<void>((resolve) => {
    workers.addEventListener('controllerchange', () => resolve(), { once: true })
  })
  const registered = await workers
    .register('/selfie-worker.js', { scope: '/selfie' })
    .catch(isNoWorker)
  // A worker that is at work already and yet does not serve this page was passed over: a forced
  // reload does that, and it lasts until the next one.
  if (registered === undefined || registered.active?.state === 'activated') return
  await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, READY_WITHIN_MS))])
}

/** Whether the next download would be none: all files are here, and the worker hands them out. */
export async function isEngineKept(files: readonly EngineFile[]): Promise<boolean> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (workers === undefined || workers.controller === null) return false
  try {
    const kept = await Promise.all(files.map((file) => caches.match(engineAddress(file))))
    return kept.every((file) => file !== undefined)
  } catch {
    // Browsers refuse their store in some windows; then nothing is kept.
    return false
  }
}

/** Browsers refuse for reasons of their own, and nothing but the time of a download hangs on it. */
function isNoWorker(problem: unknown): undefined {
  console.info('The face engine is not kept for the next visit:', problem)
}
