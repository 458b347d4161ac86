import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { euclideanDistance } from '../../embeddings/face/distance.ts'
import { findFaces } from '../../embeddings/face/face-pipeline.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import type { Pixels } from '../../embeddings/pixels/pixels.ts'
import { type Pipeline, startPipeline } from '../../indexer/evaluation/describing/pipelines.ts'
import { turnPicture } from '../../indexer/evaluation/describing/vary-picture.ts'
import { decodePicture } from '../decode-picture.ts'
import { paintedSitter } from '../painted-sitters.ts'
import { inventedSitters } from '../painter/invented-sitters.ts'
import { testDataFolder } from '../test-data.ts'
import type { Figures } from './figures.ts'

const TURNS = [15, 30, 45]

/**
 * How far the same face moves, by pipeline, when its picture is turned, and when another detector
 * finds it.
 */
export async function alignmentBench(): Promise<Figures> {
  const pictures = await facePictures()
  const pendant = await startPipeline('pendant')
  const faceApi = await startPipeline('face-api')
  const fast = await loadNodeModels({ detector: 'tiny-face-detector', minDetectionScore: 0.3 })
  const moved: Record<string, number[]> = {}
  const note = (key: string, found: readonly Descriptor[], truth: Descriptor): void => {
    moved[key] ??= []
    const list = moved[key]
    if (found.length > 0)
      list.push(Math.min(...found.map((other) => euclideanDistance(other, truth))))
  }
  for (const picture of pictures) {
    const [own] = await described(pendant, picture)
    const [boxed] = await described(faceApi, picture)
    if (!own || !boxed) continue
    for (const degrees of TURNS) {
      const turned = turnPicture(picture, degrees)
      note(`pendant ${degrees}°`, await described(pendant, turned), own)
      note(`face-api ${degrees}°`, await described(faceApi, turned), boxed)
    }
    note(
      'pendant, SSD to TinyFaceDetector',
      (await findFaces(fast, picture)).map(({ descriptor }) => descriptor),
      own,
    )
  }
  for (const each of [pendant, faceApi, fast]) each.close()
  return Object.fromEntries([
    ['pictures', pictures.length],
    ...Object.entries(moved).flatMap(([key, distances]) => {
      const sorted = distances.toSorted((a, b) => a - b)
      return [
        [`${key}: found`, sorted.length],
        [`${key}: median distance`, sorted[sorted.length >> 1] as number],
        [`${key}: largest distance`, sorted.at(-1) as number],
      ]
    }),
  ])
}

async function described(pipeline: Pipeline, picture: Pixels): Promise<Descriptor[]> {
  return (await pipeline.describe(picture)).map(({ descriptor }) => descriptor)
}

async function facePictures(): Promise<Pixels[]> {
  const shared = testDataFolder('real photographs (invented sitters instead)')
  if (!shared) {
    const sitters = inventedSitters().filter((_, i) => i % 4 === 0)
    return Promise.all(
      sitters.map(async ({ number }) => decodePicture(await paintedSitter(number))),
    )
  }
  const folder = join(shared, 'visitors')
  const files = readdirSync(folder).filter((file) => file.endsWith('.jpg'))
  return Promise.all(
    files.filter((_, i) => i % 8 === 3).map((file) => decodePicture(join(folder, file))),
  )
}
