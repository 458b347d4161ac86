import {
  POSE_PARTS,
  POSE_VECTOR_LENGTH,
  type PosePart,
  type PoseVector,
  type RelativePose,
  relativeTo,
} from './pose-vector.ts'

/**
 * A visitor's own neutral pose: their resting face, and how high they hold their head (a kiosk's
 * camera hangs above or below). It is a running mean of their poses that adapts slowly. It holds
 * these ten numbers and nothing else of the visitor; `clear` overwrites them.
 */
export interface NeutralBaseline {
  /**
   * Takes in the pose of the next picture and gives its difference from the baseline. `atMs` comes
   * from any clock that does not go back. Begin while the visitor is being framed: whoever looks
   * into the camera to be framed has a resting face.
   */
  awayFromNeutral(movement: PoseVector, atMs: number): RelativePose
  /** Overwrites everything with zeros: the next pose begins somebody else's baseline. */
  clear(): void
}

/** For this long since the first picture the baseline is the plain mean: nobody poses yet. */
const SETTLES_MS = 2_000
/** After that, the time in which the baseline goes most of the way to the present pose. */
const ADAPTS_IN_MS = 8_000
/** Pictures farther apart count as if they were so far apart. */
const LONGEST_STEP_MS = 250

/**
 * However far a face is from its baseline, the baseline moves by no more than this, in the units of
 * a pose vector (6° of pitch): a mouth held open for ten seconds is still an open mouth. Yaw and
 * roll have no baseline.
 */
const DRAWS_BY_AT_MOST: Readonly<Record<PosePart, number>> = {
  yaw: 0,
  pitch: 0.2,
  roll: 0,
  mouthOpening: 0.04,
  mouthWidth: 0.06,
  cornerLift: 0.02,
  browLeft: 0.04,
  browRight: 0.04,
  eyeLeft: 0.015,
  eyeRight: 0.015,
}
const LIMITS: readonly number[] = POSE_PARTS.map((part) => DRAWS_BY_AT_MOST[part])

export function createNeutralBaseline(): NeutralBaseline {
  const neutral = new Float32Array(POSE_VECTOR_LENGTH) as PoseVector
  let sinceFirstMs: number | null = null
  let lastAtMs = 0

  return {
    awayFromNeutral(movement, atMs) {
      if (sinceFirstMs === null) {
        neutral.set(movement)
        sinceFirstMs = 0
      } else {
        const stepMs = Math.min(LONGEST_STEP_MS, Math.max(0, atMs - lastAtMs))
        sinceFirstMs += stepMs
        const isSettled = sinceFirstMs > SETTLES_MS
        const share = stepMs / (isSettled ? ADAPTS_IN_MS : Math.max(1, sinceFirstMs))
        for (let i = 0; i < POSE_VECTOR_LENGTH; i++) {
          const away = (movement[i] as number) - (neutral[i] as number)
          const limit = LIMITS[i] as number
          const drawn = isSettled ? Math.min(limit, Math.max(-limit, away)) : away
          neutral[i] = (neutral[i] as number) + share * drawn
        }
      }
      lastAtMs = atMs
      return relativeTo(neutral, movement)
    },
    clear() {
      neutral.fill(0)
      sinceFirstMs = null
      lastAtMs = 0
    },
  }
}
