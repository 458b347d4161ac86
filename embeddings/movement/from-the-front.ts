import type { HeadPose } from '../face/head-pose.ts'
import { betweenEyes, eyeCentres, type Landmarks } from '../face/landmarks.ts'
import type { Point } from '../pixels/point.ts'

/**
 * Depths towards the viewer, in distances between the eyes: rough proportions of an adult head, as
 * in `headPose`. Each stands for its twin on the other half of the face too.
 */
const DEPTHS: Readonly<Record<number, number>> = {
  18: 0.02,
  19: 0.07,
  20: 0.11,
  36: -0.19,
  37: -0.06,
  38: -0.02,
  39: 0,
  40: -0.02,
  41: -0.06,
  48: 0.04,
  51: 0.28,
  61: 0.22,
  62: 0.24,
  66: 0.24,
  67: 0.22,
}

const TWINS: Readonly<Record<number, number>> = {
  23: 20,
  24: 19,
  25: 18,
  42: 39,
  43: 38,
  44: 37,
  45: 36,
  46: 41,
  47: 40,
  54: 48,
  63: 61,
  65: 67,
}

/** Of the middle between the centres of the eyes, in those same distances: mean of 36–41. */
const DEPTH_OF_EYES = -0.058
/**
 * Farther turned, a face shows too little of its far half for its lengths to be drawn out again.
 */
const MOST_FORESHORTENED = Math.cos(Math.PI / 3)

/**
 * Where a landmark would be seen from the front, from the middle between the eyes, in distances
 * between the eyes. A point (X, Y, Z) of a head is seen, once the roll is undone, at
 * x = X·cos yaw + Z·sin yaw and y = Y·cos pitch + X·sin yaw·sin pitch − Z·cos yaw·sin pitch, by
 * `headPose`'s order of turns; with an average Z that is solved for X and Y. Undefined where the
 * eyes are in one place. Landmarks without a depth here (jaw, nose) are taken to lie with the eyes.
 */
export function fromTheFront(
  landmarks: Landmarks,
  pose: HeadPose,
): ((landmark: number) => Point) | undefined {
  const [yaw, pitch, roll] = [radians(pose.yaw), radians(pose.pitch), radians(pose.roll)]
  const middle = betweenEyes(landmarks)
  const upright = ({ x, y }: Point): Point => ({
    x: (x - middle.x) * Math.cos(roll) + (y - middle.y) * Math.sin(roll),
    y: (y - middle.y) * Math.cos(roll) - (x - middle.x) * Math.sin(roll),
  })
  const cosYaw = Math.max(MOST_FORESHORTENED, Math.cos(yaw))
  const cosPitch = Math.max(MOST_FORESHORTENED, Math.cos(pitch))
  const [left, right] = eyeCentres(landmarks).map(upright) as [Point, Point]
  const unit = (right.x - left.x) / cosYaw
  if (!(unit > 0)) return undefined
  return (landmark) => {
    const seen = upright(landmarks[landmark] as Point)
    const z = (DEPTHS[TWINS[landmark] ?? landmark] ?? 0) - DEPTH_OF_EYES
    const x = (seen.x / unit - z * Math.sin(yaw)) / cosYaw
    const leaning = Math.sin(pitch) * (x * Math.sin(yaw) - z * Math.cos(yaw))
    return { x, y: (seen.y / unit - leaning) / cosPitch }
  }
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
