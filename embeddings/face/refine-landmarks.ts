import type { Pixels } from '../pixels/pixels.ts'
import type { Point } from '../pixels/point.ts'
import type { FaceModels } from './face-models.ts'
import { eyeDistancePx, type Landmarks } from './landmarks.ts'
import { followLandmarks, locateLandmarks } from './locate-landmarks.ts'
import type { LocatedDetection } from './re-detection.ts'

/** Upright landmark passes beyond those of `locateLandmarks`. */
const REFINING_PASSES = 4
/** The mean of these last passes counts: landmarks swing about the point of convergence. */
const COUNTED_PASSES = 3
/**
 * The limit of movement during refinement: root mean square, in eye distances. Nine in ten usable
 * painted faces move by less than 0.03. Landmarks that slide further belong to heads in profile or
 * to things that are no face; refined further, a vase of flowers would turn into one.
 */
const MAX_SHIFT = 0.13
/** The first landmark of the nose. Jaw and brows move more than the inner face and do not count. */
const FIRST_WITHIN = 27

/**
 * Refines landmarks (68 points, pixels of the picture) until they no longer depend on the box they
 * started from. A browser's detector and a server's then yield the same descriptor of one face.
 * Where landmarks slide away, the result is what `locateLandmarks` found.
 */
export async function refineLandmarks(
  models: FaceModels,
  picture: Pixels,
  { box, landmarks }: Omit<LocatedDetection, 'score'>,
): Promise<Landmarks> {
  const located = landmarks ?? (await locateLandmarks(models, picture, box))
  const passes: Landmarks[] = []
  for (let latest = located; passes.length < REFINING_PASSES; passes.push(latest)) {
    latest = await followLandmarks(models, picture, latest)
  }
  const refined = meanOf(passes.slice(-COUNTED_PASSES))
  return shift(located, refined) <= MAX_SHIFT * eyeDistancePx(located) ? refined : located
}

/** The mean position of each landmark. */
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

/** Root mean square movement of nose, eyes and mouth, in pixels. */
function shift(from: Landmarks, to: Landmarks): number {
  const within = from.slice(FIRST_WITHIN)
  const squares = within.reduce((sum, { x, y }, i) => {
    const moved = to[FIRST_WITHIN + i] as Point
    return sum + (moved.x - x) ** 2 + (moved.y - y) ** 2
  }, 0)
  return Math.sqrt(squares / within.length)
}
