import { createRequire } from 'node:module'
import { CHIP_SIZE, LANDMARK_INPUT_SIZE } from '../face/alignment.ts'
import { toDescriptor } from '../face/descriptor.ts'
import {
  type Detection,
  type FaceModels,
  MAX_DETECTIONS,
  requireSide,
} from '../face/face-models.ts'
import { fitPixels, type Pixels } from '../pixels/pixels.ts'
import { overlap } from '../pixels/point.ts'
import type { NativeGraphs } from './native-graphs.ts'
import { SSD_INPUT_SIZE } from './onnx-graphs.ts'
import { tellNobody } from './worker-thread.ts'

/** As in face-api: of two boxes that overlap by more, the surer one counts. */
const SAME_FACE_OVERLAP = 0.5

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
 * The face models over onnxruntime's native code, on one thread: two threads in one run wait for
 * each other, so more cores are used by more processes. A run holds up the thread it is called on.
 * SSD is the only detector. Rejects when onnxruntime-node is not installed, does not load here or
 * refuses a graph.
 */
export async function loadNativeModels(
  graphs: NativeGraphs,
  minDetectionScore: number,
): Promise<FaceModels> {
  // Loaded here and not when imported: it is missing on some platforms.
  tellNobody()
  const runtime = createRequire(import.meta.url)('onnxruntime-node') as Runtime
  const open = (file: string): Promise<Session> =>
    runtime.InferenceSession.create(file, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
    })
  const detector = await open(graphs.detector)
  const landmarkNet = await open(graphs.landmarks)
  const recognitionNet = await open(graphs.recognition)

  /** Runs a net over a picture in the upper left corner of its square; the rest is black. */
  const run = async (
    net: Session,
    side: number,
    { width, height, data }: Pixels,
  ): Promise<Readonly<Record<string, Float32Array>>> => {
    const square = new Uint8Array(side * side * 4)
    for (let y = 0; y < height; y++) {
      square.set(data.subarray(y * width * 4, (y + 1) * width * 4), y * side * 4)
    }
    try {
      const answer = await net.run({
        pictures: new runtime.Tensor('uint8', square, [1, side, side, 4]),
      })
      return Object.fromEntries(
        Object.entries(answer).map(([name, values]) => [name, values.data as Float32Array]),
      )
    } finally {
      // It may be a visitor's.
      square.fill(0)
    }
  }

  return {
    async detect(picture, _inputSize, leastScore = minDetectionScore) {
      const fitted = fitPixels(picture, SSD_INPUT_SIZE)
      const { boxes, scores } = await run(detector, SSD_INPUT_SIZE, fitted)
      if (fitted !== picture) fitted.data.fill(0)
      // Boxes are shares of the square, of which the picture fills a part.
      const across = (picture.width * SSD_INPUT_SIZE) / fitted.width
      const down = (picture.height * SSD_INPUT_SIZE) / fitted.height
      return surest(boxes as Float32Array, scores as Float32Array, leastScore).map(
        ({ score, box }): Detection => {
          const left = Math.max(0, box.x) * across
          const top = Math.max(0, box.y) * down
          const right = Math.min(1, box.x + box.width) * across
          const bottom = Math.min(1, box.y + box.height) * down
          return { score, box: { x: left, y: top, width: right - left, height: bottom - top } }
        },
      )
    },

    async findLandmarks(crop) {
      requireSide(crop, LANDMARK_INPUT_SIZE)
      const { points } = await run(landmarkNet, LANDMARK_INPUT_SIZE, crop)
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
        const { descriptors } = await run(recognitionNet, CHIP_SIZE, chip)
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
 * The detections that are surer than all that they overlap, the surest first. `corners` are top,
 * left, bottom and right of each box.
 */
function surest(corners: Float32Array, scores: Float32Array, leastScore: number): Detection[] {
  const candidates: Detection[] = []
  scores.forEach((score, index) => {
    if (score <= leastScore) return
    const at = (corner: number): number => corners[index * 4 + corner] as number
    const [x, y] = [at(1), at(0)]
    candidates.push({ score, box: { x, y, width: at(3) - x, height: at(2) - y } })
  })
  candidates.sort((a, b) => b.score - a.score)
  const kept: Detection[] = []
  for (const candidate of candidates) {
    if (kept.length >= MAX_DETECTIONS) break
    const isKnown = kept.some(({ box }) => overlap(box, candidate.box) > SAME_FACE_OVERLAP)
    if (!isKnown) kept.push(candidate)
  }
  return kept
}
