import { type Descriptor, toDescriptor } from '../../../embeddings/face/descriptor.ts'
import { findFaces } from '../../../embeddings/face/face-pipeline.ts'
import { eyeDistancePx, type Landmarks } from '../../../embeddings/face/landmarks.ts'
import { loadNodeModels } from '../../../embeddings/node/load-node-models.ts'
import { MODEL_DIRECTORY, startFaceApi } from '../../../embeddings/node/tfjs-models.ts'
import type { Pixels } from '../../../embeddings/pixels/pixels.ts'

/** A face as a pipeline sees it. */
export type DescribedFace = {
  readonly descriptor: Descriptor
  /** The frame's weight in a visit's average: `faceQuality`, or face-api's detection score. */
  readonly quality: number
  readonly eyeDistancePx: number
}

/** A way to turn a picture into descriptors, to be measured against another. */
export interface Pipeline {
  /** All faces found, the largest first. */
  describe(picture: Pixels): Promise<DescribedFace[]>
  close(): void
}

export type PipelineName = 'pendant' | 'face-api'

export function startPipeline(name: PipelineName): Promise<Pipeline> {
  return name === 'pendant' ? startPendant() : startFaceApiChain()
}

async function startPendant(): Promise<Pipeline> {
  const models = await loadNodeModels()
  return {
    async describe(picture) {
      const faces = await findFaces(models, picture)
      return faces.map(({ descriptor, quality, landmarks }) => ({
        descriptor,
        quality,
        eyeDistancePx: eyeDistancePx(landmarks),
      }))
    },
    close: () => models.close(),
  }
}

/** The types of face-api itself need the DOM; this much of its chain is used here. */
type FaceApiChain = {
  readonly tf: {
    tensor3d(values: Int32Array, shape: [number, number, number], type: 'int32'): InputTensor
  }
  readonly nets: Record<
    'ssdMobilenetv1' | 'faceLandmark68Net' | 'faceRecognitionNet',
    { loadFromDisk(folder: string): Promise<void> }
  >
  readonly SsdMobilenetv1Options: new (options: { minConfidence: number }) => unknown
  detectAllFaces(
    input: InputTensor,
    options: unknown,
  ): {
    withFaceLandmarks(): {
      withFaceDescriptors(): Promise<
        readonly {
          readonly detection: { readonly score: number; readonly box: { readonly area: number } }
          readonly landmarks: { readonly positions: Landmarks }
          readonly descriptor: ArrayLike<number>
        }[]
      >
    }
  }
}
type InputTensor = { dispose(): void }

/** face-api's own chain, as its documentation gives it, with the confidence Pendant indexes at. */
async function startFaceApiChain(): Promise<Pipeline> {
  const faceApi = (await startFaceApi()) as unknown as FaceApiChain
  const { ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet } = faceApi.nets
  for (const net of [ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet]) {
    await net.loadFromDisk(MODEL_DIRECTORY)
  }
  const options = new faceApi.SsdMobilenetv1Options({ minConfidence: 0.4 })
  return {
    async describe({ width, height, data }) {
      const values = new Int32Array(width * height * 3)
      for (let from = 0, to = 0; to < values.length; from += 4, to += 3) {
        values[to] = data[from] as number
        values[to + 1] = data[from + 1] as number
        values[to + 2] = data[from + 2] as number
      }
      const input = faceApi.tf.tensor3d(values, [height, width, 3], 'int32')
      try {
        const faces = await faceApi
          .detectAllFaces(input, options)
          .withFaceLandmarks()
          .withFaceDescriptors()
        return [...faces]
          .sort((a, b) => b.detection.box.area - a.detection.box.area)
          .map(({ detection, landmarks, descriptor }) => ({
            descriptor: toDescriptor(descriptor),
            quality: detection.score,
            eyeDistancePx: eyeDistancePx(landmarks.positions),
          }))
      } finally {
        input.dispose()
      }
    },
    // The nets belong to face-api's module and live as long as the process.
    close() {},
  }
}
