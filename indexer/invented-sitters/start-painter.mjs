// A worker thread's front door. `--import tsx` does not reach worker threads on Node 20 (its hooks register
// on the main thread only), so each thread registers them itself before it loads TypeScript.
import { register } from 'tsx/esm/api'

register()
await import('./paint-worker.ts')
