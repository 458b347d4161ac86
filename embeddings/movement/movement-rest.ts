import {
  MOVEMENT_LENGTH,
  MOVEMENT_PARTS,
  type Movement,
  type MovementPart,
  type RelativeMovement,
  relativeTo,
} from './movement.ts'

/**
 * A visitor's face at rest, and how high their head is held (a kiosk's camera hangs above or
 * below): a running mean of their own movements that adapts slowly. It knows nothing of them but
 * these ten numbers, and `clear` overwrites them.
 */
export interface MovementRest {
  /**
   * Takes in the movement of the next picture and gives what of it is not rest. `atMs` by any clock
   * that does not go back. Begin while the visitor is being framed: who is looking into the camera
   * to be framed is at rest.
   */
  awayFromRest(movement: Movement, atMs: number): RelativeMovement
  /** Overwrites all with zeros: the next movement is somebody else's rest. */
  clear(): void
}

/** For so long since the first picture rest is the plain mean; nobody is still posing then. */
const SETTLES_MS = 2_000
/** After that, the time in which rest goes most of the way to where a face has come to be. */
const ADAPTS_IN_MS = 8_000
/** Pictures farther apart count as if they were so far apart. */
const LONGEST_STEP_MS = 250

/**
 * However far a face is from its rest, rest is drawn by no more than this, in the units of a
 * movement (6° of pitch): a mouth held open for ten seconds is still an open mouth. Yaw and roll
 * have no rest.
 */
const DRAWS_BY_AT_MOST: Readonly<Record<MovementPart, number>> = {
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
const LIMITS: readonly number[] = MOVEMENT_PARTS.map((part) => DRAWS_BY_AT_MOST[part])

export function createMovementRest(): MovementRest {
  const rest = new Float32Array(MOVEMENT_LENGTH) as Movement
  let sinceFirstMs: number | null = null
  let lastAtMs = 0

  return {
    awayFromRest(movement, atMs) {
      if (sinceFirstMs === null) {
        rest.set(movement)
        sinceFirstMs = 0
      } else {
        const stepMs = Math.min(LONGEST_STEP_MS, Math.max(0, atMs - lastAtMs))
        sinceFirstMs += stepMs
        const isSettled = sinceFirstMs > SETTLES_MS
        const share = stepMs / (isSettled ? ADAPTS_IN_MS : Math.max(1, sinceFirstMs))
        for (let i = 0; i < MOVEMENT_LENGTH; i++) {
          const away = (movement[i] as number) - (rest[i] as number)
          const limit = LIMITS[i] as number
          const drawn = isSettled ? Math.min(limit, Math.max(-limit, away)) : away
          rest[i] = (rest[i] as number) + share * drawn
        }
      }
      lastAtMs = atMs
      return relativeTo(rest, movement)
    },
    clear() {
      rest.fill(0)
      sinceFirstMs = null
      lastAtMs = 0
    },
  }
}
