import { type Box, meanPoint, midpoint, type Point } from './point.ts'

/**
 * The 68 points of the iBUG 300-W mark-up, on the picture, in pixels: jaw 0–16, brows 17–26, nose
 * 27–35, the eye on the left of the picture 36–41, the one on its right 42–47, mouth 48–67.
 */
export type Landmarks = readonly Point[]

/** Centres of the two eyes as they stand on the picture: the left one first. */
export function eyeCentres(landmarks: Landmarks): readonly [Point, Point] {
  return [meanPoint(landmarks.slice(36, 42)), meanPoint(landmarks.slice(42, 48))]
}

/** Pixels between the centres of the eyes: the scale of a face. */
export function eyeDistancePx(landmarks: Landmarks): number {
  const [left, right] = eyeCentres(landmarks)
  return Math.hypot(right.x - left.x, right.y - left.y)
}

export function betweenEyes(landmarks: Landmarks): Point {
  return midpoint(...eyeCentres(landmarks))
}

/** The smallest box around all 68 points. */
export function landmarkBox(landmarks: Landmarks): Box {
  const xs = landmarks.map((point) => point.x)
  const ys = landmarks.map((point) => point.y)
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
