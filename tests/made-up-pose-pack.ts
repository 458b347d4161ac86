import { projectPortrait, unfittedSpace } from '../embeddings/likeness/likeness-space.ts'
import type { PosePack } from '../embeddings/movement/pose-pack.ts'
import { type PoseVector, poseVectorOf } from '../embeddings/movement/pose-vector.ts'
import { usualPose } from '../embeddings/movement/usual-pose.ts'
import { normal, seededRandom } from '../indexer/likeness/seeded-random.ts'
import { seededDescriptors } from './embeddings/store/nearest-index-contract.ts'
import { someHead, turnedHead } from './turned-head.ts'

/**
 * Movements as those of painted sitters are spread: turned to either side, most mouths closed, no
 * two alike.
 */
export function paintedMovements(count: number, seed = 1): PoseVector[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () =>
    poseVectorOf(
      turnedHead(
        {
          yaw: (random() < 0.5 ? -1 : 1) * 18 + 12 * normal(random),
          pitch: -6 + 9 * normal(random),
          roll: 12 * normal(random),
          mouthOpen: random() < 0.15 ? 0.25 * random() : 0.02 * random(),
          smile: 0.03 * normal(random),
          browLeft: 0.02 * normal(random),
          browRight: 0.02 * normal(random),
        },
        { noisePx: 0.7, random },
        someHead(random),
      ),
    ),
  )
}

/** Bytes that begin and end as a JPEG does, and show nothing. */
const NO_PICTURE = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9)

/** A pose pack of painted movements; its tiles are `jpeg` one and all. */
export function madeUpPosePack(count: number, { seed = 1, jpeg = NO_PICTURE } = {}): PosePack {
  const movements = paintedMovements(count, seed)
  const likeness = unfittedSpace()
  return {
    thumbnail: {
      width: 256,
      height: 320,
      eyes: [
        { x: 88, y: 144 },
        { x: 168, y: 144 },
      ],
    },
    usual: usualPose(movements),
    likeness,
    portraits: seededDescriptors(count, seed).map((descriptor, position) => ({
      portraitId: `work-${position}~1`,
      workId: `work-${position}`,
      label: {
        title: `Work ${position}`,
        artist: 'Nobody',
        date: '1650',
        requiredStatement: '',
        translations: {},
      },
      movement: movements[position] as PoseVector,
      place: projectPortrait(likeness, descriptor, 0.1),
      luminance: ((position * 37) % 100) / 100,
      jpeg,
    })),
  }
}
