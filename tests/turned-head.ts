import type { Landmarks } from '../embeddings/face/landmarks.ts'
import type { Point } from '../embeddings/pixels/point.ts'
import { normal } from '../indexer/likeness/seeded-random.ts'
import { madeUpLandmarks } from './made-up-landmarks.ts'

/**
 * How a head is held, in degrees as `headPose` has them, and what its face does, in eye distances.
 */
export type HeadPosture = {
  readonly yaw?: number
  readonly pitch?: number
  readonly roll?: number
  readonly mouthOpen?: number
  /** The corners of the mouth go up and outwards by so much. */
  readonly smile?: number
  readonly browLeft?: number
  readonly browRight?: number
  /** 1 as at rest, 0 closed. */
  readonly eyeLeft?: number
  readonly eyeRight?: number
}

/** How somebody's head differs from the average one; 0 everywhere is the average head. */
export type HeadShape = {
  /** Shares by which the head is deeper and longer. */
  readonly depth: number
  readonly length: number
  /** In eye distances. */
  readonly mouthWidth: number
  readonly browHeight: number
  readonly noseDepth: number
}

export const AVERAGE_HEAD: HeadShape = {
  depth: 0,
  length: 0,
  mouthWidth: 0,
  browHeight: 0,
  noseDepth: 0,
}

/** Somebody's head, about as different from others as heads are. */
export function someHead(random: () => number): HeadShape {
  return {
    depth: 0.08 * normal(random),
    length: 0.04 * normal(random),
    mouthWidth: 0.05 * normal(random),
    browHeight: 0.03 * normal(random),
    noseDepth: 0.03 * normal(random),
  }
}

export type Picture = {
  readonly eyeDistancePx?: number
  readonly middle?: Point
  /** Standard deviation of each coordinate. */
  readonly noisePx?: number
  readonly random?: () => number
}

type Vertex = { x: number; y: number; z: number }

/** Landmarks of a head in three dimensions, seen from far away, turned and moved as said. */
export function turnedHead(
  posture: HeadPosture = {},
  {
    eyeDistancePx = 60,
    middle = { x: 320, y: 240 },
    noisePx = 0,
    random = () => 0.5,
  }: Picture = {},
  shape: HeadShape = AVERAGE_HEAD,
): Landmarks {
  const [yaw, pitch, roll] = [posture.yaw, posture.pitch, posture.roll].map(
    (degrees = 0) => (degrees * Math.PI) / 180,
  ) as [number, number, number]
  const noise = (): number => (noisePx > 0 ? noisePx * normal(random) : 0)
  return moved(shape, posture).map(({ x, y, z }) => {
    // About the vertical axis, then nodding, then tilting in the plane of the picture.
    const x1 = x * Math.cos(yaw) + z * Math.sin(yaw)
    const z1 = z * Math.cos(yaw) - x * Math.sin(yaw)
    const y1 = y * Math.cos(pitch) - z1 * Math.sin(pitch)
    return {
      x: middle.x + eyeDistancePx * (x1 * Math.cos(roll) - y1 * Math.sin(roll)) + noise(),
      y: middle.y + eyeDistancePx * (x1 * Math.sin(roll) + y1 * Math.cos(roll)) + noise(),
    }
  })
}

/** The head at rest from the front, in eye distances from the middle between the eyes. */
function moved(shape: HeadShape, posture: HeadPosture): Vertex[] {
  const { mouthOpen = 0, smile = 0, browLeft = 0, browRight = 0 } = posture
  const { eyeLeft = 1, eyeRight = 1 } = posture
  return AVERAGE.map(({ x, y, z }, landmark): Vertex => {
    const at = { x, y: y * (1 + shape.length), z: z * (1 + shape.depth) }
    if (landmark >= 28 && landmark <= 35) at.z += shape.noseDepth
    if (landmark >= 17 && landmark <= 21) at.y -= shape.browHeight + browLeft
    if (landmark >= 22 && landmark <= 26) at.y -= shape.browHeight + browRight
    if (LEFT_LIDS.includes(landmark)) at.y *= eyeLeft
    if (RIGHT_LIDS.includes(landmark)) at.y *= eyeRight
    if (LOWER_LIP.includes(landmark)) at.y += mouthOpen
    if (landmark >= 5 && landmark <= 11) at.y += mouthOpen
    const side =
      landmark === 48 || landmark === 60 ? -1 : landmark === 54 || landmark === 64 ? 1 : 0
    if (side !== 0) {
      at.x += side * (shape.mouthWidth / 2 + smile)
      at.y += 0.3 * mouthOpen - smile
    }
    return at
  })
}

const LEFT_LIDS = [37, 38, 40, 41]
const RIGHT_LIDS = [43, 44, 46, 47]
const LOWER_LIP = [55, 56, 57, 58, 59, 65, 66, 67]

/**
 * Depths of 17–67 on the left half and the middle, in widths of the mean face; others by symmetry.
 */
const DEPTHS: Readonly<Record<number, number>> = {
  17: -0.13,
  18: -0.02,
  19: 0.03,
  20: 0.06,
  21: 0.07,
  27: 0.08,
  28: 0.15,
  29: 0.22,
  30: 0.3,
  31: 0.1,
  32: 0.14,
  33: 0.17,
  36: -0.1,
  37: -0.04,
  38: -0.02,
  39: 0,
  40: -0.02,
  41: -0.05,
  48: 0.02,
  49: 0.09,
  50: 0.13,
  51: 0.15,
  57: 0.13,
  58: 0.12,
  59: 0.08,
  60: 0.03,
  61: 0.11,
  62: 0.13,
  66: 0.12,
  67: 0.11,
}

const AVERAGE: readonly Vertex[] = averageHead()

function averageHead(): Vertex[] {
  const flat = madeUpLandmarks(1)
  const eyes = [36, 37, 38, 39, 40, 41].map((landmark) => flat[landmark] as Point)
  const axis = 0.490127
  const eyesX = eyes.reduce((sum, { x }) => sum + x, 0) / 6
  const eyesY = eyes.reduce((sum, { y }) => sum + y, 0) / 6
  const unit = 2 * (axis - eyesX)
  return flat.map(({ x, y }, landmark) => ({
    x: (x - axis) / unit,
    y: (y - eyesY) / unit,
    z: (landmark <= 16 ? jawDepth(landmark) : depthOf(landmark)) / unit,
  }))
}

/** From the ear, behind the eyes, to the chin, a little before them. */
function jawDepth(landmark: number): number {
  return -0.75 + 0.8 * Math.sin((Math.PI * landmark) / 16)
}

function depthOf(landmark: number): number {
  return DEPTHS[landmark] ?? DEPTHS[twinOf(landmark)] ?? 0
}

function twinOf(landmark: number): number {
  if (landmark <= 26) return 43 - landmark
  if (landmark <= 35) return 66 - landmark
  if (landmark <= 45) return landmark >= 42 ? 81 - landmark : landmark
  if (landmark <= 47) return 87 - landmark
  if (landmark <= 54) return 102 - landmark
  if (landmark <= 59) return 114 - landmark
  if (landmark <= 64) return 124 - landmark
  return 132 - landmark
}
