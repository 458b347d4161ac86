import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { startFaceApi } from '../../embeddings/node/tfjs-models.ts'
import { digestBytes } from '../../embeddings/store/digest.ts'
import type { SeenObject } from '../catalogue/seen-objects.ts'

/** The names of COCO in the order of the net's 80 channels. */
const COCO_NAMES = `person, bicycle, car, motorcycle, airplane, bus, train, truck, boat,
  traffic light, fire hydrant, stop sign, parking meter, bench, bird, cat, dog, horse, sheep, cow,
  elephant, bear, zebra, giraffe, backpack, umbrella, handbag, tie, suitcase, frisbee, skis,
  snowboard, sports ball, kite, baseball bat, baseball glove, skateboard, surfboard, tennis racket,
  bottle, wine glass, cup, fork, knife, spoon, bowl, banana, apple, sandwich, orange, broccoli,
  carrot, hot dog, pizza, donut, cake, chair, couch, potted plant, bed, dining table, toilet, tv,
  laptop, mouse, remote, keyboard, cell phone, microwave, oven, toaster, sink, refrigerator, book,
  clock, vase, scissors, teddy bear, hair drier, toothbrush`.split(/,\s+/)
const SIDE = 512
/** What the net gives less is not kept: nobody lowers the threshold of words that far. */
const KEPT_FROM = 0.2

export interface ObjectDetector {
  /** Names the net and how pictures are given to it. */
  readonly model: string
  /** What is in a picture, the surest first. Rejects when the file cannot be read. */
  objectsIn(file: string): Promise<SeenObject[]>
}

type ModelFile = {
  readonly format: string
  readonly signature: object
  readonly modelTopology: object
  readonly weightsManifest: readonly [{ readonly weights: never[] }]
}

const require = createRequire(import.meta.url)

/**
 * MobileNetV3-CenterNet as @vladmandic/human ships it, over tfjs. Of its answer the heat map alone
 * is used: where a thing is does not matter here. Gives why not where the package, which is
 * optional, is missing or does not run.
 */
export async function openObjectDetector(
  modelFolder?: string,
): Promise<ObjectDetector | { problem: string }> {
  try {
    const folder = modelFolder ?? join(dirname(require.resolve('@vladmandic/human')), '../models')
    const weights = await readFile(join(folder, 'centernet.bin'))
    const text = await readFile(join(folder, 'centernet.json'), 'utf8')
    const { format, signature, modelTopology, weightsManifest } = JSON.parse(text) as ModelFile
    await startFaceApi()
    const tf = require('@tensorflow/tfjs') as typeof import('@tensorflow/tfjs')
    const net = await tf.loadGraphModel(
      tf.io.fromMemory({
        ...{ format, signature, modelTopology },
        weightSpecs: weightsManifest[0].weights,
        weightData: Uint8Array.from(weights).buffer,
      }),
    )
    return {
      model: digestBytes(Buffer.from(JSON.stringify([SIDE, digestBytes(weights)]))),
      async objectsIn(file) {
        const pixels = await sharp(file)
          .toColourspace('srgb')
          .removeAlpha()
          .resize(SIDE, SIDE, { fit: 'contain', background: 'black' })
          .raw()
          .toBuffer()
        const scores = tf.tidy(() => {
          const input = tf.tensor4d(Float32Array.from(pixels), [1, SIDE, SIDE, 3])
          const heat = net.execute(input, 'tower_0/keypoints') as import('@tensorflow/tfjs').Tensor
          return tf.max(heat, [0, 1, 2]).dataSync()
        })
        return COCO_NAMES.map((name, at): SeenObject => {
          return [name, Math.round((scores[at] as number) * 1000) / 1000]
        })
          .filter(([, score]) => score >= KEPT_FROM)
          .sort(([, one], [, other]) => other - one)
      },
    }
  } catch (error) {
    return { problem: (error as Error).message.split('\n')[0] ?? '' }
  }
}
