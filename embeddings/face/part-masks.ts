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

/** How much of each pixel of a chip belongs to a part: CHIP_SIZE² shares 0 to 1, row by row. */
export type PartMask = Float32Array

/** Over so many pixels of the chip a mask falls from 1 to 0, half of them to either side of the rim. */
const FEATHER_PX = 6

/** How far around its shapes a part reaches, in pixels of the chip (eyes are 53 apart on it). */
const REACH_PX = { eyes: 9, brows: 9, nose: 9, mouth: 9, jaw: 7 } as const
/** What lies farther out than this, just within the face's oval, is the outline. */
const OUTLINE_FROM_PX = -1

/** Where a face's landmarks lie on its own chip, in the chip's pixels. */
export function landmarksOnChip(landmarks: Landmarks): Landmarks {
  const pictureToChip = invertTransform(chipToPicture(landmarks))
  return landmarks.map((point) => applyTransform(pictureToChip, point))
}

/**
 * Which pixels of a face's chip show which part, by the face's own landmarks on it (see
 * `landmarksOnChip`); `widerBy` pixels are added all around. No pixel belongs to several parts by more
 * than 1 in all.
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

/** 1 within `reachPx` of the shapes, falling to 0 about that rim. */
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
