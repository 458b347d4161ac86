import sharp from 'sharp'
import type { Pixels } from '../embeddings/pixels/pixels.ts'

/** A picture file, or its bytes, as Pixels. */
export async function decodePicture(picture: string | Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(picture)
    .rotate()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength),
  }
}
