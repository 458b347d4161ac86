// @ts-check
// `npm start`: everything from a fresh clone to a running kiosk, in one command.
import { spawn } from 'node:child_process'
import { ensureKiosk } from './build-kiosk.mjs'
import { ensureDependencies, ROOT, run, stop } from './dependencies.mjs'

ensureDependencies()
ensureKiosk()

const firstRun = run(process.execPath, ['--import', 'tsx', 'indexer/cli.ts', 'first-run'])
if (firstRun.status !== 0) stop('The built-in collection could not be prepared; see above.')

// `serve` closes the server in good order, however often a terminal and npm pass the same ctrl-C on.
const serving = spawn(process.execPath, ['--import', 'tsx', 'indexer/cli.ts', 'serve'], {
  cwd: ROOT,
  stdio: 'inherit',
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => serving.kill(signal))
}
serving.on('exit', (code) => process.exit(code ?? 1))
