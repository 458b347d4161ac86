import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { eyeCentres } from '../../embeddings/face/landmarks.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { digestBytes } from '../../embeddings/store/digest.ts'
import type { DescribedPortrait } from '../../embeddings/store/portrait-table.ts'
import { seededDescriptors } from '../embeddings/store/nearest-index-contract.ts'
import { turnedHead } from '../turned-head.ts'
import { A_WORK } from './catalogue-records.ts'

const SIZE = { width: 300, height: 360 }
/** Portraits whose crops lie in the media store, one colour each. */
export async function hungPortraits(paths: DataPaths, count: number): Promise<DescribedPortrait[]> {
  const descriptors = seededDescriptors(count, 3)
  return Promise.all(
    descriptors.map(async (descriptor, i): Promise<DescribedPortrait> => {
      const background = { r: 40 + 10 * (i % 12), g: 90, b: 200 - 10 * (i % 12) }
      const bytes = await sharp({ create: { ...SIZE, channels: 3, background } })
        .jpeg()
        .toBuffer()
      const crop = { digest: digestBytes(bytes), ...SIZE }
      await mkdir(dirname(paths.media(crop.digest)), { recursive: true })
      await writeFile(paths.media(crop.digest), bytes)
      const landmarks = turnedHead(
        { yaw: 8 * (i % 8) - 20, roll: 3 * (i % 8) },
        { eyeDistancePx: 60, middle: { x: 150, y: 150 } },
      )
      const [left, right] = eyeCentres(landmarks)
      return {
        descriptor,
        landmarks,
        portrait: {
          id: `work-${i}~1`,
          workId: `work-${i}`,
          label: A_WORK.label,
          picture: crop,
          crop,
          eyes: [left, right],
          quality: 0.6,
        },
      }
    }),
  )
}
