import { type HeadPose, headPose } from '../../embeddings/face/head-pose.ts'
import type { FrozenPair } from '../state/frozen-pair.ts'

/** Two heads that are held farther apart than this, in degrees, make no face between them. */
const FARTHEST = { yaw: 30, pitch: 24 }

/** Whether the heads of a pair, as they are seen side by side, can become one picture. */
export function posesMeet({ visitor, portrait }: FrozenPair, mirrored: boolean): boolean {
  const seen = asSeen(headPose(visitor.landmarks), mirrored)
  const hung = headPose(portrait.landmarks)
  return (
    Math.abs(seen.yaw - hung.yaw) <= FARTHEST.yaw &&
    Math.abs(seen.pitch - hung.pitch) <= FARTHEST.pitch
  )
}

/** A pose as the mirror shows it. */
export function asSeen(pose: HeadPose, mirrored: boolean): HeadPose {
  return mirrored ? { yaw: -pose.yaw, pitch: pose.pitch, roll: -pose.roll } : pose
}
