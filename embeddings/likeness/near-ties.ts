import type { HeadPose } from '../face/head-pose.ts'
import type { Point } from '../pixels/point.ts'
import { type RankedMatch, STEADY_MARGIN } from './steady-match.ts'

/** What is looked at of matches that are as near as each other. */
export type TiedMatch = Pick<RankedMatch, 'adjustedSquaredDistance'> & {
  /** See `similarityOf`. */
  readonly similarity: number
  /** On the crop, in its pixels. */
  readonly eyes: readonly [Point, Point]
  readonly quality?: number | undefined
  readonly pose?: HeadPose | undefined
}

/**
 * Matches tie with the nearest within this share of the gallery's first matches, by its own
 * calibration: nobody could be told that one is nearer. Where first matches lie far apart, or all
 * of these are nearer than any, they must be within `STEADY_MARGIN` of its distance as well, which
 * is what an average of seconds still wanders by. A face that is worse seen takes nobody's place.
 */
const TIED_SIMILARITY = 0.1
/**
 * The nearest tenth of first matches keep their place: a portrait of the visitor themself, or of
 * their kin, lies there. Of 21 labelled pairs one would be lost otherwise.
 */
const LIKENESS_SIMILARITY = 0.9
/** Another portrait has to hang better by this much to be put first. */
const CLEARLY_BETTER = 0.5
/** Heads that differ by this much in one direction look different ways. */
const TURNED_DEGREES = 15
/** Nobody before a mirror is answered by a head turned farther than this, however they stand. */
const FARTHEST_DEGREES = 12
/** A tilt is seen less: shoulders and ground go with it. */
const TILTED_DEGREES = 25
/** Pixels between painted eyes that hang sharp at a kiosk's size, enlarged two and a half times. */
const SHARP_EYE_DISTANCE_PX = 76

/**
 * The matches, the most like first, with that portrait put first which hangs best of those that tie
 * with the nearest: its head held as the visitor holds theirs, with pixels enough, and well seen.
 * The others stay in their order. `pose` is the visitor's usual pose as they see themselves; null
 * while it is not known.
 */
export function bestOfNearTies<Match extends TiedMatch>(
  matches: readonly [Match, ...Match[]],
  pose: HeadPose | null,
): readonly [Match, ...Match[]] {
  const [nearest] = matches
  const tied = matches.filter((match) => isTied(match, nearest))
  const fittest = tied.reduce((best, match) =>
    unfitness(match, pose) < unfitness(best, pose) ? match : best,
  )
  const isBetter = unfitness(fittest, pose) + CLEARLY_BETTER <= unfitness(nearest, pose)
  const best = isBetter ? fittest : nearest
  return [best, ...matches.filter((match) => match !== best)]
}

function isTied(match: TiedMatch, nearest: TiedMatch): boolean {
  if (match === nearest) return true
  return (
    nearest.similarity < LIKENESS_SIMILARITY &&
    nearest.similarity - match.similarity <= TIED_SIMILARITY &&
    (match.quality ?? 1) >= (nearest.quality ?? 1) &&
    match.adjustedSquaredDistance <= nearest.adjustedSquaredDistance * (1 + STEADY_MARGIN)
  )
}

/** How badly a tied portrait hangs; 1 is about a head turned 15° away from the visitor's. */
function unfitness(match: TiedMatch, pose: HeadPose | null): number {
  const { eyes, quality = 1, pose: painted } = match
  const [left, right] = eyes
  const eyeDistancePx = Math.max(1, Math.hypot(right.x - left.x, right.y - left.y))
  const turned =
    pose === null || painted === undefined
      ? 0
      : ((painted.yaw - aimed(pose.yaw)) / TURNED_DEGREES) ** 2 +
        ((painted.pitch - aimed(pose.pitch)) / TURNED_DEGREES) ** 2 +
        ((painted.roll - aimed(pose.roll)) / TILTED_DEGREES) ** 2
  const blurred = Math.max(0, Math.log2(SHARP_EYE_DISTANCE_PX / eyeDistancePx))
  return turned + blurred + 2 * (1 - quality)
}

function aimed(degrees: number): number {
  return Math.min(FARTHEST_DEGREES, Math.max(-FARTHEST_DEGREES, degrees))
}
