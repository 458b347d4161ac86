import { type Box, meanPoint, midpoint, type Point } from '../pixels/point.ts'

/**
 * The 68 points of the iBUG 300-W mark-up, in pixels of the picture: jaw 0–16, brows 17–26, nose
 * 27–35, the eye on the left of the picture 36–41, the one on its right 42–47, mouth 48–67.
 */
export type Landmarks = readonly Point[]

export const LANDMARK_COUNT = 68

/** Centres of the two eyes. The eye on the left of the picture comes first. */
export function eyeCentres(landmarks: Landmarks): readonly [Point, Point] {
  return [meanPoint(landmarks.slice(36, 42)), meanPoint(landmarks.slice(42, 48))]
}

/** Pixels between the centres of the eyes. This is the scale of a face. */
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

/** x and y of each landmark as little-endian Float32: 544 bytes. */
export function landmarksToBytes(landmarks: Landmarks): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(LANDMARK_COUNT * 8))
  landmarks.forEach(({ x, y }, landmark) => {
    view.setFloat32(landmark * 8, x, true)
    view.setFloat32(landmark * 8 + 4, y, true)
  })
  return new Uint8Array(view.buffer)
}

/** Reads the bytes of `landmarksToBytes`, or says what is wrong with them. */
export function parseLandmarksBytes(
  bytes: Uint8Array,
): { landmarks: Landmarks } | { problem: string } {
  if (bytes.byteLength !== LANDMARK_COUNT * 8) {
    return {
      problem: `Landmarks have ${LANDMARK_COUNT * 8} bytes; these have ${bytes.byteLength}.`,
    }
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const landmarks = Array.from({ length: LANDMARK_COUNT }, (_, landmark) => ({
    x: view.getFloat32(landmark * 8, true),
    y: view.getFloat32(landmark * 8 + 4, true),
  }))
  const hole = landmarks.findIndex(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y))
  return hole < 0 ? { landmarks } : { problem: `Landmark ${hole} is nowhere.` }
}

/** For each landmark, the landmark that takes its place when left and right are exchanged. */
const MIRRORED: readonly number[] = [
  ...[16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], // jaw
  ...[26, 25, 24, 23, 22, 21, 20, 19, 18, 17], // brows
  ...[27, 28, 29, 30, 35, 34, 33, 32, 31], // nose
  ...[45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40], // eyes, each from its left corner clockwise
  ...[54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55], // lips without
  ...[64, 63, 62, 61, 60, 67, 66, 65], // lips within
]

/** Landmarks of the mirror image of a picture `width` pixels wide. Two calls undo each other. */
export function mirrorLandmarks(landmarks: Landmarks, width: number): Landmarks {
  return MIRRORED.map((landmark) => {
    const { x, y } = landmarks[landmark] as Point
    return { x: width - x, y }
  })
}
