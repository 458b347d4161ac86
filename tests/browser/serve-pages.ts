import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { MODEL_DIRECTORY } from '../../embeddings/node/tfjs-models.ts'

/**
 * The pages in `tests/browser/pages/`, built as a kiosk's are and served under its strict policy.
 */
export type ServedPages = {
  readonly origin: string
  /** Serves bytes of a test's own at a path. */
  offer(path: string, bytes: Uint8Array): void
  close(): Promise<void>
}

export type ServePagesOptions = {
  /** Sends the headers that isolate a page from other origins, and so gives it shared memory. */
  readonly crossOriginIsolated?: boolean
}

const PAGES = fileURLToPath(new URL('./pages', import.meta.url))
const WASM_DIRECTORY = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'dist',
)

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ')

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/**
 * Builds the pages into a folder of their own and serves them on a free port; `close` removes both.
 */
export async function servePages(options: ServePagesOptions = {}): Promise<ServedPages> {
  const folder = await mkdtemp(join(tmpdir(), 'pendant-pages-'))
  await build({
    root: PAGES,
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: await pageEntries() },
    },
  })
  const offered = new Map<string, Uint8Array>()

  const read = async (path: string): Promise<Uint8Array> => {
    const bytes = offered.get(path)
    if (bytes !== undefined) return bytes
    const [first = '', ...rest] = path.slice(1).split('/')
    const roots: Record<string, string> = { models: MODEL_DIRECTORY, wasm: WASM_DIRECTORY }
    const root = roots[first]
    return readFile(root === undefined ? join(folder, path) : join(root, ...rest))
  }
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = path.endsWith('/') ? `${path}index.html` : path
    try {
      const bytes = await read(file)
      response.writeHead(200, {
        'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        ...(options.crossOriginIsolated && {
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
        }),
      })
      response.end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    offer: (path, bytes) => void offered.set(path, bytes),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function pageEntries(): Promise<Record<string, string>> {
  const folders = await readdir(PAGES, { withFileTypes: true })
  return Object.fromEntries(
    folders
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => [name, join(PAGES, name, 'index.html')]),
  )
}
