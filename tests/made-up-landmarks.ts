import type { Landmarks } from '../embeddings/face/landmarks.ts'
import { MEAN_FACE, MEAN_FACE_FIRST_LANDMARK } from '../embeddings/face/mean-face.ts'
import type { Point } from '../embeddings/pixels/point.ts'

/**
 * All 68 landmarks of the mean face, `sidePx` wide from its upper left corner; the jaw is half an
 * ellipse.
 */
export function madeUpLandmarks(sidePx = 150, corner: Point = { x: 0, y: 0 }): Landmarks {
  return Array.from({ length: 68 }, (_, landmark) => {
    const [x, y] = MEAN_FACE[landmark - MEAN_FACE_FIRST_LANDMARK] ?? onJaw(landmark)
    return { x: corner.x + x * sidePx, y: corner.y + y * sidePx }
  })
}

function onJaw(landmark: number): readonly [number, number] {
  const angle = (Math.PI * landmark) / (MEAN_FACE_FIRST_LANDMARK - 1)
  return [0.49 - 0.56 * Math.cos(angle), 0.2 + 0.98 * Math.sin(angle)]
}
