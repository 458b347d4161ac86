// @ts-check
// `npm start`: everything from a fresh clone to a running kiosk, in one command.
import { spawn } from 'node:child_process'
import { ensureKiosk } from './build-kiosk.mjs'
import { ensureDependencies, ROOT, run, stop } from './dependencies.mjs'

ensureDependencies()
ensureKiosk()

const firstRun = run(process.execPath, ['--import', 'tsx', 'indexer/cli.ts', 'first-run'])
if (firstRun.status !== 0) stop('The built-in collection could not be prepared; see above.')

const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => server.kill(signal))
}
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
