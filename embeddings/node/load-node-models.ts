import type { FaceApiModelsOptions } from '../face/face-api-models.ts'
import type { FaceModels } from '../face/face-models.ts'
import type { CandidateThreshold } from '../face/re-detection.ts'
import { nodeEngine } from './native-engine.ts'
import { loadNativeModels } from './native-models.ts'
import { loadTfjsModels } from './tfjs-models.ts'

/** SSD MobileNet over whole pictures: slow and thorough, as indexing wants it. */
export const INDEXING_MODELS: FaceApiModelsOptions = {
  detector: 'ssd-mobilenet-v1',
  minDetectionScore: 0.4,
}

/** What SSD has to suspect in a painting for it to be looked at again; see `detectThoroughly`. */
export const INDEXING_SUSPICION: CandidateThreshold = {
  sure: INDEXING_MODELS.minDetectionScore,
  least: 0.08,
}

/**
 * The face models in Node, with the weights that come with the face-api package, over the engine
 * that `nodeEngine` decides for; the tiny detector, which stands in for a browser's in tests, over
 * tfjs. That tfjs has to stand in for onnxruntime is said once a process, unless `saysSlow` is
 * false.
 */
export async function loadNodeModels(
  options: FaceApiModelsOptions = INDEXING_MODELS,
  { saysSlow = true } = {},
): Promise<FaceModels> {
  if (options.detector === 'tiny-face-detector') return loadTfjsModels(options)
  const engine = await nodeEngine()
  if (engine.name === 'onnxruntime') {
    return loadNativeModels(engine.graphs, options.minDetectionScore)
  }
  if (saysSlow && !isSaid && process.env.PENDANT_ENGINE !== 'tfjs') {
    isSaid = true
    process.emitWarning(`Faces are read by tfjs, about ten times as slowly: ${engine.reason}.`)
  }
  return loadTfjsModels(options)
}

let isSaid = false
