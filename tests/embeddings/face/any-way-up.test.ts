import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faceChip } from '../../../embeddings/face/alignment.ts'
import { locateAnyWayUp } from '../../../embeddings/face/any-way-up.ts'
import { describeChips } from '../../../embeddings/face/describe-chips.ts'
import { euclideanDistance } from '../../../embeddings/face/distance.ts'
import type { Detection, FaceModels } from '../../../embeddings/face/face-models.ts'
import { refineLandmarks } from '../../../embeddings/face/refine-landmarks.ts'
import { loadNodeModels } from '../../../embeddings/node/load-node-models.ts'
import { fitPixels, type Pixels } from '../../../embeddings/pixels/pixels.ts'
import { middleOf } from '../../../embeddings/pixels/point.ts'
import { turnPicture } from '../../../indexer/evaluation/describing/vary-picture.ts'
import { decodePicture } from '../../decode-picture.ts'
import { paintedSitter } from '../../painted-sitters.ts'

const SITTERS = [54, 126]

let models: FaceModels
let upright: { picture: Pixels; detection: Detection }[]
beforeAll(async () => {
  models = await loadNodeModels()
  upright = []
  for (const number of SITTERS) {
    const picture = fitPixels(await decodePicture(await paintedSitter(number)), 500)
    const [detection] = await models.detect(picture)
    upright.push({ picture, detection: detection as Detection })
  }
})
afterAll(() => models.close())

async function described(picture: Pixels, detection: Detection) {
  const located = await locateAnyWayUp(models, picture, detection)
  const landmarks = await refineLandmarks(models, picture, located)
  const [chip] = await describeChips(models, [faceChip(picture, landmarks)])
  if (!chip) throw new Error('No chip was described.')
  return chip.descriptor
}

describe('a face that is located any way up', () => {
  it.each([90, -90, 180, 135, -45])(
    'is the same, within 0.15, in a picture turned by %i°',
    async (degrees) => {
      for (const { picture, detection } of upright) {
        const turned = turnPicture(picture, degrees)
        const { x, y } = middleOf(detection.box)
        const angle = (degrees * Math.PI) / 180
        const across = x - picture.width / 2
        const down = y - picture.height / 2
        // A detector's boxes are upright whichever way the face in them lies.
        const side = Math.max(detection.box.width, detection.box.height)
        const box = {
          x: turned.width / 2 + across * Math.cos(angle) - down * Math.sin(angle) - side / 2,
          y: turned.height / 2 + across * Math.sin(angle) + down * Math.cos(angle) - side / 2,
          width: side,
          height: side,
        }
        const same = await described(picture, detection)
        const found = await described(turned, { box, score: detection.score })
        expect(euclideanDistance(found, same)).toBeLessThan(0.15)
      }
    },
  )

  it('takes one run of the detector where it is upright already, and leaves no picture', async () => {
    const [first] = upright as [(typeof upright)[number]]
    const looked: Pixels[] = []
    const watched: FaceModels = {
      ...models,
      detect: (picture, ...how) => {
        looked.push(picture)
        return models.detect(picture, ...how)
      },
    }
    const { landmarks } = await locateAnyWayUp(watched, first.picture, first.detection)
    expect(landmarks).toHaveLength(68)
    expect(looked).toHaveLength(1)
    expect(looked[0]?.data.every((value) => value === 0)).toBe(true)
  })
})
