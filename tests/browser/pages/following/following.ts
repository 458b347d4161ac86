/** A page without a face of its own: camera, frame loop and face reader, as an exhibit joins them. */
import type { Camera } from '../../../../kiosk/camera/camera.ts'
import { startFrameLoop } from '../../../../kiosk/camera/frame-loop.ts'
import { openCamera } from '../../../../kiosk/camera/open-camera.ts'
import type { FaceReaderStart, FaceReading } from '../../../../kiosk/face/face-reader.ts'
import {
  type FaceReaderOptions,
  startFaceReader,
  type WatchedFaceReader,
} from '../../../../kiosk/face/start-face-reader.ts'
import type { ReaderDiagnostics } from '../../../../kiosk/face/worker-messages.ts'

export type FollowingReport = {
  readonly seconds: number
  readonly readings: readonly FaceReading[]
  /** Milliseconds in the worker, frame by frame. */
  readonly frameMs: readonly number[]
  readonly before: ReaderDiagnostics
  readonly after: ReaderDiagnostics
}

type FollowingPage = {
  startReader(options?: FaceReaderOptions): Promise<FaceReaderStart>
  openCamera(): Promise<string>
  /** Reads frames off the camera until `frames` are read. Descriptors come as plain numbers. */
  follow(frames: number): Promise<FollowingReport>
  /** Reads one picture of this address instead of a camera frame. */
  readPicture(address: string): Promise<FaceReading>
  forget(): void
  diagnose(): Promise<ReaderDiagnostics | null>
  close(): void
}

declare global {
  var following: FollowingPage
}

let reader: WatchedFaceReader | null = null
let camera: Camera | null = null

globalThis.following = {
  startReader(options = {}) {
    reader?.close()
    reader = startFaceReader(options)
    return reader.start()
  },

  async openCamera() {
    const opened = await openCamera()
    if (opened.status === 'failed') return opened.reason
    camera = opened.camera
    return opened.status
  },

  async follow(frames) {
    if (reader === null || camera === null) throw new Error('Start the reader and camera first.')
    const { read, diagnose } = reader
    const before = await running(diagnose)
    const readings: FaceReading[] = []
    const frameMs: number[] = []
    performance.mark('following-began')
    const startMs = performance.now()
    const { video } = camera
    await new Promise<void>((resolve, reject) => {
      const stop = startFrameLoop({
        video,
        onFailure: reject,
        async onFrame(frame) {
          readings.push(await read(frame))
          frameMs.push((await running(diagnose)).lastFrameMs)
          if (readings.length < frames) return
          stop()
          resolve()
        },
      })
    })
    const seconds = (performance.now() - startMs) / 1000
    performance.mark('following-ended')
    const after = await running(diagnose)
    return { seconds, readings, frameMs, before, after }
  },

  async readPicture(address) {
    if (reader === null) throw new Error('Start the reader first.')
    const blob = await (await fetch(address)).blob()
    return reader.read(await createImageBitmap(blob))
  },

  forget: () => reader?.forget(),
  diagnose: async () => reader?.diagnose() ?? null,

  close() {
    camera?.close()
    reader?.close()
  },
}

async function running(
  diagnose: () => Promise<ReaderDiagnostics | null>,
): Promise<ReaderDiagnostics> {
  const diagnostics = await diagnose()
  if (diagnostics === null) throw new Error('The reader has not started.')
  return diagnostics
}
