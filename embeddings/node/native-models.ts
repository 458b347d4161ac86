import { createRequire } from 'node:module'
import { CHIP_SIZE, LANDMARK_INPUT_SIZE } from '../face/alignment.ts'
import { toDescriptor } from '../face/descriptor.ts'
import { type Detection, type FaceModels, MODEL_FILES, requireSide } from '../face/face-models.ts'
import { fitPixels, type Pixels } from '../pixels/pixels.ts'
import { readNetWeights } from './model-weights.ts'
import type { NativeGraphs } from './native-graphs.ts'
import { SSD_INPUT_SIZE } from './onnx-graphs.ts'
import { anchorsOf, type SsdAnswer, ssdDetections } from './ssd-detections.ts'
import { MODEL_DIRECTORY } from './tfjs-models.ts'

/** SSD's input has sides that are multiples of it. */
const SSD_STEP = 32

/** As much of onnxruntime-node as is used here; its own types are missing where it is. */
type Session = {
  run(inputs: { pictures: object }): Promise<Readonly<Record<string, { readonly data: unknown }>>>
  release(): Promise<void>
}
type Runtime = {
  readonly InferenceSession: {
    create(file: string, options: Readonly<Record<string, number | string>>): Promise<Session>
  }
  readonly Tensor: new (type: 'uint8', data: Uint8Array, dims: readonly number[]) => object
}

/**
 * The face models over onnxruntime's native code, on one thread: two threads in one run wait for each
 * other, so more cores are used by more processes. A run holds up the thread it is called on. SSD is the only
 * detector. Rejects when onnxruntime-node is not installed, does not load here or refuses a graph.
 */
export async function loadNativeModels(
  graphs: NativeGraphs,
  minDetectionScore: number,
): Promise<FaceModels> {
  // Loaded here and not when imported: it is missing on some platforms.
  const runtime = createRequire(import.meta.url)('onnxruntime-node') as Runtime
  const open = (file: string): Promise<Session> =>
    runtime.InferenceSession.create(file, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
    })
  const ssdWeights = await readNetWeights(MODEL_DIRECTORY, MODEL_FILES['ssd-mobilenet-v1'])
  const anchors = ssdWeights('Output/extra_dim').values
  const detector = await open(graphs.detector)
  const landmarkNet = await open(graphs.landmarks)
  const recognitionNet = await open(graphs.recognition)

  /** Runs a net once over a picture on black, and leaves nothing of it behind. */
  const run = async (
    net: Session,
    picture: Pixels,
    width = picture.width,
    height = picture.height,
  ): Promise<Readonly<Record<string, Float32Array>>> => {
    const bytes = new Uint8Array(width * height * 4)
    for (let y = 0; y < picture.height; y++) {
      const row = picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4)
      bytes.set(row, y * width * 4)
    }
    try {
      const answer = await net.run({
        pictures: new runtime.Tensor('uint8', bytes, [1, height, width, 4]),
      })
      return Object.fromEntries(
        Object.entries(answer).map(([name, { data }]) => [name, data as Float32Array]),
      )
    } finally {
      bytes.fill(0)
    }
  }

  return {
    async detect(picture, _inputSize, leastScore = minDetectionScore) {
      const fitted = fitPixels(picture, SSD_INPUT_SIZE)
      const [width, height] = [withMargin(fitted.width), withMargin(fitted.height)]
      const answer = (await run(detector, fitted, width, height)) as SsdAnswer
      const across = picture.width / fitted.width
      const down = picture.height / fitted.height
      if (fitted !== picture) fitted.data.fill(0)
      return ssdDetections(answer, anchors, anchorsOf(width, height), leastScore).map(
        ({ score, box }): Detection => {
          const left = Math.max(0, box.x) * across
          const top = Math.max(0, box.y) * down
          const right = Math.min(SSD_INPUT_SIZE, box.x + box.width) * across
          const bottom = Math.min(SSD_INPUT_SIZE, box.y + box.height) * down
          return { score, box: { x: left, y: top, width: right - left, height: bottom - top } }
        },
      )
    },

    async findLandmarks(crop) {
      requireSide(crop, LANDMARK_INPUT_SIZE)
      const { points } = await run(landmarkNet, crop)
      const shares = points as Float32Array
      return Array.from({ length: shares.length / 2 }, (_, i) => ({
        x: (shares[2 * i] as number) * LANDMARK_INPUT_SIZE,
        y: (shares[2 * i + 1] as number) * LANDMARK_INPUT_SIZE,
      }))
    },

    async describe(chips) {
      // One after the other: a batch of eight gains a tenth, and memory grows with it.
      const rows: Float32Array[] = []
      for (const chip of chips) {
        requireSide(chip, CHIP_SIZE)
        const { descriptors } = await run(recognitionNet, chip)
        rows.push(descriptors as Float32Array)
      }
      return rows.map(toDescriptor)
    },

    close() {
      for (const net of [detector, landmarkNet, recognitionNet]) void net.release()
    },
  }
}

/**
 * So many pixels of SSD's square are computed for a side of a picture. Black that lies farther from the
 * picture moves scores by 0.0002 and boxes by 0.4 pixels (in 19 of 20 faces, and at most).
 */
function withMargin(side: number): number {
  return Math.min(SSD_INPUT_SIZE, (Math.ceil(side / SSD_STEP) + 1) * SSD_STEP)
}
