import { betweenEyes, eyeDistancePx, type Landmarks } from '../../embeddings/face/landmarks.ts'
import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import type { FacePlace } from './layout.ts'

/**
 * The frame's point, in its pixels, that lies between the place's eyes; and CSS pixels a frame
 * pixel.
 */
export type MirrorView = { readonly x: number; readonly y: number; readonly scale: number }

/** A canvas transform as `setTransform` takes it. */
type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** Faces nearer together than this are a slip of the landmarks. */
const LEAST_EYE_DISTANCE_PX = 8

/** As much of a reading as tells how a frame is laid. */
type LaidBy = Pick<FaceReading, 'frameWidth' | 'frameHeight'> & {
  readonly face: { readonly landmarks: Landmarks } | null
}

/** With a face: its eyes on the place's. Without: the whole frame, filling the place. */
export function mirrorView(
  { face, frameWidth, frameHeight }: LaidBy,
  place: FacePlace,
): MirrorView {
  if (face === null) {
    const scale = Math.max(place.width / frameWidth, place.height / frameHeight)
    const above = (place.eyeY - place.y) / scale
    return { x: frameWidth / 2, y: Math.max(above, frameHeight * 0.4), scale }
  }
  const { x, y } = betweenEyes(face.landmarks)
  return {
    x,
    y,
    scale: place.eyeDistance / Math.max(LEAST_EYE_DISTANCE_PX, eyeDistancePx(face.landmarks)),
  }
}

/** A share of the way from one view to another. */
export function approach(from: MirrorView, to: MirrorView, share: number): MirrorView {
  return {
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    // Scales are ratios: half way between 1 and 4 is 2.
    scale: from.scale * (to.scale / from.scale) ** share,
  }
}

/**
 * Lays a frame on a canvas that covers `place` at `density` pixels to the CSS pixel. Mirrored: the
 * frame's x runs leftwards from the eyes.
 */
export function laidOnto(
  view: MirrorView,
  place: FacePlace,
  { density, mirrored }: { readonly density: number; readonly mirrored: boolean },
): Transform {
  const scale = view.scale * density
  const across = mirrored ? -scale : scale
  const eyeX = (place.eyeX - place.x) * density
  const eyeY = (place.eyeY - place.y) * density
  return [across, 0, 0, scale, eyeX - view.x * across, eyeY - view.y * scale]
}
