import fc from 'fast-check'
import { POSE_MODEL } from '../../../embeddings/face/head-pose.ts'
import { betweenEyes, eyeDistancePx, type Landmarks } from '../../../embeddings/face/landmarks.ts'
import type { Point } from '../../../embeddings/pixels/point.ts'
import type { Still } from '../../../kiosk/state/frozen-pair.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'

/** A head as it stands before a camera or hangs in a painting. */
export type MadeUpHead = {
  /** Degrees: see `HeadPose`. */
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
  /** Between the eyes as they would be seen from the front, in pixels. */
  readonly eyeDistancePx: number
  /** Of the mean face's. */
  readonly width: number
  readonly jaw: number
  /** How far the mouth is open, in widths of the mean face. */
  readonly mouth: number
}

/** Anybody whom a mirror follows or a wall hangs. */
export const anybody: fc.Arbitrary<MadeUpHead> = fc.record({
  yaw: fc.integer({ min: -40, max: 40 }),
  pitch: fc.integer({ min: -18, max: 18 }),
  roll: fc.integer({ min: -30, max: 30 }),
  eyeDistancePx: fc.integer({ min: 24, max: 220 }),
  width: fc.integer({ min: 85, max: 118 }).map((share) => share / 100),
  jaw: fc.integer({ min: 85, max: 120 }).map((share) => share / 100),
  mouth: fc.integer({ min: 0, max: 16 }).map((share) => share / 100),
})

export const FACING: MadeUpHead = {
  yaw: 0,
  pitch: 0,
  roll: 0,
  eyeDistancePx: 90,
  width: 1,
  jaw: 1,
  mouth: 0,
}

/** A picture that shows that head in its middle. Nobody looks at its pixels: it has none. */
export function stillOf(head: MadeUpHead, size = { width: 640, height: 480 }): Still {
  const landmarks = landmarksOf(head)
  const eyes = betweenEyes(landmarks)
  const at = { x: size.width / 2 - eyes.x, y: size.height * 0.45 - eyes.y }
  return {
    picture: size as ImageBitmap,
    landmarks: landmarks.map(({ x, y }) => ({ x: x + at.x, y: y + at.y })),
  }
}

function landmarksOf({ yaw, pitch, roll, width, jaw, mouth, ...size }: MadeUpHead): Landmarks {
  const face = madeUpLandmarks(1)
  const eyes = betweenEyes(face)
  const scale = size.eyeDistancePx / eyeDistancePx(face)
  const [turn, nod, tilt] = [yaw, pitch, roll].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
  ]
  return face.map((point, landmark) => {
    const isLower = landmark <= 16 || (landmark >= 55 && landmark <= 59) || landmark >= 65
    const x = (point.x - eyes.x) * width
    const below = point.y - eyes.y
    const y = (landmark <= 16 ? below * jaw : below) + (isLower ? openedBy(mouth, landmark) : 0)
    const z = depthOf(landmark, point)
    const [turnedX, turnedZ] = [
      x * Math.cos(turn) + z * Math.sin(turn),
      z * Math.cos(turn) - x * Math.sin(turn),
    ]
    const noddedY = y * Math.cos(nod) - turnedZ * Math.sin(nod)
    return {
      x: scale * (turnedX * Math.cos(tilt) - noddedY * Math.sin(tilt)),
      y: scale * (turnedX * Math.sin(tilt) + noddedY * Math.cos(tilt)),
    }
  })
}

/** The jaw turns about the ears: its ends keep still. */
function openedBy(mouth: number, landmark: number): number {
  return landmark <= 16 ? mouth * Math.sin((Math.PI * landmark) / 16) : mouth
}

/**
 * Towards the viewer, in widths of the mean face; roughly, as in `head-pose.ts`. The jaw is flatter
 * than a jaw is: on a face that turns aside its landmarks stay on what can be seen of it.
 */
function depthOf(landmark: number, { x }: Point): number {
  const known = POSE_MODEL.find((vertex) => vertex.landmark === landmark)
  if (known !== undefined) return known.z
  if (landmark <= 16) return 0.06 - 0.3 * Math.cos((Math.PI * landmark) / 16) ** 2
  if (landmark <= 26) return 0.06 - 0.5 * (x - 0.49) ** 2
  return landmark <= 47 ? -0.03 : 0.12
}
