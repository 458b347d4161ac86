import type { Pixels } from '../../embeddings/pixels/pixels.ts'
import { squareAbout } from '../../embeddings/pixels/similarity-transform.ts'
import { warpPixels } from '../../embeddings/pixels/warp.ts'

/** The picture turned clockwise about its centre, on a black square large enough for all of it. */
export function turnPicture(picture: Pixels, degrees: number): Pixels {
  if (degrees === 0) return picture
  const side = Math.ceil(Math.hypot(picture.width, picture.height))
  const middle = { x: picture.width / 2, y: picture.height / 2 }
  return warpPixels(picture, squareAbout(middle, { side, scale: 1, degrees: -degrees }), side)
}
