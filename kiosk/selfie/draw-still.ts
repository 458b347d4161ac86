import { midpoint } from '../../embeddings/pixels/point.ts'
import type { FacePlace } from '../wall/layout.ts'
import { createFeather, glimpseOf, lightPool, penFor } from '../wall/pool-of-light.ts'
import { withoutFlatMargins } from './flat-margins.ts'
import type { SelfieStill } from './selfie-state.ts'

/** Closer eyes are an error of the landmarks. */
const LEAST_EYE_DISTANCE_PX = 8

/**
 * Draws the visitor's face on its own canvas, which covers `place` at `density` pixels for each CSS
 * pixel. The face is level, its eyes are exactly at the place's, and a soft pool of light around it
 * dissolves into the wall. It is not mirrored: a picture shows people as others see them. The
 * caller gives the canvas a new size to wipe it.
 */
export function drawStill(
  canvas: HTMLCanvasElement,
  { picture, eyes }: SelfieStill,
  place: FacePlace,
  density: number,
): void {
  canvas.width = Math.round(place.width * density)
  canvas.height = Math.round(place.height * density)
  const [left, right] = eyes
  const [across, down] = [right.x - left.x, right.y - left.y]
  const apart = Math.hypot(across, down)
  const scale = (place.eyeDistance * density) / Math.max(LEAST_EYE_DISTANCE_PX, apart)
  const [cos, sin] = [(across / apart) * scale, (down / apart) * scale]
  const between = midpoint(left, right)
  const at = { x: (place.eyeX - place.x) * density, y: (place.eyeY - place.y) * density }

  const context = penFor(canvas)
  context.imageSmoothingQuality = 'high'
  context.setTransform(
    cos,
    -sin,
    sin,
    cos,
    at.x - cos * between.x - sin * between.y,
    at.y + sin * between.x - cos * between.y,
  )
  context.drawImage(picture, 0, 0)
  context.globalCompositeOperation = 'destination-in'
  // A flat margin would lie about the face as a pale moon.
  const seen = withoutFlatMargins(glimpseOf(picture, picture, LOOKED_AT_PX, 'unmixed'))
  context.drawImage(
    createFeather(),
    seen.x * picture.width,
    seen.y * picture.height,
    seen.width * picture.width,
    seen.height * picture.height,
  )
  lightPool(context, at, place.eyeDistance * density)
}

/** Margins are looked for on so many pixels of the longer side. */
const LOOKED_AT_PX = 128
