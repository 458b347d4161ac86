import { useLayoutEffect, useRef } from 'preact/hooks'
import { eyeDistancePx, type Landmarks } from '../../embeddings/face/landmarks.ts'
import type { Portrait } from '../../embeddings/gallery/portrait.ts'
import type { ComputedFace } from '../state/collection.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { FacePlace } from '../wall/layout.ts'
import { placeCrop } from '../wall/place-picture.ts'
import { accentAt, UNLIT } from './eye-colours.ts'
import { drawEye } from './eye-drawing.ts'
import { faceBox } from './face-lines.ts'
import { useDrawn } from './use-drawn.ts'
import type { VisitorEye } from './visitor-eye.ts'

/** What is found of the visitor, over the mirror; drawn frame by frame. */
export function VisitorEyeLines(props: { readonly eye: VisitorEye; readonly place: FacePlace }) {
  const { eye, place } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    eye.attach(canvas.current, place)
    return () => eye.attach(null, place)
  }, [eye, place])
  return <canvas class="eye-lines eye-lines-visitor" ref={canvas} style={boxStyle(place)} />
}

/**
 * How far the lamp on a portrait is turned down, so that lines of light are seen on bright paint.
 */
const VEIL = 0.3

/** As a lamp comes up: points first, then the lines between them, and the box about all. */
const RISES_MS = 900

/** What was found of a portrait, over the picture that hangs in the place. */
export function PortraitEyeLines(props: {
  readonly face: Pick<ComputedFace, 'portraitId' | 'crop' | 'landmarks'>
  readonly eyes: Portrait['eyes']
  readonly place: FacePlace
}) {
  const { face, eyes, place } = props
  const canvas = useDrawn(
    ({ context, density, presence }) => {
      const landmarks = landmarksInPlace(face, eyes, place).map(({ x, y }) => ({
        x: x * density,
        y: y * density,
      }))
      const { frame } = placeCrop(face.crop, eyes, place)
      const painting = {
        x: (frame.x - place.x) * density,
        y: (frame.y - place.y) * density,
        width: frame.width * density,
        height: frame.height * density,
      }
      context.fillStyle = UNLIT
      context.globalAlpha = VEIL * presence
      context.fillRect(painting.x, painting.y, painting.width, painting.height)
      context.globalAlpha = 1
      drawEye(context, {
        landmarks,
        box: faceBox(landmarks, painting),
        eyeDistance: eyeDistancePx(landmarks),
        accent: accentAt(context.canvas),
        presence,
      })
    },
    [face, eyes, place],
    RISES_MS,
  )
  return <canvas class="eye-lines eye-lines-portrait" ref={canvas} style={boxStyle(place)} />
}

/**
 * Landmarks on a crop as they lie on a canvas that covers the place in which the crop hangs; CSS
 * pixels.
 */
export function landmarksInPlace(
  { crop, landmarks }: Pick<ComputedFace, 'crop' | 'landmarks'>,
  eyes: Portrait['eyes'],
  place: FacePlace,
): Landmarks {
  const { frame, picture } = placeCrop(crop, eyes, place)
  const scale = picture.width / crop.width
  return landmarks.map(({ x, y }) => ({
    x: frame.x + picture.x - place.x + x * scale,
    y: frame.y + picture.y - place.y + y * scale,
  }))
}
