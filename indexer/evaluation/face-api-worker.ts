import { parentPort } from 'node:worker_threads'
import { decodeForAnalysis } from '../faces/decode-for-analysis.ts'
import type { EnrolRequest } from './enrol.ts'
import type { EnrolledFace } from './ranking.ts'
import { startRecipe } from './recipes.ts'

const recipe = startRecipe('face-api')

parentPort?.on('message', async ({ id, file }: EnrolRequest) => {
  const picture = await decodeForAnalysis(file)
  const descriptors = 'image' in picture ? await (await recipe).describe(picture.image.pixels) : []
  parentPort?.postMessage(
    descriptors.map((descriptor): EnrolledFace => ({ workId: id, descriptor })),
  )
})
