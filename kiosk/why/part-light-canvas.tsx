import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Landmarks } from '../../embeddings/face/landmarks.ts'
import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import type { Colour } from '../../server/contract/colour.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { FacePlace } from '../wall/layout.ts'
import { extremesOf } from '../wall/plaster.ts'
import { penFor } from '../wall/pool-of-light.ts'
import { rgbParts } from '../wall/room-light.ts'
import { drawPartLight, weightsOf } from './part-light.ts'

/** Dark that falls off this softly needs no more pixels. */
const WIDEST_PX = 420

/** The room's lamp on one of two faces: it rests where their likeness is. */
export function PartLight(props: {
  readonly place: FacePlace
  /** In CSS pixels of the place. */
  readonly landmarks: Landmarks
  /** What of the place the picture covers; all of it, where nothing is said. */
  readonly frame?: Box
  readonly explanation: LikenessExplanation
  readonly side: 'visitor' | 'portrait'
  readonly wall: Colour
}) {
  const { place, landmarks, frame, explanation, side, wall } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = place
  useLayoutEffect(() => {
    const surface = canvas.current
    if (surface === null) return
    const density = Math.min(devicePixelRatio, WIDEST_PX / width)
    surface.width = Math.round(width * density)
    surface.height = Math.round(height * density)
    const shade = rgbParts(extremesOf(wall).darkest)
    const weights = weightsOf(explanation)
    drawPartLight(penFor(surface), { landmarks, weights, width, height, density, shade })
  }, [landmarks, explanation, width, height, wall])
  const clip = frame && {
    clipPath: `inset(${frame.y}px ${width - frame.x - frame.width}px ${height - frame.y - frame.height}px ${frame.x}px)`,
  }
  return (
    <div
      class={`part-light-place part-light-${side}`}
      aria-hidden="true"
      style={{ ...boxStyle(place), ...clip }}
    >
      <canvas class="part-light" ref={canvas} />
    </div>
  )
}
