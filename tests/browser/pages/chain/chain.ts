/**
 * face-api's own chain on every frame of a camera, in a worker: what Pendant's reader is measured
 * against.
 */
import '../../../../kiosk/page/own-scripts-alone.ts'
import { startFrameLoop } from '../../../../kiosk/camera/frame-loop.ts'
import { openCamera } from '../../../../kiosk/camera/open-camera.ts'
import type { ChainAnswer, ChainMessage } from './chain-worker.ts'

export type ChainReport = {
  readonly seconds: number
  /** Frames in which a face was found and described. */
  readonly described: number
  readonly frames: number
  /** Milliseconds in the worker, frame by frame. */
  readonly frameMs: readonly number[]
}

type ChainPage = {
  /** Runs over `frames` frames after `warmUp` that are not counted. */
  run(detectorInputPx: number, warmUp: number, frames: number): Promise<ChainReport>
}

declare global {
  var chain: ChainPage
}

globalThis.chain = {
  async run(detectorInputPx, warmUp, frames) {
    const worker = new Worker(new URL('./chain-worker.ts', import.meta.url), { type: 'module' })
    const ask = (message: ChainMessage, transfer: Transferable[] = []): Promise<ChainAnswer> =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<ChainAnswer>) => resolve(data)
        worker.onerror = (event) => reject(new Error(event.message))
        worker.postMessage(message, transfer)
      })
    await ask({ type: 'start', detectorInputPx })
    const opened = await openCamera()
    if (opened.status === 'failed') throw new Error(opened.detail)
    const { video } = opened.camera
    const answers: ChainAnswer[] = []
    let startMs = 0
    await new Promise<void>((resolve, reject) => {
      const stop = startFrameLoop({
        video,
        onFailure: reject,
        async onFrame(frame) {
          answers.push(await ask({ type: 'read', frame }, [frame]))
          if (answers.length === warmUp) startMs = performance.now()
          if (answers.length < warmUp + frames) return
          stop()
          resolve()
        },
      })
    })
    const seconds = (performance.now() - startMs) / 1000
    opened.camera.close()
    worker.terminate()
    const counted = answers.slice(warmUp)
    return {
      seconds,
      frames,
      described: counted.filter(({ isDescribed }) => isDescribed).length,
      frameMs: counted.map(({ frameMs }) => frameMs),
    }
  },
}
