import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFakeCameraShots } from './browser/fake-camera.ts'
import { cachedFolder } from './cached-folder.ts'
import type { InventedSitter } from './painter/invented-sitter.ts'
import { inventedSitters } from './painter/invented-sitters.ts'
import { paintPictures } from './painter/paint-pictures.ts'

/** All that the clips depend on. */
const MADE_OF = [
  'package-lock.json',
  'tests/browser/fake-camera.ts',
  'tests/painter',
  'tests/turning-visitor.ts',
]
/** From one shoulder to the other. */
const MOST_YAW = 32
const STEPS = 13

/** Camera clips of somebody who never lived, and hangs nowhere, turning their head. */
export type TurningVisitor = {
  /** To and fro in under a second: another pose in every one of 30 frames a second. */
  readonly fast: string
  /**
   * Once from the picture's left to its right, and back, each pose held for two fifths of a second.
   */
  readonly slow: string
  /** Looking straight ahead. */
  readonly still: string
}

export async function turningVisitor(): Promise<TurningVisitor> {
  const folder = await cachedFolder('turning-visitor', MADE_OF, async (draft) => {
    const yaws = Array.from({ length: STEPS }, (_, i) => MOST_YAW * ((2 * i) / (STEPS - 1) - 1))
    await paintPictures(
      yaws.map((yaw, i) => ({
        sitter: visitor(),
        path: join(draft, `${i}.webp`),
        held: { yaw: (yaw * Math.PI) / 180, pitch: 0, roll: 0 },
      })),
    )
    const poses = await Promise.all(yaws.map((_, i) => readFile(join(draft, `${i}.webp`))))
    const there = poses.map((pose) => [pose] as const)
    const andBack = there.slice(1, -1).reverse()
    const shots = (frames: number) =>
      [...there, ...andBack].map((people) => ({ people, frames, sways: false }))
    await writeFakeCameraShots(join(draft, 'fast.mjpeg'), shots(1))
    await writeFakeCameraShots(join(draft, 'slow.mjpeg'), shots(12))
    await writeFakeCameraShots(join(draft, 'still.mjpeg'), [
      { people: there[STEPS >> 1] ?? [], frames: 30, sways: false },
    ])
  })
  const clip = (name: string) => join(folder, `${name}.mjpeg`)
  return { fast: clip('fast'), slow: clip('slow'), still: clip('still') }
}

/** Somebody whom no role of the collection names. */
function visitor(): InventedSitter {
  const [someone] = inventedSitters()
  if (someone === undefined) throw new Error('The built-in collection is empty.')
  return {
    ...someone,
    ...{ id: 'visitor-turning', number: 1, manner: 'grand-oil', shown: 'man', years: 'young' },
    ...{ tone: 0.7, seed: 7155 },
  }
}
