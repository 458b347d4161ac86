import type { Box } from '../../embeddings/pixels/point.ts'
import type { Colour } from '../../server/contract/colour.ts'
import type { FrozenPair } from '../state/frozen-pair.ts'
import type { FacePlace } from '../wall/layout.ts'
import { penFor } from '../wall/pool-of-light.ts'
import { drawLayers } from './draw-layers.ts'
import { matchColours, type Oval } from './match-colours.ts'
import { HALF_WAY } from './morph-course.ts'
import { pixelsOf } from './morph-pixels.ts'
import { paintMorph } from './paint-morph.ts'

/**
 * Where the eyes lie on a poster and how far apart, as shares of its height and of its width: as in
 * the places of a pair. On a broad one heads are no larger for it.
 */
const EYES_DOWN = 0.44
const EYE_DISTANCE = { ofWidth: 0.298, ofHeight: 0.19 }

export type PosterOptions = {
  /** Whether the visitor is on it as in a mirror, or as others see them. */
  readonly mirrored: boolean
  /** What the visitor's picture falls off into where it is not yet the painting's. */
  readonly wall: Colour
}

/**
 * The poster of a visit: half the visitor and half the portrait, in shape and in colour, on the
 * ground of the painting, which is all there is beyond the face. Painted on a canvas that has its
 * size already, by the same mesh and sums as the morph; returns the part that the painting covers,
 * in pixels: the rest is clear. The poster shows a visitor: whoever asks for it gives the canvas
 * new size as soon as it has been seen or printed, and stores it nowhere.
 */
export function composePoster(
  canvas: HTMLCanvasElement,
  pair: FrozenPair,
  options: PosterOptions,
): Box {
  const place = posterPlace(canvas)
  const layers = drawLayers({ pair, place, screenDensity: 1, ...options }, canvas.width)
  const face = faceOn(place)
  featherInside(layers.visitor, face)
  const pixels = pixelsOf(layers)
  layers.wipe()
  matchColours(pixels, face)
  const image = new ImageData(canvas.width, canvas.height)
  paintMorph(pixels, HALF_WAY, new Uint32Array(image.data.buffer))
  const context = penFor(canvas)
  context.putImageData(image, 0, 0)
  // A painting has edges: there is nothing of the visitor beyond them.
  const { x, y, width, height } = pixels.frame
  context.globalCompositeOperation = 'destination-in'
  context.fillRect(x, y, width, height)
  context.globalCompositeOperation = 'source-over'
  for (const held of [pixels.visitor, pixels.portrait, image.data]) held.fill(0)
  return pixels.frame
}

/** The oval of a face whose eyes are where the place has them: brow to chin, ear to ear. */
const FACE = { below: 0.42, radiusX: 1.14, radiusY: 1.6 }
/** To this share of the oval all of the visitor is there; from its rim on, nothing. */
const FEATHERED_FROM = 0.52

function faceOn({ eyeX, eyeY, eyeDistance }: FacePlace): Oval {
  return {
    x: eyeX,
    y: eyeY + FACE.below * eyeDistance,
    radiusX: FACE.radiusX * eyeDistance,
    radiusY: FACE.radiusY * eyeDistance,
  }
}

/** Leaves of the visitor the face alone: hair, collar and the room behind are the painting's. */
function featherInside(visitor: HTMLCanvasElement, { x, y, radiusX, radiusY }: Oval): void {
  const context = penFor(visitor)
  context.globalCompositeOperation = 'destination-in'
  context.setTransform(radiusX, 0, 0, radiusY, x, y)
  const rim = context.createRadialGradient(0, 0, FEATHERED_FROM, 0, 0, 1)
  rim.addColorStop(0, 'rgb(0 0 0 / 1)')
  rim.addColorStop(0.5, 'rgb(0 0 0 / 0.5)')
  rim.addColorStop(1, 'rgb(0 0 0 / 0)')
  context.fillStyle = rim
  context.fillRect(-40, -40, 80, 80)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalCompositeOperation = 'source-over'
}

function posterPlace({ width, height }: HTMLCanvasElement): FacePlace {
  return {
    x: 0,
    y: 0,
    width,
    height,
    eyeX: width / 2,
    eyeY: Math.round(height * EYES_DOWN),
    eyeDistance: Math.min(width * EYE_DISTANCE.ofWidth, height * EYE_DISTANCE.ofHeight),
  }
}
