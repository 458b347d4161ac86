import { fitPixels, type Pixels } from '../pixels/pixels.ts'
import { CHIP_SIZE, LANDMARK_INPUT_SIZE } from './alignment.ts'
import { type Descriptor, toDescriptor } from './descriptor.ts'
import {
  type Detection,
  type DetectorName,
  type FaceModels,
  MAX_DETECTIONS,
  MODEL_FILES,
  requireSide,
} from './face-models.ts'

/** The part of a tensor that this module uses. */
type Tensor = { dispose(): void; data(): Promise<ArrayLike<number>> }

type Net = { loadFromWeightMap(weights: unknown): void; dispose(): void }

type RelativeBox = { x: number; y: number; width: number; height: number }

type DetectorNet = Net & {
  locateFaces(
    input: Tensor,
    options: unknown,
  ): Promise<readonly { readonly score: number; readonly relativeBox: RelativeBox }[]>
}

/**
 * The part of @vladmandic/face-api that this module uses. Its Node and browser bundles both fit.
 */
export type FaceApi = {
  readonly tf: {
    tensor3d(values: Int32Array, shape: [number, number, number], type: 'int32'): Tensor
    readonly io: { decodeWeights(bytes: ArrayBuffer, specs: unknown): unknown }
  }
  readonly SsdMobilenetv1: new () => DetectorNet
  readonly TinyFaceDetector: new () => DetectorNet
  readonly FaceLandmark68Net: new () => Net & {
    detectLandmarks(
      input: Tensor,
    ): Promise<{ readonly positions: readonly { readonly x: number; readonly y: number }[] }>
  }
  readonly FaceRecognitionNet: new () => Net & {
    computeFaceDescriptor(
      inputs: readonly Tensor[],
    ): Promise<ArrayLike<number> | ArrayLike<number>[]>
  }
  readonly SsdMobilenetv1Options: new (options: {
    minConfidence: number
    maxResults: number
  }) => unknown
  readonly TinyFaceDetectorOptions: new (options: {
    inputSize: number
    scoreThreshold: number
  }) => unknown
}

/** The source of the weight files. Both methods reject when a file cannot be read, and name it. */
export interface ModelFiles {
  /** The weights themselves: `face_recognition_model.bin`. */
  readBytes(name: string): Promise<Uint8Array>
  /** What the bytes mean: `face_recognition_model-weights_manifest.json`. */
  readJson(name: string): Promise<unknown>
}

export type FaceApiModelsOptions = {
  readonly detector: DetectorName
  /**
   * Lower detections are dropped. 0.4 suits paintings with SSD, and a camera with the tiny
   * detector.
   */
  readonly minDetectionScore: number
  /** Side of the tiny detector's input in pixels, a multiple of 32. SSD always takes 512. */
  readonly tinyInputSize?: number
}

const SSD_INPUT_SIZE = 512
const TINY_INPUT_SIZE = 416
/** Chips in one run of the net. Larger batches are no faster and take more memory. */
const DESCRIBE_BATCH = 8

/**
 * Loads the face models. The caller injects a face-api whose tfjs backend is chosen and ready.
 * Every picture is resized by Pendant's own code, so the nets get the same numbers in Node and in a
 * browser. Rejects when a weight file cannot be read, and names the file.
 */
export async function loadFaceApiModels(
  faceApi: FaceApi,
  modelFiles: ModelFiles,
  options: FaceApiModelsOptions,
): Promise<FaceModels> {
  const thorough = options.detector === 'ssd-mobilenet-v1'
  const detector = thorough ? new faceApi.SsdMobilenetv1() : new faceApi.TinyFaceDetector()
  const landmarkNet = new faceApi.FaceLandmark68Net()
  const recognitionNet = new faceApi.FaceRecognitionNet()
  const detectorOptions = (inputSize: number, leastScore: number): unknown =>
    thorough
      ? new faceApi.SsdMobilenetv1Options({
          minConfidence: leastScore,
          maxResults: MAX_DETECTIONS,
        })
      : new faceApi.TinyFaceDetectorOptions({ inputSize, scoreThreshold: leastScore })

  const load = async (net: Net, file: string): Promise<void> => {
    const [manifest, weights] = await Promise.all([
      modelFiles.readJson(`${file}-weights_manifest.json`),
      modelFiles.readBytes(`${file}.bin`),
    ])
    const [group] = manifest as [{ weights: unknown }]
    net.loadFromWeightMap(
      faceApi.tf.io.decodeWeights(Uint8Array.from(weights).buffer, group.weights),
    )
  }
  await Promise.all([
    load(detector, MODEL_FILES[options.detector]),
    load(landmarkNet, MODEL_FILES.landmarks),
    load(recognitionNet, MODEL_FILES.recognition),
  ])

  /** Passes pictures to the net as tensors, and disposes of every tensor afterwards. */
  const withTensors = async <Answer>(
    pictures: readonly Pixels[],
    ask: (inputs: Tensor[]) => Promise<Answer>,
  ): Promise<Answer> => {
    const values = pictures.map(rgbValues)
    const inputs = pictures.map(({ width, height }, i) =>
      faceApi.tf.tensor3d(values[i] as Int32Array, [height, width, 3], 'int32'),
    )
    try {
      return await ask(inputs)
    } finally {
      for (const input of inputs) input.dispose()
      for (const each of values) each.fill(0)
    }
  }

  return {
    async detect(
      picture,
      tinyInputSize = options.tinyInputSize ?? TINY_INPUT_SIZE,
      leastScore = options.minDetectionScore,
    ) {
      const inputSize = thorough ? SSD_INPUT_SIZE : tinyInputSize
      const fitted = fitPixels(picture, inputSize)
      const found = await withTensors([fitted], ([input]) =>
        detector.locateFaces(input as Tensor, detectorOptions(inputSize, leastScore)),
      )
      if (fitted !== picture) fitted.data.fill(0)
      return found.map(
        ({ score, relativeBox }): Detection => ({
          score,
          box: {
            x: relativeBox.x * picture.width,
            y: relativeBox.y * picture.height,
            width: relativeBox.width * picture.width,
            height: relativeBox.height * picture.height,
          },
        }),
      )
    },

    async findLandmarks(crop) {
      requireSide(crop, LANDMARK_INPUT_SIZE)
      const { positions } = await withTensors([crop], ([input]) =>
        landmarkNet.detectLandmarks(input as Tensor),
      )
      return positions.map(({ x, y }) => ({ x, y }))
    },

    async describe(chips) {
      const descriptors: Descriptor[] = []
      for (let start = 0; start < chips.length; start += DESCRIBE_BATCH) {
        const batch = chips.slice(start, start + DESCRIBE_BATCH)
        for (const chip of batch) requireSide(chip, CHIP_SIZE)
        const answer = await withTensors(batch, (inputs) =>
          recognitionNet.computeFaceDescriptor(inputs),
        )
        const rows = batch.length === 1 && !Array.isArray(answer) ? [answer] : answer
        for (const row of rows as ArrayLike<number>[]) descriptors.push(toDescriptor(row))
      }
      return descriptors
    },

    close() {
      for (const net of [detector, landmarkNet, recognitionNet]) net.dispose()
    },
  }
}

/** Red, green and blue of every pixel, row by row. */
function rgbValues({ width, height, data }: Pixels): Int32Array {
  const values = new Int32Array(width * height * 3)
  for (let from = 0, to = 0; to < values.length; from += 4, to += 3) {
    values[to] = data[from] as number
    values[to + 1] = data[from + 1] as number
    values[to + 2] = data[from + 2] as number
  }
  return values
}
