/** The front door of worker threads and forked processes, which on Node 20 `--import tsx` does not reach. */
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData?.program ?? process.argv[2])
