/** A worker thread that shows pictures to pipelines; a pipeline starts when it is first wanted. */
import { basename } from 'node:path'
import { parentPort } from 'node:worker_threads'
import sharp from 'sharp'
import { ANALYSIS_LONG_SIDE_PX } from '../../../embeddings/node/analysis-size.ts'
import { decodeImage } from '../../../embeddings/node/decode-image.ts'
import type { Pixels } from '../../../embeddings/pixels/pixels.ts'
import { decodeForAnalysis } from '../../faces/decode-for-analysis.ts'
import type { DescribeOutcome, DescribeTask } from './describe-pictures.ts'
import { type DescribedFace, type Pipeline, type PipelineName, startPipeline } from './pipelines.ts'
import { showPicture, viewName } from './views.ts'

// There is a worker for each core already.
sharp.concurrency(1)
sharp.cache(false)

const started = new Map<PipelineName, Promise<Pipeline>>()
const pipeline = (name: PipelineName): Promise<Pipeline> => {
  const running = started.get(name) ?? startPipeline(name)
  started.set(name, running)
  return running
}

parentPort?.on('message', async (task: DescribeTask) => {
  parentPort?.postMessage(await describe(task))
})

async function describe({ name, picture, looks }: DescribeTask): Promise<DescribeOutcome> {
  const decoded =
    typeof picture === 'string'
      ? await decodeForAnalysis(picture)
      : await decodeImage(picture, ANALYSIS_LONG_SIDE_PX)
  if ('problem' in decoded) return decoded
  const { pixels } = decoded.image
  let asGiven: DescribedFace[] | undefined
  const lookAsGiven = async (): Promise<DescribedFace[]> => {
    asGiven ??= await (await pipeline('pendant')).describe(pixels)
    return asGiven
  }
  const shown = new Map<string, Pixels>()
  const faces: DescribedFace[][] = []
  for (const { view, pipeline: by } of looks) {
    if (view.kind === 'as-given' && by === 'pendant') {
      faces.push(await lookAsGiven())
      continue
    }
    // Every pipeline is shown the same varied picture, shrunk by the face that Pendant sees.
    const eyes = view.kind === 'varied' ? (await lookAsGiven())[0]?.eyeDistancePx : undefined
    const key = viewName(view)
    const seen = shown.get(key) ?? (await showPicture(pixels, view, basename(name), eyes))
    shown.set(key, seen)
    faces.push(await (await pipeline(by)).describe(seen))
  }
  return { faces }
}
