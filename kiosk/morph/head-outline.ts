import { betweenEyes, type Landmarks } from '../../embeddings/face/landmarks.ts'
import { midpoint, type Point } from '../../embeddings/pixels/point.ts'

/**
 * What a head has beyond its 68 landmarks, which end at the brows. Every head has as many points,
 * in the same order, so that two heads can be laid over one another.
 */
export type HeadOutline = {
  /** Along the hairline, from the temple on the left of the picture over to that on its right. */
  readonly hairline: readonly Point[]
  /** Along the top of hair and skull, likewise. */
  readonly crown: readonly Point[]
  /** Around the head at some distance: hair that stands off, neck, shoulders. */
  readonly ring: readonly Point[]
}

/**
 * How far above the temples the hairline and the top of the head are in the middle, in distances
 * from eyes to chin: eyes lie half way down a head, hair has a thickness. And by how much hair is
 * wider than the temples.
 */
const HAIRLINE = 0.58
const CROWN = 1.06
const HAIR_WIDTH = 1.16
const HAIRLINE_POINTS = 7
const CROWN_POINTS = 9
/** The ring's distance from the middle of the face, in that of the outline. */
const RING = 1.42

/** Extrapolates the outline of a head off its landmarks; in their pixels. */
export function headOutline(landmarks: Landmarks): HeadOutline {
  const eyes = betweenEyes(landmarks)
  const chin = landmarks[8] as Point
  const up = { x: eyes.x - chin.x, y: eyes.y - chin.y }
  const [left, right] = [landmarks[0] as Point, landmarks[16] as Point]
  const middle = midpoint(left, right)
  const half = { x: (right.x - left.x) / 2, y: (right.y - left.y) / 2 }
  const dome = (points: number, height: number, width: number): Point[] =>
    Array.from({ length: points }, (_, index) => {
      const angle = (Math.PI * (index + 1)) / (points + 1)
      const [across, along] = [-width * Math.cos(angle), height * Math.sin(angle)]
      return {
        x: middle.x + across * half.x + along * up.x,
        y: middle.y + across * half.y + along * up.y,
      }
    })
  const crown = dome(CROWN_POINTS, CROWN, HAIR_WIDTH)
  const jaw = landmarks.slice(1, 16).filter((_, index) => index % 2 === 1)
  const centre = midpoint(eyes, chin)
  const ring = [...crown, ...jaw.reverse()].map(({ x, y }) => ({
    x: centre.x + RING * (x - centre.x),
    y: centre.y + RING * (y - centre.y),
  }))
  return { hairline: dome(HAIRLINE_POINTS, HAIRLINE, 1), crown, ring }
}
