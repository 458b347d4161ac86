/** The front door of worker threads and forked processes, which on Node 20 `--import tsx` does not reach. */
import { isMainThread, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

if (isMainThread) {
  // What the terminal tells all of its programs at once, the one that forked this hears too and decides.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
  process.on('disconnect', () => process.exit())
  process.on('uncaughtException', (error) => {
    process.exitCode = 1
    process.send?.({ type: 'dying', reason: error.message }, () => process.exit(1))
  })
}
register()
await import(workerData?.program ?? process.argv[2])
