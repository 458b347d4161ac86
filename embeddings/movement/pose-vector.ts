import { headPose } from '../face/head-pose.ts'
import type { Landmarks } from '../face/landmarks.ts'
import { fromTheFront } from './from-the-front.ts'

/** The numbers of a pose vector, in their order. Left and right are those of the picture. */
export const POSE_PARTS = [
  'yaw',
  'pitch',
  'roll',
  'mouthOpening',
  'mouthWidth',
  'cornerLift',
  'browLeft',
  'browRight',
  'eyeLeft',
  'eyeRight',
] as const
export type PosePart = (typeof POSE_PARTS)[number]

export const POSE_VECTOR_LENGTH = POSE_PARTS.length
/** How many of them, from the first, are the head's pose; the others are the face's expression. */
export const HEAD_POSE_LENGTH = 3

const STAYS: readonly boolean[] = POSE_PARTS.map((part) => part === 'yaw' || part === 'roll')

declare const poseVectorBrand: unique symbol

/**
 * How a head is held and what its face does: POSE_VECTOR_LENGTH finite numbers.
 *
 * | part | formula | unit |
 * |---|---|---|
 * | yaw, pitch, roll | `headPose` | 30 degrees |
 * | mouthOpening | mean gap of 61–67, 62–66, 63–65, downwards | eye distances |
 * | mouthWidth | 48 to 54, across | eye distances |
 * | cornerLift | mean height of 48, 54 above the middle of the upper lip (51, 62) | eye distances |
 * | browLeft, browRight | mean height of 18–20 (23–25) above 36, 39 (42, 45) | eye distances |
 * | eyeLeft, eyeRight | mean gap of 37–41, 38–40 (43–47, 44–46), downwards | eye distances |
 *
 * Lengths of the expression are measured on the face as it would be seen from the front: the roll
 * is undone by turning back, yaw and pitch with the depths of an average face (`fromTheFront`).
 * Where the eyes look is not in it: the 68 points go round the eyelids and none is on an iris.
 */
export type PoseVector = Float32Array & { readonly [poseVectorBrand]: true }

declare const relativeBrand: unique symbol

/**
 * A movement as it is compared: yaw and roll as they are, all else less what is usual for this face
 * (a portrait's for its gallery, see `UsualPose`; a visitor's for them, see `NeutralBaseline`).
 */
export type RelativePose = Float32Array & { readonly [relativeBrand]: true }

/** Takes away what is usual. Yaw and roll stay: straight ahead is the same for everybody. */
export function relativeTo(usual: PoseVector, movement: PoseVector): RelativePose {
  return movement.map((value, index) =>
    STAYS[index] ? value : value - (usual[index] as number),
  ) as Float32Array as RelativePose
}

/** Degrees of yaw, pitch or roll that count as one. */
export const DEGREES_PER_UNIT = 30

/**
 * What each part counts for in squared distances: poses in units of 30°, expressions in spreads
 * (see `UsualPose`). Ten degrees of yaw weigh as much as an open mouth beside one that is a
 * little open.
 *
 * - yaw leads: it is what visitors do first, what a portrait shows most plainly and what is read
 *   best;
 * - pitch is smaller in paintings, whose sitters seldom look up, and read less surely: noses differ
 *   in length, and an open mouth looks like 5° of it;
 * - roll is read best of all, but thumbnails are laid upright, so that it shows in shoulders and
 *   ground only;
 * - an open mouth is rare and unmistakable; its width and corners, which make a smile, are quieter,
 *   and differ by how a mouth is built as much as by what it does;
 * - brows, each for itself, rise by a tenth of the distance between the eyes, ten times as far as
 *   their landmarks jitter; lids hardly count: blinks are no movement, and who closes their eyes
 *   sees no answer.
 */
export const POSE_WEIGHTS: Readonly<Record<PosePart, number>> = {
  yaw: 4,
  pitch: 2.5,
  roll: 1,
  mouthOpening: 0.25,
  mouthWidth: 0.05,
  cornerLift: 0.06,
  browLeft: 0.06,
  browRight: 0.06,
  eyeLeft: 0.015,
  eyeRight: 0.015,
}

/**
 * For numbers of our own making. Throws `RangeError` when they are not POSE_VECTOR_LENGTH finite
 * numbers.
 */
export function toPoseVector(numbers: ArrayLike<number>): PoseVector {
  const movement = Float32Array.from(numbers)
  if (movement.length !== POSE_VECTOR_LENGTH || !movement.every(Number.isFinite)) {
    throw new RangeError(`A pose vector has ${POSE_VECTOR_LENGTH} finite numbers.`)
  }
  return movement as PoseVector
}

/** A number of a pose vector by its name. */
export function partOf(movement: PoseVector | RelativePose, part: PosePart): number {
  return movement[POSE_PARTS.indexOf(part)] as number
}

/** The movement of a face; all of it 0 where the landmarks fall together. */
export function poseVectorOf(landmarks: Landmarks): PoseVector {
  const pose = headPose(landmarks)
  const at = fromTheFront(landmarks, pose)
  if (!at) return new Float32Array(POSE_VECTOR_LENGTH) as PoseVector
  const gap = (above: number, below: number): number => at(below).y - at(above).y
  /** How far down the face landmarks lie by and large. */
  const level = (line: readonly number[]): number => mean(line.map((landmark) => at(landmark).y))
  return toPoseVector([
    pose.yaw / DEGREES_PER_UNIT,
    pose.pitch / DEGREES_PER_UNIT,
    pose.roll / DEGREES_PER_UNIT,
    mean([gap(61, 67), gap(62, 66), gap(63, 65)]),
    at(54).x - at(48).x,
    level([51, 62]) - level([48, 54]),
    level([36, 39]) - level([18, 19, 20]),
    level([42, 45]) - level([23, 24, 25]),
    mean([gap(37, 41), gap(38, 40)]),
    mean([gap(43, 47), gap(44, 46)]),
  ])
}

const PARTS: readonly string[] = POSE_PARTS

/** For each part, which part of a movement its mirror image shows there, and with which sign. */
const IN_THE_MIRROR: readonly { readonly from: number; readonly sign: 1 | -1 }[] = POSE_PARTS.map(
  (part, index) => {
    const twin = part.endsWith('Left')
      ? part.replace('Left', 'Right')
      : part.replace('Right', 'Left')
    const from = PARTS.indexOf(twin)
    return { from: from < 0 ? index : from, sign: part === 'yaw' || part === 'roll' ? -1 : 1 }
  },
)

/** What a mirror shows of it: turned and tilted the other way, left and right exchanged. */
export function mirrorPose<Kind extends PoseVector | RelativePose>(movement: Kind): Kind {
  // 0 is added since -0 would be another number to whoever compares exactly.
  return Float32Array.from(
    IN_THE_MIRROR,
    ({ from, sign }) => sign * (movement[from] as number) + 0,
  ) as Kind
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
