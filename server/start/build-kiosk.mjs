// @ts-check
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runBeside, say, stop } from './dependencies.mjs'

/** What the kiosk's pages are made from. */
const SOURCES = ['kiosk', 'embeddings', 'server/contract', 'package-lock.json']
const BUILT = join(ROOT, 'dist', 'kiosk', 'index.html')

/** Builds the kiosk's pages, unless they are newer than everything they are made from. */
export async function ensureKiosk() {
  const newest = Math.max(...SOURCES.map((source) => newestChangeMs(join(ROOT, source))))
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > newest) return
  say('Building the kiosk …')
  const status = await runBeside(process.execPath, [
    join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '--config',
    'kiosk/vite.config.ts',
    '--logLevel',
    'warn',
  ])
  if (status !== 0) stop('The kiosk could not be built; see above.')
}

/** @param {string} path @returns {number} */
function newestChangeMs(path) {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestChangeMs(join(path, name))))
}
