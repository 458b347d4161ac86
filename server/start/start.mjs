// @ts-check
// `npm start`: everything from a fresh clone to a running kiosk, in one command.
import { spawn } from 'node:child_process'
import { ensureKiosk } from './build-kiosk.mjs'
import { ensureDependencies, ROOT, run, say, stop } from './dependencies.mjs'

phase('install', ensureDependencies)
phase('build', ensureKiosk)

// It says itself how long describing and building the gallery take.
const firstRun = run(process.execPath, ['--import', 'tsx', 'indexer/cli.ts', 'first-run'])
if (firstRun.status !== 0) stop('The built-in collection could not be prepared; see above.')

// `serve` closes the server in good order, however often a terminal and npm pass the same ctrl-C on.
const servingFrom = performance.now()
const serving = spawn(process.execPath, ['--import', 'tsx', 'indexer/cli.ts', 'serve'], {
  cwd: ROOT,
  stdio: ['inherit', 'pipe', 'inherit'],
})
serving.stdout.pipe(process.stdout)
// Its standard output is the line with the address; logs go to standard error.
serving.stdout.once('data', () => {
  say(`serve: ${secondsSince(servingFrom)}; ${secondsSince(0)} in all`)
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => serving.kill(signal))
}
serving.on('exit', (code) => process.exit(code ?? 1))

/** @param {string} name @param {() => void} work */
function phase(name, work) {
  const from = performance.now()
  work()
  say(`${name}: ${secondsSince(from)}`)
}

/** @param {number} from on the clock that began with this process, in milliseconds */
function secondsSince(from) {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`
}
