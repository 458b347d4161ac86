import type { Pixels } from '../pixels/pixels.ts'
import type { Point } from '../pixels/point.ts'
import type { FaceModels } from './face-models.ts'
import { eyeDistancePx, type Landmarks } from './landmarks.ts'
import { followLandmarks, locateLandmarks } from './locate-landmarks.ts'
import type { Sighting } from './look-further.ts'

/** Upright passes more than `locateLandmarks` makes, at 8 ms each … */
const SETTLING_PASSES = 4
/** … and how many of them count, the last: landmarks swing about the place where they come to rest. */
const COUNTED_PASSES = 3
/**
 * Root mean square, in distances between the eyes, by which landmarks may move while they settle: of painted
 * faces fit to hang nine in ten move by less than 0.03. Those that slide are heads in profile and what is
 * no face: a vase of flowers would become one.
 */
const MAX_SHIFT = 0.13
/** The first landmark of the nose: jaw and brows wander more than what lies within the face. */
const FIRST_WITHIN = 27

/**
 * Landmarks of a face that is to be described, where they come to rest: whatever box they were begun
 * from, so that a browser's detector and a server's make the same numbers of the same face. Those that
 * slide instead are taken as they were located.
 */
export async function settleLandmarks(
  models: FaceModels,
  picture: Pixels,
  { box, landmarks }: Omit<Sighting, 'score'>,
): Promise<Landmarks> {
  const located = landmarks ?? (await locateLandmarks(models, picture, box))
  const passes: Landmarks[] = []
  for (let latest = located; passes.length < SETTLING_PASSES; passes.push(latest)) {
    latest = await followLandmarks(models, picture, latest)
  }
  const settled = meanOf(passes.slice(-COUNTED_PASSES))
  return shift(located, settled) <= MAX_SHIFT * eyeDistancePx(located) ? settled : located
}

/** Each landmark's mean place. */
function meanOf(several: readonly Landmarks[]): Landmarks {
  return (several[0] as Landmarks).map((_, i) => {
    const sum = { x: 0, y: 0 }
    for (const each of several) {
      const { x, y } = each[i] as Point
      sum.x += x
      sum.y += y
    }
    return { x: sum.x / several.length, y: sum.y / several.length }
  })
}

/** Root mean square of how far nose, eyes and mouth moved, in pixels. */
function shift(from: Landmarks, to: Landmarks): number {
  const within = from.slice(FIRST_WITHIN)
  const squares = within.reduce((sum, { x, y }, i) => {
    const moved = to[FIRST_WITHIN + i] as Point
    return sum + (moved.x - x) ** 2 + (moved.y - y) ** 2
  }, 0)
  return Math.sqrt(squares / within.length)
}
