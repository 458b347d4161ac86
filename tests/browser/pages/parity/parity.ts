/** Runs the face pipeline in a module worker over pixels that a test offers. */
import '../../../../kiosk/page/own-scripts-alone.ts'
import type { ParityAnswer, ParityQuestion } from './parity-worker.ts'

export type { ParityAnswer } from './parity-worker.ts'

type ParityPage = { ask(question: ParityQuestion): Promise<ParityAnswer> }

declare global {
  var parity: ParityPage
}

const worker = new Worker(new URL('./parity-worker.ts', import.meta.url), { type: 'module' })

globalThis.parity = {
  ask: (question) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ParityAnswer>) => resolve(data)
      worker.onerror = (event) => reject(new Error(event.message))
      worker.postMessage(question)
    }),
}
