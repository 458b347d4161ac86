import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { euclideanDistance } from '../../../embeddings/face/distance.ts'
import type { FaceModels } from '../../../embeddings/face/face-models.ts'
import { type Face, findFaces } from '../../../embeddings/face/face-pipeline.ts'
import { eyeDistancePx } from '../../../embeddings/face/landmarks.ts'
import { followLandmarks } from '../../../embeddings/face/locate-landmarks.ts'
import { INDEXING_MODELS, loadNodeModels } from '../../../embeddings/node/load-node-models.ts'
import type { Pixels } from '../../../embeddings/pixels/pixels.ts'
import { turnPicture } from '../../../indexer/evaluation/describing/vary-picture.ts'
import { decodePicture } from '../../decode-picture.ts'
import { paintedSitter, someSitters } from '../../painted-sitters.ts'
import { testDataFolder } from '../../test-data.ts'

const TURNS = [15, 30, 45]

let thorough: FaceModels
let fast: FaceModels
beforeAll(async () => {
  thorough = await loadNodeModels(INDEXING_MODELS)
  fast = await loadNodeModels({ detector: 'tiny-face-detector', minDetectionScore: 0.3 })
})
afterAll(() => {
  thorough.close()
  fast.close()
})

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number
}

/** The distance to the nearest of several faces; undefined when none was found. */
function nearest(faces: readonly Face[], to: Descriptor): number | undefined {
  const distances = faces.map((face) => euclideanDistance(face.descriptor, to))
  return distances.length > 0 ? Math.min(...distances) : undefined
}

/**
 * Laws of the pipeline over any set of pictures with a face each. A detector may lose a face that
 * is turned or painted; `leastFound` is the share it must find, and what it finds must be the same
 * face.
 */
function pipelineLaws(name: string, leastFound: number, pictures: () => Promise<Pixels[]>): void {
  describe(`the face pipeline over ${name}`, () => {
    let upright: { picture: Pixels; face: Face }[]
    beforeAll(async () => {
      upright = []
      for (const picture of await pictures()) {
        const [face] = await findFaces(thorough, picture)
        if (face) upright.push({ picture, face })
      }
    })

    it('finds faces, with eyes apart and every number finite', () => {
      expect(upright.length).toBeGreaterThan(4)
      for (const { face } of upright) {
        expect(face.landmarks).toHaveLength(68)
        expect(eyeDistancePx(face.landmarks)).toBeGreaterThan(10)
        expect(face.quality).toBeGreaterThan(0)
        expect(face.quality).toBeLessThanOrEqual(1)
      }
    })

    it('gives the same numbers twice', async () => {
      const { picture, face } = upright[0] as (typeof upright)[number]
      const [again] = await findFaces(thorough, picture)
      expect(again).toEqual(face)
    })

    /** The faces found in each picture turned so, in the order of `upright`; looked for once. */
    const turnedFaces = new Map<number, Promise<Face[][]>>()
    function facesTurned(degrees: number): Promise<Face[][]> {
      const found = turnedFaces.get(degrees) ?? findTurned(degrees)
      turnedFaces.set(degrees, found)
      return found
    }
    async function findTurned(degrees: number): Promise<Face[][]> {
      const faces: Face[][] = []
      for (const { picture } of upright) {
        faces.push(await findFaces(thorough, turnPicture(picture, degrees)))
      }
      return faces
    }

    it.each(TURNS)('knows a face turned by %i° for the same, within 0.15', async (degrees) => {
      const distances: number[] = []
      const found = await facesTurned(degrees)
      for (const [i, { face }] of upright.entries()) {
        const turned = found[i] as Face[]
        const distance = nearest(turned, face.descriptor)
        if (distance !== undefined) distances.push(distance)
      }
      expect(distances.length).toBeGreaterThanOrEqual(upright.length * leastFound)
      expect(Math.max(...distances)).toBeLessThanOrEqual(0.15)
    })

    it('reads the roll of a turned head', async () => {
      const errors: number[] = []
      const found = await facesTurned(30)
      for (const [i, { face }] of upright.entries()) {
        const turned = found[i] as Face[]
        const same = turned.find(
          (other) => euclideanDistance(other.descriptor, face.descriptor) < 0.15,
        )
        if (same) errors.push(Math.abs(same.pose.roll - face.pose.roll - 30))
      }
      expect(median(errors)).toBeLessThan(3)
    })

    it('does not depend on which detector found the face: within 0.10, by median 0.03', async () => {
      const distances: number[] = []
      for (const { picture, face } of upright) {
        const distance = nearest(await findFaces(fast, picture), face.descriptor)
        if (distance !== undefined) distances.push(distance)
      }
      expect(distances.length).toBeGreaterThanOrEqual(upright.length * leastFound)
      expect(Math.max(...distances)).toBeLessThanOrEqual(0.1)
      expect(median(distances)).toBeLessThanOrEqual(0.03)
    })

    it('follows a face that moved by a tenth of its width, without a detector', async () => {
      const { picture, face } = upright[0] as (typeof upright)[number]
      const step = eyeDistancePx(face.landmarks) / 5
      const moved = face.landmarks.map(({ x, y }) => ({ x: x + step, y: y - step }))
      const followed = await followLandmarks(
        thorough,
        picture,
        await followLandmarks(thorough, picture, moved),
      )
      followed.forEach((point, i) => {
        const truth = face.landmarks[i] as { x: number; y: number }
        expect(Math.hypot(point.x - truth.x, point.y - truth.y)).toBeLessThan(step)
      })
    })
  })
}

pipelineLaws('invented sitters', 0.3, async () =>
  Promise.all(someSitters().map(async ({ number }) => decodePicture(await paintedSitter(number)))),
)

const shared = testDataFolder('the laws of the face pipeline over real photographs')
if (shared) {
  pipelineLaws('real photographs', 0.6, async () => {
    const folder = join(shared, 'visitors')
    const files = readdirSync(folder).filter((file) => file.endsWith('.jpg'))
    return Promise.all(
      files.filter((_, i) => i % 40 === 7).map((file) => decodePicture(join(folder, file))),
    )
  })
}
