import { eyeCentres, type Landmarks, mirrorLandmarks } from '../../embeddings/face/landmarks.ts'
import type { Box, Point } from '../../embeddings/pixels/point.ts'
import type { FrozenPair, Still } from '../state/frozen-pair.ts'
import type { FacePlace } from '../wall/layout.ts'
import { laidOnto, type MirrorView, mirrorView } from '../wall/mirror-view.ts'
import { placeCrop } from '../wall/place-picture.ts'

/**
 * The two of a frozen pair laid over one another at one place; CSS pixels from its upper left
 * corner.
 */
export type LaidPair = {
  /** As the mirror shows them: when it mirrors, left and right are exchanged. */
  readonly visitor: { readonly landmarks: Landmarks; readonly view: MirrorView }
  /** As it hangs: all of its picture, and what of that the place shows. */
  readonly portrait: { readonly landmarks: Landmarks; readonly picture: Box; readonly frame: Box }
}

export type LayOptions = {
  readonly mirrored: boolean
  /** Pixels of the screen a CSS pixel: browsers hang pictures at whole ones. */
  readonly screenDensity: number
}

/** Lays both with their eyes on the place's, as mirror and wall do. */
export function layPair(
  { visitor, portrait }: FrozenPair,
  place: FacePlace,
  { mirrored, screenDensity }: LayOptions,
): LaidPair {
  return {
    visitor: layVisitor(visitor, place, mirrored),
    portrait: layPortrait(portrait, place, screenDensity),
  }
}

function layVisitor(
  { picture, landmarks }: Still,
  place: FacePlace,
  mirrored: boolean,
): LaidPair['visitor'] {
  const frame = { frameWidth: picture.width, frameHeight: picture.height }
  const view = mirrorView({ face: { landmarks }, ...frame }, place)
  const seen = mirrored ? mirrorLandmarks(landmarks, picture.width) : landmarks
  const seenAt = mirrored ? { ...view, x: picture.width - view.x } : view
  const [scale, , , , dx, dy] = laidOnto(seenAt, place, { density: 1, mirrored: false })
  const onPlace = seen.map(({ x, y }) => ({ x: scale * x + dx, y: scale * y + dy }))
  return { landmarks: onPlace, view }
}

function layPortrait(
  { picture, landmarks }: Still,
  place: FacePlace,
  screenDensity: number,
): LaidPair['portrait'] {
  const hung = placeCrop(picture, eyeCentres(landmarks), place)
  const origin = snapped(place, screenDensity)
  const onPlace = (box: Box): Box => {
    const { x, y, width, height } = snapped(box, screenDensity)
    return { x: x - origin.x, y: y - origin.y, width, height }
  }
  const frame = onPlace(hung.frame)
  const { x, y } = hung.frame
  const whole = onPlace({ ...hung.picture, x: x + hung.picture.x, y: y + hung.picture.y })
  const at = (point: Point): Point => ({
    x: whole.x + (point.x * whole.width) / picture.width,
    y: whole.y + (point.y * whole.height) / picture.height,
  })
  return { landmarks: landmarks.map(at), picture: whole, frame }
}

/** A box as browsers paint pictures: its sides on the nearest whole pixels of the screen. */
function snapped({ x, y, width, height }: Box, screenDensity: number): Box {
  const snap = (side: number) => Math.round(side * screenDensity) / screenDensity
  const [left, top] = [snap(x), snap(y)]
  return { x: left, y: top, width: snap(x + width) - left, height: snap(y + height) - top }
}
