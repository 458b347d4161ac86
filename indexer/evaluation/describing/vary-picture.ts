import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { fitPixels, type Pixels } from '../../../embeddings/pixels/pixels.ts'
import { squareAbout } from '../../../embeddings/pixels/similarity-transform.ts'
import { warpPixels } from '../../../embeddings/pixels/warp.ts'
import { normal, seededRandom } from '../../likeness/seeded-random.ts'

/** One way in which a camera in a dim hall might have taken the same picture. */
export type Variation = {
  /** Clockwise, −20 to 20. */
  readonly turnDegrees: number
  /** What the picture is shrunk to, 40 to 80; one that is smaller already is left as it is. */
  readonly eyeDistancePx: number
  /** Deviation of the Gaussian blur as a share of the distance between the eyes. */
  readonly blurShare: number
  /** Brightness b of 0 to 1 becomes gain · b^gamma. */
  readonly gain: number
  readonly gamma: number
  /** Deviation of the noise added to every number of every pixel, of 255. */
  readonly noise: number
  readonly noiseSeed: number
}

/** Stands in for the eyes' distance where no face was found: most faces vary at about this size. */
const USUAL_EYE_DISTANCE_PX = 60
/** sharp blurs by no less. */
const LEAST_BLUR_PX = 0.3

/** The same variation for the same seed. */
export function drawVariation(seed: string): Variation {
  const random = seededRandom(createHash('sha256').update(seed).digest().readUInt32LE())
  const between = (low: number, high: number): number => low + (high - low) * random()
  return {
    turnDegrees: between(-20, 20),
    eyeDistancePx: between(40, 80),
    blurShare: between(0.005, 0.025),
    gain: between(0.55, 0.95),
    gamma: between(1, 1.6),
    noise: between(1, 6),
    noiseSeed: Math.floor(random() * 2 ** 32),
  }
}

/**
 * The picture shrunk, turned, blurred and dimmed, in the order in which a camera would do it: its
 * distance and tilt first, then its lens, then its sensor. The corners that a turn lays bare are
 * black. `eyeDistancePx` is that of the largest face on the picture as given.
 */
export async function varyPicture(
  picture: Pixels,
  variation: Variation,
  eyeDistancePx: number | undefined,
): Promise<Pixels> {
  const scale = Math.min(1, variation.eyeDistancePx / (eyeDistancePx ?? USUAL_EYE_DISTANCE_PX))
  const small = fitPixels(picture, Math.round(Math.max(picture.width, picture.height) * scale))
  const turned = turnPicture(small, variation.turnDegrees)
  const eyesPx = (eyeDistancePx ?? USUAL_EYE_DISTANCE_PX) * scale
  return dim(await blur(turned, variation.blurShare * eyesPx), variation)
}

async function blur({ width, height, data }: Pixels, deviationPx: number): Promise<Pixels> {
  const blurred = await sharp(data, { raw: { width, height, channels: 4 } })
    .blur(Math.max(LEAST_BLUR_PX, deviationPx))
    .raw()
    .toBuffer()
  return { width, height, data: new Uint8ClampedArray(blurred) }
}

function dim({ width, height, data }: Pixels, variation: Variation): Pixels {
  const { gain, gamma, noise, noiseSeed } = variation
  const random = seededRandom(noiseSeed)
  const dimmed = Float32Array.from({ length: 256 }, (_, i) => 255 * gain * (i / 255) ** gamma)
  const result = new Uint8ClampedArray(data.length)
  for (let at = 0; at < data.length; at += 4) {
    for (let channel = at; channel < at + 3; channel++) {
      result[channel] = (dimmed[data[channel] as number] as number) + noise * normal(random)
    }
    result[at + 3] = 255
  }
  return { width, height, data: result }
}

/** The picture turned clockwise about its centre, on a black square large enough for all of it. */
export function turnPicture(picture: Pixels, degrees: number): Pixels {
  if (degrees === 0) return picture
  const side = Math.ceil(Math.hypot(picture.width, picture.height))
  const middle = { x: picture.width / 2, y: picture.height / 2 }
  return warpPixels(picture, squareAbout(middle, { side, scale: 1, degrees: -degrees }), side)
}
