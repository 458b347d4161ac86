import { loadFaceApiModels, type ModelFiles } from '../../embeddings/face/face-api-models.ts'
import {
  type FaceOnChip,
  faceOnChip,
  type LikenessExplanation,
} from '../../embeddings/face/why-alike.ts'
import { createFaceFollower } from '../../embeddings/follow/face-follower.ts'
import type { FaceReading, ReadOptions } from '../../embeddings/follow/face-reading.ts'
import { blank, forgetfulModels } from '../../embeddings/follow/forgetful-models.ts'
import { lookAtStills } from '../../embeddings/follow/look-at-still.ts'
import { scaleReading } from '../../embeddings/follow/scale-reading.ts'
import {
  SELF_TEST_MAX_DISTANCE,
  selfTest,
  selfTestChip,
} from '../../embeddings/follow/self-test.ts'
import type { SeenPicture, StillFace } from '../../embeddings/follow/still-reading.ts'
import type { Pixels } from '../../embeddings/pixels/pixels.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import { bitmapWithin } from '../camera/within.ts'
import type { BackendTrial } from './backend-trial.ts'
import { modelFilesAmong } from './engine-files.ts'
import { createPairExplainer, type InTurn } from './explain-pair.ts'
import { startFaceEngine } from './face-engine.ts'
import type { FacePair, FacePicture } from './face-reader.ts'
import { hasFastGraphics } from './fast-graphics.ts'
import { fetchModelFiles } from './fetch-model-files.ts'
import { createFrameCanvas, type FrameCanvas } from './frame-canvas.ts'
import { hasLostGraphics } from './lost-graphics.ts'
import type { ReaderDiagnostics, ToWorker } from './worker-messages.ts'

/** What reads frames, and still pictures, inside the worker. */
export interface FrameReader {
  /** Takes the frame over and closes it. One at a time. */
  read(frame: ImageBitmap, options: ReadOptions): Promise<FaceReading>
  /** Takes the picture over and closes it. See `StillReader`. */
  look(picture: ImageBitmap): Promise<SeenPicture>
  describe(face: number): Promise<StillFace>
  /** See `FaceReader`; every piece of it waits for its turn. */
  explain(pair: FacePair, inTurn: InTurn): Promise<LikenessExplanation | null>
  forget(): void
  diagnostics(): ReaderDiagnostics
}

/** Longer side in pixels at which frames are read: eyes of a visitor 1.5 m away are 23 px apart. */
const WORKING_LONG_SIDE_PX = 640

/** Still pictures keep more: nobody waits for the next frame, and a crowd's faces are small. */
const STILL_LONG_SIDE_PX = 1600

const MIN_DETECTION_SCORE = 0.4

const BITMAP_WITHIN_MS = 5_000
/** Rounding changes a pixel by one of 255 at most. */
const MOST_CHANGE = 1

type StartOptions = Extract<ToWorker, { type: 'start' }>

type FailedTrial = Extract<BackendTrial, { status: 'failed' }>

type Started =
  | { readonly trial: Extract<BackendTrial, { status: 'passed' }>; readonly reader: FrameReader }
  | { readonly trial: FailedTrial; readonly reader: null }

/**
 * Downloads the weights where the page has not sent them, says so, starts the engine and proves it
 * on the built-in picture, which comes the way that frames come: browsers that guard against
 * fingerprints give a page noise, or white, for the pixels of a canvas. WebGL is not even begun
 * where graphics are slow.
 */
export async function startFrameReader(
  { backend, modelsUrl, wasmUrl, files: sent }: StartOptions,
  onModelsHere: () => void,
): Promise<Started> {
  const failed = (reason: FailedTrial['reason'], detail: string): Started => ({
    trial: { status: 'failed', backend, reason, detail },
    reader: null,
  })
  if (backend === 'webgl' && !hasFastGraphics()) {
    return failed('no-engine', 'There are no graphics here that compute faster than WASM.')
  }
  let files: ModelFiles
  try {
    files = sent === undefined ? await fetchModelFiles(modelsUrl) : modelFilesAmong(sent)
  } catch (problem) {
    return failed('no-models', String(problem))
  }
  onModelsHere()
  try {
    const faceApi = await startFaceEngine(backend, wasmUrl, sent)
    const loaded = await loadFaceApiModels(faceApi, files, {
      detector: 'tiny-face-detector',
      minDetectionScore: MIN_DETECTION_SCORE,
    })
    const canvas = createFrameCanvas(WORKING_LONG_SIDE_PX)
    const chip = selfTestChip()
    const came = await asFramesCome(chip, canvas)
    const { distance, frameMs } = await selfTest(loaded, came, () => performance.now())
    if (!(distance <= SELF_TEST_MAX_DISTANCE)) {
      const change = meanDifference(chip, came)
      if (change > MOST_CHANGE) return failed('no-pixels', pixelsAreChanged(change))
      return failed(
        'no-engine',
        `"${backend}" describes the built-in picture ${distance.toFixed(3)} from where it is.`,
      )
    }
    const models = forgetfulModels(loaded)
    const follower = createFaceFollower(models)
    const stills = lookAtStills(models)
    const stillCanvas = createFrameCanvas(STILL_LONG_SIDE_PX)
    const explainer = createPairExplainer(models)
    /** Takes the picture over and closes it. */
    const chipOf = ({ picture: bitmap, landmarks }: FacePicture): FaceOnChip => {
      const picture = stillCanvas.draw(bitmap)
      const scale = picture.width / bitmap.width
      bitmap.close()
      stillCanvas.clear()
      try {
        return faceOnChip(
          picture,
          landmarks.map(({ x, y }) => ({ x: x * scale, y: y * scale })),
        )
      } finally {
        blank(picture)
      }
    }
    const refuseLostGraphics = (): void => {
      if (hasLostGraphics(faceApi.tf.backend())) {
        throw new Error('The graphics that faces are read with are lost.')
      }
    }
    let framesRead = 0
    let lastFrameMs = 0
    /** Pixels of the picture that was sent to one of those looked at. */
    let stillScale = 1
    const reader: FrameReader = {
      async read(frame, options) {
        const startMs = performance.now()
        const size = { width: frame.width, height: frame.height }
        const picture = canvas.draw(frame)
        frame.close()
        try {
          const reading = scaleReading(await follower.follow(picture, startMs, options), size)
          refuseLostGraphics()
          return reading
        } finally {
          blank(picture)
          framesRead++
          lastFrameMs = performance.now() - startMs
        }
      },
      async look(bitmap) {
        const size = { width: bitmap.width, height: bitmap.height }
        const picture = stillCanvas.draw(bitmap)
        bitmap.close()
        stillCanvas.clear()
        stillScale = size.width / picture.width
        const { faces, brightness } = await stills.look(picture)
        return { brightness, faces: faces.map((box) => scaleBox(box, stillScale)) }
      },
      async describe(face) {
        const still = await stills.describe(face)
        const landmarks = still.landmarks.map(({ x, y }) => ({
          x: x * stillScale,
          y: y * stillScale,
        }))
        return { ...still, landmarks }
      },
      async explain({ visitor, portrait }, inTurn) {
        const pair = { visitor: chipOf(visitor), portrait: chipOf(portrait) }
        const explanation = await explainer.explain(pair, inTurn)
        refuseLostGraphics()
        return explanation
      },
      forget() {
        follower.forget()
        canvas.clear()
        stills.forget()
        explainer.forget()
      },
      diagnostics: () => ({
        backend,
        framesRead,
        ...models.counts,
        tensors: faceApi.tf.memory().numTensors,
        lastFrameMs,
      }),
    }
    return {
      trial: { status: 'passed', backend, frameMs, selfTestDistance: distance },
      reader,
    }
  } catch (problem) {
    return failed('no-engine', String(problem))
  }
}

/** The built-in picture after it has been a bitmap, as frames are, and was read off a canvas. */
async function asFramesCome({ data, width, height }: Pixels, canvas: FrameCanvas): Promise<Pixels> {
  const picture = new ImageData(new Uint8ClampedArray(data), width, height)
  const bitmap = await bitmapWithin(BITMAP_WITHIN_MS, 'A bitmap', picture)
  const came = canvas.draw(bitmap)
  bitmap.close()
  return came
}

/** Of 255, over all colours of all pixels. */
function meanDifference(one: Pixels, other: Pixels): number {
  const sum = one.data.reduce((all, value, at) => all + Math.abs(value - (other.data[at] ?? 0)), 0)
  return sum / one.data.length
}

function pixelsAreChanged(change: number): string {
  return (
    `This browser changes the pixels that are read from a canvas, by ${change.toFixed(1)} of 255. ` +
    'Turn off its guard against fingerprints for this page, or use another browser.'
  )
}

function scaleBox({ x, y, width, height }: Box, by: number): Box {
  return { x: x * by, y: y * by, width: width * by, height: height * by }
}
