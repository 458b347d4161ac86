import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CHIP_SIZE, LANDMARK_INPUT_SIZE } from '../face/alignment.ts'
import { MODEL_FILES } from '../face/face-models.ts'
import { digestBytes, digestFile } from '../store/digest.ts'
import { replaceFile } from '../store/replace-file.ts'
import { readNetWeights } from './model-weights.ts'
import { landmarkGraph, recognitionGraph, ssdMobilenetGraph } from './onnx-graphs.ts'
import { MODEL_DIRECTORY } from './tfjs-models.ts'

/** Raise it whenever the written graphs change; those in a cache are then left alone. */
const GRAPHS_VERSION = 3

/** The files of the nets as ONNX graphs. */
export type NativeGraphs = {
  readonly detector: string
  readonly landmarks: string
  readonly recognition: string
  /** Names what they were made from. */
  readonly digest: string
}

/**
 * The graphs in the cache folder, named by the digest of the weights they are made from; those that
 * are not there yet are written, which takes about a second and 46 MB.
 */
export async function nativeGraphs(folder: string): Promise<NativeGraphs> {
  const nets = [
    [MODEL_FILES['ssd-mobilenet-v1'], ssdMobilenetGraph],
    [MODEL_FILES.landmarks, (weights) => landmarkGraph(weights, LANDMARK_INPUT_SIZE)],
    [MODEL_FILES.recognition, (weights) => recognitionGraph(weights, CHIP_SIZE)],
  ] as const satisfies readonly (readonly [string, typeof ssdMobilenetGraph])[]
  const files: string[] = []
  for (const [net, write] of nets) {
    const digest = await digestFile(join(MODEL_DIRECTORY, `${net}.bin`))
    const file = join(folder, `${net}-${GRAPHS_VERSION}-${digest.slice(0, 16)}.onnx`)
    if (!existsSync(file)) {
      await replaceFile(file, write(await readNetWeights(MODEL_DIRECTORY, net)))
    }
    files.push(file)
  }
  const [detector, landmarks, recognition] = files as [string, string, string]
  return { detector, landmarks, recognition, digest: digestBytes(Buffer.from(files.join('\n'))) }
}
