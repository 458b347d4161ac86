/** Starts worker threads and forked processes; on Node 20 `--import tsx` does not reach them. */
import { isMainThread, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

if (isMainThread) {
  // The terminal signals all its programs at once. The program that forked this one decides.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
  process.on('disconnect', () => process.exit())
  process.on('uncaughtException', (error) => {
    process.exitCode = 1
    process.send?.({ type: 'dying', reason: error.message }, () => process.exit(1))
  })
}
register()
await import(workerData?.program ?? process.argv[2])
