import sharp from 'sharp'
import type { Pixels } from '../../../embeddings/pixels/pixels.ts'
import { decodePicture } from '../../decode-picture.ts'

/**
 * Where a picture stands in the camera's view: its left edge, and its height, as shares of the
 * frame's.
 */
export type Standing = { readonly picture: Buffer; readonly left: number; readonly height: number }

const FRAME = { width: 640, height: 480 }
const WALL = '#8d8a84'

export type StageOptions = {
  /** Factor on every pixel. */
  readonly light?: number
  /** Degrees by which the camera is tilted, clockwise. */
  readonly tilt?: number
}

/** A camera frame of 640 × 480 pixels with pictures of people in it, on a plain wall. */
export async function stage(
  people: readonly Standing[],
  { light = 1, tilt = 0 }: StageOptions = {},
): Promise<Pixels> {
  const layers = await Promise.all(
    people.map(async ({ picture, left, height }) => ({
      input: await sharp(picture)
        .resize({ height: Math.round(height * FRAME.height) })
        .toBuffer(),
      left: Math.round(left * FRAME.width),
      top: Math.round(((1 - height) / 2) * FRAME.height),
    })),
  )
  const upright = await sharp({ create: { ...FRAME, channels: 3, background: WALL } })
    .composite(layers)
    .png()
    .toBuffer()
  const turned = await sharp(upright).rotate(tilt, { background: WALL }).linear(light, 0).toBuffer({
    resolveWithObject: true,
  })
  const { width, height } = turned.info
  return decodePicture(
    await sharp(turned.data)
      .extract({
        left: Math.floor((width - FRAME.width) / 2),
        top: Math.floor((height - FRAME.height) / 2),
        ...FRAME,
      })
      .png()
      .toBuffer(),
  )
}
