import { parentPort } from 'node:worker_threads'
import type { EnrolRequest } from './enrol.ts'
import type { EnrolledFace } from './ranking.ts'
import { readPicture } from './read-picture.ts'
import { startRecipe } from './recipes.ts'

const recipe = startRecipe('face-api')

parentPort?.on('message', async ({ id, file }: EnrolRequest) => {
  const picture = await readPicture(file)
  const descriptors = 'pixels' in picture ? await (await recipe).describe(picture.pixels) : []
  parentPort?.postMessage(
    descriptors.map((descriptor): EnrolledFace => ({ workId: id, descriptor })),
  )
})
