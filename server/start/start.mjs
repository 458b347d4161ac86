// @ts-check
// `npm start`: everything from a fresh clone to a running kiosk, in one command.
import { spawn } from 'node:child_process'
import { ensureKiosk } from './build-kiosk.mjs'
import { ensureDependencies, ROOT, runBeside, say, stop } from './dependencies.mjs'

await phase('install', async () => ensureDependencies())
// Each of the two has spells in which it uses one core only.
await Promise.all([phase('build', ensureKiosk), phase('index', ensureGallery)])

// `serve` closes the server in good order, even when a terminal and npm pass on the same ctrl-C.
const servingFrom = performance.now()
const serving = spawn(process.execPath, ['--import', 'tsx', 'indexer/cli.ts', 'serve'], {
  cwd: ROOT,
  stdio: ['inherit', 'pipe', 'inherit'],
})
serving.stdout.pipe(process.stdout)
// Its standard output is the line with the address. Logs go to standard error.
serving.stdout.once('data', () => {
  say(`serve: ${secondsSince(servingFrom)}; ${secondsSince(0)} in all`)
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => serving.kill(signal))
}
serving.on('exit', (code) => process.exit(code ?? 1))

/** The command itself reports how long describing and building the gallery take. */
async function ensureGallery() {
  const status = await runBeside(process.execPath, [
    '--import',
    'tsx',
    'indexer/cli.ts',
    'first-run',
  ])
  if (status !== 0) stop('The built-in collection could not be prepared; see above.')
}

/** @param {string} name @param {() => Promise<void>} work */
async function phase(name, work) {
  const from = performance.now()
  await work()
  say(`${name}: ${secondsSince(from)}`)
}

/** @param {number} from on the clock that began with this process, in milliseconds */
function secondsSince(from) {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`
}
