import type { Media } from '../../embeddings/gallery/portrait.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import type { Direction, FacePlace } from '../wall/layout.ts'
import { placeWhole } from '../wall/place-picture.ts'

/**
 * A printed sheet is laid out in thousandths of its width: so it is the same on A6 as on A4 or on
 * Letter, and on the wall where it is shown before.
 */
const ACROSS = 1_000
/** A portrait may be as high as this, for the label below it to fit any of these papers. */
const PICTURE_HEIGHT = 880
/** Of the sheet as it is shown on the wall: between Letter's 1.29 and the 1.41 of A4. */
const SHEET_PROPORTION = 1.36

/** The whole portrait on a sheet. */
export function pictureOnSheet(picture: Media): { readonly area: Box; readonly picture: Box } {
  const box = placeWhole(picture, { x: 0, y: 0, width: ACROSS, height: PICTURE_HEIGHT })
  return { area: { x: 0, y: 0, width: ACROSS, height: box.height }, picture: { ...box, y: 0 } }
}

/** A face beside the portrait's, their eyes on one line: where they are on a sheet. */
export function pairOnSheet(direction: Direction): {
  readonly area: Box
  readonly visitorSlot: FacePlace
  readonly portraitSlot: FacePlace
} {
  const [width, height] = [490, 660]
  const face = (x: number): FacePlace => ({
    x,
    y: 0,
    width,
    height,
    eyeX: x + width / 2,
    eyeY: height * 0.43,
    eyeDistance: 138,
  })
  const [first, second] = [face(0), face(ACROSS - width)]
  const area = { x: 0, y: 0, width: ACROSS, height }
  return direction === 'ltr'
    ? { area, visitorSlot: first, portraitSlot: second }
    : { area, visitorSlot: second, portraitSlot: first }
}

/** The paper on the wall, in the room of a whole painting. */
export function sheetOnWall(room: Box): Box {
  return placeWhole({ width: ACROSS, height: ACROSS * SHEET_PROPORTION }, room)
}

/** A box as the inline geometry of an element, in shares of the one it stands in. */
export function shareStyle(box: Box, within: Box): Record<string, string> {
  const share = (length: number, of: number) => `${(100 * length) / of}%`
  return {
    left: share(box.x, within.width),
    top: share(box.y, within.height),
    width: share(box.width, within.width),
    height: share(box.height, within.height),
  }
}
