import type { Pixels } from '../../embeddings/pixels.ts'
import { warpPixels } from '../../embeddings/warp.ts'

/** The picture turned clockwise about its centre, on a black square large enough for all of it. */
export function turnPicture(picture: Pixels, degrees: number): Pixels {
  if (degrees === 0) return picture
  const angle = (-degrees * Math.PI) / 180
  const side = Math.ceil(Math.hypot(picture.width, picture.height))
  const a = Math.cos(angle)
  const b = Math.sin(angle)
  const half = side / 2
  return warpPixels(
    picture,
    {
      a,
      b,
      tx: picture.width / 2 - (a * half - b * half),
      ty: picture.height / 2 - (b * half + a * half),
    },
    side,
  )
}
