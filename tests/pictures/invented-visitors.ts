import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFakeCameraClip, writeFakeCameraShots } from '../browser/fake-camera.ts'
import { cachedFolder } from '../cached-folder.ts'
import type { InventedSitter } from '../painter/invented-sitter.ts'
import { inventedSitters } from '../painter/invented-sitters.ts'
import { paintPictures } from '../painter/paint-pictures.ts'

/** All that the clips depend on. */
const MADE_OF = [
  'package-lock.json',
  'tests/browser/fake-camera.ts',
  'tests/painter',
  'tests/pictures/invented-visitors.ts',
]

/** Camera clips, each a file; nobody on them ever lived, and none of them hangs. */
export type Clips = {
  /** A visitor who stands well. */
  readonly near: string
  /** The same, a step too near. */
  readonly close: string
  /** The visitor, then an empty room, then a second visitor: time enough to change places. */
  readonly two: string
}

/** Paints two people as the built-in collection is painted, and films them. */
export async function inventedClips(): Promise<Clips> {
  const folder = await cachedFolder('invented-visitors', MADE_OF, async (draft) => {
    const visitors = [
      visitor(1, { manner: 'grand-oil', shown: 'man', years: 'young', tone: 0.7, seed: 7155 }),
      visitor(2, { manner: 'grand-oil', shown: 'woman', years: 'grown', tone: 0.55, seed: 7062 }),
    ]
    const pathOf = ({ id }: InventedSitter) => join(draft, `${id}.webp`)
    await paintPictures(visitors.map((sitter) => ({ sitter, path: pathOf(sitter) })))
    const [first, second] = await Promise.all(visitors.map((sitter) => readFile(pathOf(sitter))))
    if (first === undefined || second === undefined) throw new Error('Nobody was painted.')
    await writeFakeCameraClip(join(draft, 'near.mjpeg'), first)
    await writeFakeCameraClip(join(draft, 'close.mjpeg'), first, {
      heightShare: 2.5,
      faceAt: { x: 0.5, y: 0.36 },
    })
    await writeFakeCameraShots(join(draft, 'two.mjpeg'), [
      { people: [first], frames: 360 },
      { people: [], frames: 600 },
      { people: [second], frames: 900 },
    ])
  })
  const clip = (name: string) => join(folder, `${name}.mjpeg`)
  return { near: clip('near'), close: clip('close'), two: clip('two') }
}

type Cast = Pick<InventedSitter, 'manner' | 'shown' | 'years' | 'tone' | 'seed'>

/** Somebody whom no role of the collection names. */
function visitor(number: number, cast: Cast): InventedSitter {
  const [someone] = inventedSitters()
  if (someone === undefined) throw new Error('The built-in collection is empty.')
  return { ...someone, ...cast, number, id: `visitor-${number}` }
}
