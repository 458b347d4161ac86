/** A worker thread's front door: on Node 20 `--import tsx` reaches the main thread alone. */
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.program)
