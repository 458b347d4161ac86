import { Worker } from 'node:worker_threads'

const START = new URL('./program-start.mjs', import.meta.url)

/** A worker thread that runs a TypeScript module with this `workerData`. Its creator ends it. */
export function workerThread(program: URL, data: Readonly<Record<string, unknown>> = {}): Worker {
  return new Worker(START, { workerData: { ...data, program: program.href }, execArgv: [] })
}
