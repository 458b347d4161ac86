import { Worker } from 'node:worker_threads'

/**
 * onnxruntime would tell its maker of each start, over the network and by files in the folder for
 * temporary ones. Native code reads this of the process; in a worker thread it can no longer be
 * set.
 */
export function tellNobody(): void {
  process.env.ORT_DISABLE_TELEMETRY = '1'
}

const START = new URL('./program-start.mjs', import.meta.url)

/** A worker thread that runs a TypeScript module with this `workerData`. Its creator ends it. */
export function workerThread(program: URL, data: Readonly<Record<string, unknown>> = {}): Worker {
  tellNobody()
  return new Worker(START, { workerData: { ...data, program: program.href }, execArgv: [] })
}
