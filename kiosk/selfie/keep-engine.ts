import { within } from '../camera/within.ts'
import type { EngineFile } from '../face/engine-files.ts'
import { engineAddress } from './download-engine.ts'

/** The first visit waits this long for the worker that keeps files, then goes on without it. */
const READY_WITHIN_MS = 2_500
const REGISTERED_WITHIN_MS = 5_000
const LOOK_WITHIN_MS = 5_000

/**
 * Installs the worker that keeps the face engine's files for the next visit. Settles when the
 * worker controls this page, and also when there is none (plain http, a private window, a browser
 * without workers): every visit then downloads the files.
 */
export async function keepEngine(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (workers === undefined || workers.controller !== null) {
    // Registered on every visit, so that the browser checks for a newer worker.
    if (workers !== undefined) await register(workers)
    return
  }
  const taken = new Promise<void>((resolve) => {
    workers.addEventListener('controllerchange', () => resolve(), { once: true })
  })
  const registered = await register(workers)
  // An active worker that does not serve this page was bypassed by a forced reload. That lasts
  // until the next reload.
  if (registered === undefined || registered.active?.state === 'activated') return
  await within(READY_WITHIN_MS, 'The worker that keeps files', taken).catch(isNoWorker)
}

function register(workers: ServiceWorkerContainer): Promise<ServiceWorkerRegistration | undefined> {
  const registering = workers.register('/selfie-worker.js', { scope: '/selfie' })
  return within(REGISTERED_WITHIN_MS, 'Registering a worker', registering).catch(isNoWorker)
}

/** Whether the next download is unnecessary: all files are here, and the worker serves them. */
export async function isEngineKept(files: readonly EngineFile[]): Promise<boolean> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (workers === undefined || workers.controller === null) return false
  try {
    const looking = Promise.all(files.map((file) => caches.match(engineAddress(file))))
    const kept = await within(LOOK_WITHIN_MS, 'The store of files', looking)
    return kept.every((file) => file !== undefined)
  } catch {
    // Browsers refuse their store in some windows, or never open it. Then nothing is kept.
    return false
  }
}

/** Browsers refuse for their own reasons, and a refusal only costs the time of a download. */
function isNoWorker(problem: unknown): undefined {
  console.info('The face engine is not kept for the next visit:', problem)
}
