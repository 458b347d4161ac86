/**
 * Keeps the face engine's files (weights and WebAssembly, 7 MB) for the next visit. A page asks for
 * each by its path and the SHA-256 it was built with, `/models/….bin?v=<sha-256>`; what is kept
 * under that address is checked to be that, so no page is ever handed another version's file, and
 * this worker need not know any version. Everything else passes it by: it sees no picture.
 */

/** As much of a service worker's global scope as is used; the page's types are not its own. */
type WorkerScope = {
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: LateEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}
type LateEvent = { waitUntil(done: Promise<unknown>): void }
type FetchEvent = LateEvent & {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}

/** Not imported: browsers run a service worker as one plain script. */
const KEPT = 'pendant-face-engine'
const STORE_WITHIN_MS = 3_000
const ENGINE_FILE = /^\/(models|wasm)\/[^/]+$/

const scope = self as unknown as WorkerScope

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
// The page of a first visit is taken over while it is open, so that what it downloads is kept.
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
scope.addEventListener('fetch', (event) => {
  const address = new URL(event.request.url)
  const sha256 = address.searchParams.get('v')
  const isEngineFile = address.origin === location.origin && ENGINE_FILE.test(address.pathname)
  if (event.request.method !== 'GET' || !isEngineFile || sha256 === null) return
  event.respondWith(keptOrFetched(event, address, sha256))
})

async function keptOrFetched(event: FetchEvent, address: URL, sha256: string): Promise<Response> {
  // Browsers refuse their store in some windows and when the disk is full: then nothing is kept.
  const cache = await inTime(caches.open(KEPT)).catch(notKept)
  const kept = await (cache && inTime(cache.match(address.href)).catch(notKept))
  if (kept !== undefined) return kept
  const response = await fetch(event.request)
  if (response.ok && cache !== undefined) {
    event.waitUntil(keep(cache, address, sha256, response.clone()).catch(notKept))
  }
  return response
}

/** Keeps a whole file that is what its address says, in place of its other versions. */
async function keep(cache: Cache, address: URL, sha256: string, response: Response): Promise<void> {
  const bytes = await response.arrayBuffer()
  if ((await digestOf(bytes)) !== sha256) return
  for (const { url } of await cache.keys()) {
    if (new URL(url).pathname === address.pathname) await cache.delete(url)
  }
  const headers = {
    'Content-Type': response.headers.get('Content-Type') ?? 'application/octet-stream',
  }
  await cache.put(address.href, new Response(bytes, { headers }))
}

/** A store that does not answer is none: the file is fetched, and not kept. */
function inTime<Value>(promise: Promise<Value>): Promise<Value> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('The browser does not answer.')), STORE_WITHIN_MS),
  )
  return Promise.race([promise, late])
}

function notKept(problem: unknown): undefined {
  console.info('A file of the face engine is not kept for the next visit:', problem)
}

async function digestOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await inTime(crypto.subtle.digest('SHA-256', bytes)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
