import type { Media } from '../../embeddings/gallery/portrait.ts'
import { type Box, midpoint, type Point } from '../../embeddings/pixels/point.ts'
import { LEAST_EYE_SHARE, type ShownPortrait } from '../state/shown-portrait.ts'
import type { FacePlace } from './layout.ts'

/** How a picture hangs: the part of the wall it covers, and where the picture lies behind that. */
export type Placement = {
  /** On the viewport, in CSS pixels. */
  readonly frame: Box
  /** The whole picture, from the upper left corner of the frame. */
  readonly picture: Box
}

/**
 * Puts the eyes of a crop exactly where the place wants them. Where the painting ends within the
 * place, the frame ends with it: a painting has edges, and is never stretched to hide them.
 */
export function placeCrop(
  crop: Pick<Media, 'width' | 'height'>,
  eyes: readonly [Point, Point],
  place: FacePlace,
): Placement {
  const [left, right] = eyes
  const apart = Math.hypot(right.x - left.x, right.y - left.y)
  const scale = place.eyeDistance / Math.max(apart, crop.width * LEAST_EYE_SHARE)
  const between = midpoint(left, right)
  const x = place.eyeX - between.x * scale
  const y = place.eyeY - between.y * scale
  const width = crop.width * scale
  const height = crop.height * scale
  const frame = {
    x: Math.max(place.x, x),
    y: Math.max(place.y, y),
    width: Math.min(place.x + place.width, x + width) - Math.max(place.x, x),
    height: Math.min(place.y + place.height, y + height) - Math.max(place.y, y),
  }
  return { frame, picture: { x: x - frame.x, y: y - frame.y, width, height } }
}

/** The largest size of a picture in its own proportions within a room, resting on its middle. */
export function placeWhole(
  picture: { readonly width: number; readonly height: number },
  room: Box,
): Box {
  const scale = Math.min(room.width / picture.width, room.height / picture.height)
  const width = picture.width * scale
  const height = picture.height * scale
  return {
    x: room.x + (room.width - width) / 2,
    y: room.y + (room.height - height) / 2,
    width,
    height,
  }
}

/** Which picture of a work is sharp enough to cover `width` CSS pixels of this screen. */
export function pictureFor(
  { picture, closer }: Pick<ShownPortrait, 'picture' | 'closer'>,
  width: number,
): Media {
  const isSharp = width * devicePixelRatio <= picture.width
  return isSharp || closer === null ? picture : closer
}
