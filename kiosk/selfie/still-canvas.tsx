import { useLayoutEffect, useRef } from 'preact/hooks'
import { boxStyle } from '../wall/box-style.ts'
import type { FacePlace } from '../wall/layout.ts'
import { placeWhole } from '../wall/place-picture.ts'
import { penFor } from '../wall/pool-of-light.ts'
import { drawStill } from './draw-still.ts'
import type { SelfieStill } from './selfie-state.ts'

/** Pixels for each CSS pixel. More pixels show no more of a face. */
const MAX_DENSITY = 2

/** The visitor's place on the wall. */
export function StillCanvas(props: {
  readonly still: SelfieStill
  readonly place: FacePlace
  readonly description: string
}) {
  const { still, place, description } = props
  const canvas = useWipedCanvas((surface) =>
    drawStill(surface, still, place, Math.min(devicePixelRatio, MAX_DENSITY)),
  )
  return (
    <canvas
      class="still"
      ref={canvas}
      role="img"
      aria-label={description}
      style={boxStyle(place)}
    />
  )
}

/** The whole picture as the visitor gave it, as large as the room for it allows. */
export function WholePictureCanvas(props: {
  readonly picture: ImageBitmap
  readonly room: { x: number; y: number; width: number; height: number }
  readonly description: string
}) {
  const { picture, room, description } = props
  const box = placeWhole({ width: picture.width, height: picture.height }, room)
  const canvas = useWipedCanvas((surface) => {
    const density = Math.min(devicePixelRatio, MAX_DENSITY)
    surface.width = Math.round(box.width * density)
    surface.height = Math.round(box.height * density)
    const context = penFor(surface)
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture, 0, 0, surface.width, surface.height)
  })
  return (
    <canvas
      class="given-picture"
      ref={canvas}
      role="img"
      aria-label={description}
      style={boxStyle(box)}
    />
  )
}

/** A canvas that is redrawn at every change and wiped when it is removed. */
function useWipedCanvas(draw: (canvas: HTMLCanvasElement) => void) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const surface = canvas.current
    if (surface !== null) draw(surface)
  })
  useLayoutEffect(() => {
    const surface = canvas.current
    return () => {
      if (surface !== null) surface.width = surface.height = 1
    }
  }, [])
  return canvas
}
