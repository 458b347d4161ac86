import type { Point } from '../pixels/point.ts'
import type { Landmarks } from './landmarks.ts'

/** For each landmark the one that stands in its place when left and right are exchanged. */
const MIRRORED: readonly number[] = [
  ...[16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], // jaw
  ...[26, 25, 24, 23, 22, 21, 20, 19, 18, 17], // brows
  ...[27, 28, 29, 30, 35, 34, 33, 32, 31], // nose
  ...[45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40], // eyes, each from its left corner clockwise
  ...[54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55], // lips without
  ...[64, 63, 62, 61, 60, 67, 66, 65], // lips within
]

/** Landmarks of a picture's mirror image, `width` pixels wide; twice is as before. */
export function mirrorLandmarks(landmarks: Landmarks, width: number): Landmarks {
  return MIRRORED.map((landmark) => {
    const { x, y } = landmarks[landmark] as Point
    return { x: width - x, y }
  })
}
