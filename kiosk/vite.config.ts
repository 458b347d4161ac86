import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const require = createRequire(import.meta.url)
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`))

/** What the face reader fetches beside the page: its path, and the file it is. */
function faceFiles(): Map<string, string> {
  const models = join(folderOf('@vladmandic/face-api'), 'model')
  const wasm = join(folderOf('@tensorflow/tfjs-backend-wasm'), 'dist')
  const files = new Map<string, string>()
  for (const model of ['tiny_face_detector', 'face_landmark_68', 'face_recognition']) {
    for (const end of ['_model.bin', '_model-weights_manifest.json']) {
      files.set(`models/${model}${end}`, join(models, `${model}${end}`))
    }
  }
  // Without the threaded build: its workers need blob: scripts, which the page's CSP forbids.
  for (const name of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
    files.set(`wasm/${name}`, join(wasm, name))
  }
  return files
}

/** The same as the selfie page knows them: see EngineFile in face/engine-files.ts. */
function engineFiles(): { path: string; bytes: number; sha256: string }[] {
  return [...faceFiles()].map(([name, file]) => {
    const bytes = readFileSync(file)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { path: `/${name}`, bytes: bytes.length, sha256 }
  })
}

const TYPES: Readonly<Record<string, string>> = {
  wasm: 'application/wasm',
  json: 'application/json',
  bin: 'application/octet-stream',
}

function serveFaceFiles(): Plugin {
  const files = faceFiles()
  return {
    name: 'pendant:face-files',
    async generateBundle() {
      for (const [fileName, file] of files) {
        this.emitFile({ type: 'asset', fileName, source: await readFile(file) })
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = request.url?.split('?')[0]?.slice(1) ?? ''
        const file = files.get(path)
        if (file === undefined) {
          next()
          return
        }
        response.setHeader('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain')
        createReadStream(file).pipe(response)
      })
    },
  }
}

const { version } = require('../package.json') as { version: string }
const root = dirname(fileURLToPath(import.meta.url))
const server = process.env.PENDANT_SERVER ?? 'http://localhost:8080'

export default defineConfig({
  root,
  publicDir: false,
  plugins: [serveFaceFiles()],
  define: {
    'import.meta.env.PENDANT_ENGINE_FILES': JSON.stringify(engineFiles()),
    'import.meta.env.PENDANT_VERSION': JSON.stringify(version),
  },
  // Texts are imported whole; their keys as exports would double each file.
  json: { namedExports: false },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/kiosk',
    emptyOutDir: true,
    // The server looks up in it what the style of public pages is called.
    manifest: true,
    target: 'es2022',
    // Everything is a file of its own: the page's CSP allows neither data: nor blob: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: join(root, 'index.html'),
        selfie: join(root, 'selfie.html'),
        desk: join(root, 'desk.html'),
        atlas: join(root, 'atlas.html'),
        page: join(root, 'page/page.css'),
        'selfie-worker': join(root, 'selfie/service-worker.ts'),
      },
      output: {
        // A service worker is asked for by the same name for ever, from the folder of its scope.
        entryFileNames: ({ name }) =>
          name === 'selfie-worker' ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
    chunkSizeWarningLimit: 2048,
  },
  server: {
    proxy: {
      '/api': server,
      '/media': server,
      '/reels': server,
      '/atlases': server,
      '/museum': server,
      '/settings.json': server,
      '^/desk/(session|first|do/)': server,
      '/socket.io': { target: server, ws: true },
    },
  },
})
