import { applyTransform, invertTransform } from '../pixels/similarity-transform.ts'
import { CHIP_SIZE, chipToPicture } from './alignment.ts'
import {
  distanceTo,
  FACE_PARTS,
  type FacePart,
  faceOval,
  type PartShape,
  partShapes,
} from './face-parts.ts'
import type { Landmarks } from './landmarks.ts'

/**
 * The share of each pixel of a chip that belongs to a part: CHIP_SIZE² shares 0 to 1, row by row.
 */
export type PartMask = Float32Array

/** Width in pixels over which a mask falls from 1 to 0. The rim lies in the middle of it. */
const FEATHER_PX = 6

/** Reach of a part around its shapes, in pixels of the chip (on it, the eyes are 53 apart). */
const REACH_PX = { eyes: 9, brows: 9, nose: 9, mouth: 9, jaw: 7 } as const
/** The outline begins here, just inside the face's oval; negative distances lie inside. */
const OUTLINE_FROM_PX = -1

/** Maps a face's landmarks to its own chip, in the chip's pixels. */
export function landmarksOnChip(landmarks: Landmarks): Landmarks {
  const pictureToChip = invertTransform(chipToPicture(landmarks))
  return landmarks.map((point) => applyTransform(pictureToChip, point))
}

/**
 * Masks of the parts of a face on its chip. `onChip` are the face's own landmarks there (see
 * `landmarksOnChip`); `widerBy` widens each part by so many pixels. The shares of one pixel add up
 * to at most 1.
 */
export function partMasks(onChip: Landmarks, widerBy = 0): Record<FacePart, PartMask> {
  const shapes = partShapes(onChip)
  const mask = (part: keyof typeof REACH_PX): PartMask =>
    within(shapes[part], REACH_PX[part] + widerBy)
  const masks: Record<FacePart, PartMask> = {
    eyes: mask('eyes'),
    brows: mask('brows'),
    nose: mask('nose'),
    mouth: mask('mouth'),
    jaw: mask('jaw'),
    outline: within([faceOval(onChip)], OUTLINE_FROM_PX - widerBy).map((share) => 1 - share),
  }
  for (let pixel = 0; pixel < CHIP_SIZE * CHIP_SIZE; pixel++) {
    let claimed = 0
    for (const part of FACE_PARTS) claimed += masks[part][pixel] as number
    if (claimed <= 1) continue
    for (const part of FACE_PARTS) masks[part][pixel] = (masks[part][pixel] as number) / claimed
  }
  return masks
}

/** A mask that is 1 within `reachPx` of the shapes and falls to 0 around that rim. */
function within(shapes: readonly PartShape[], reachPx: number): PartMask {
  const mask = new Float32Array(CHIP_SIZE * CHIP_SIZE)
  const margin = reachPx + FEATHER_PX / 2 + 1
  for (const shape of shapes) {
    const xs = shape.points.map(({ x }) => x)
    const ys = shape.points.map(({ y }) => y)
    const [left, right] = [inside(Math.min(...xs) - margin), inside(Math.max(...xs) + margin)]
    const [top, bottom] = [inside(Math.min(...ys) - margin), inside(Math.max(...ys) + margin)]
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const distance = distanceTo(shape, x + 0.5, y + 0.5)
        const inwards = Math.min(1, Math.max(0, 0.5 + (reachPx - distance) / FEATHER_PX))
        const share = inwards * inwards * (3 - 2 * inwards)
        const pixel = y * CHIP_SIZE + x
        if (share > (mask[pixel] as number)) mask[pixel] = share
      }
    }
  }
  return mask
}

function inside(coordinate: number): number {
  return Math.min(CHIP_SIZE, Math.max(0, Math.floor(coordinate)))
}
