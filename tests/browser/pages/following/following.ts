/**
 * A page without a face of its own: camera, frame loop and face reader, as an exhibit joins them.
 */
import '../../../../kiosk/page/own-scripts-alone.ts'
import type { Landmarks } from '../../../../embeddings/face/landmarks.ts'
import type { LikenessExplanation } from '../../../../embeddings/face/why-alike.ts'
import type { FaceReading } from '../../../../embeddings/follow/face-reading.ts'
import type { Camera } from '../../../../kiosk/camera/camera.ts'
import { startFrameLoop } from '../../../../kiosk/camera/frame-loop.ts'
import { openCamera } from '../../../../kiosk/camera/open-camera.ts'
import type { FaceReaderStart } from '../../../../kiosk/face/face-reader.ts'
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

export type ExplainedPair = {
  readonly visitor: { readonly address: string; readonly landmarks: Landmarks }
  readonly portrait: { readonly address: string; readonly landmarks: Landmarks }
  /** Whether the visitor is forgotten once a frame has been read meanwhile. */
  readonly isForgotten?: boolean
}

export type ExplainingReport = {
  readonly explanation: LikenessExplanation | null
  readonly ms: number
  /** Frames read from the question to its answer. */
  readonly framesMeanwhile: number
  /** Whether the pictures that were handed over are closed. */
  readonly areClosed: boolean
}

type FollowingPage = {
  startReader(options?: FaceReaderOptions): Promise<FaceReaderStart>
  openCamera(): Promise<string>
  /** Reads frames off the camera until `frames` are read. Descriptors come as plain numbers. */
  follow(frames: number): Promise<FollowingReport>
  /** Reads one picture of this address instead of a camera frame. */
  readPicture(address: string): Promise<FaceReading>
  /**
   * Explains the likeness of two pictures of these addresses, and reads the first while that goes
   * on.
   */
  explain(pair: ExplainedPair): Promise<ExplainingReport>
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
    return reader.read(await fetchPicture(address))
  },

  async explain({ visitor, portrait, isForgotten }) {
    if (reader === null) throw new Error('Start the reader first.')
    const frame = await fetchPicture(visitor.address)
    const pictures = [await fetchPicture(visitor.address), await fetchPicture(portrait.address)]
    const [one, other] = pictures as [ImageBitmap, ImageBitmap]
    const startMs = performance.now()
    let isAnswered = false
    const asked = reader
      .explain({
        visitor: { picture: one, landmarks: visitor.landmarks },
        portrait: { picture: other, landmarks: portrait.landmarks },
      })
      .finally(() => {
        isAnswered = true
      })
    let framesMeanwhile = 0
    while (!isAnswered) {
      await reader.read(await createImageBitmap(frame))
      if (!isAnswered) framesMeanwhile++
      if (isForgotten === true) reader.forget()
    }
    const explanation = await asked
    const ms = performance.now() - startMs
    return {
      explanation,
      ms,
      framesMeanwhile,
      areClosed: pictures.every(({ width }) => width === 0),
    }
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

async function fetchPicture(address: string): Promise<ImageBitmap> {
  return createImageBitmap(await (await fetch(address)).blob())
}
