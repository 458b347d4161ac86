import { useLayoutEffect, useRef } from 'preact/hooks'
import { boxStyle } from './box-style.ts'
import type { FacePlace } from './hang.ts'
import type { Mirror } from './mirror.ts'

/** The visitor's place on the wall. */
export function MirrorCanvas(props: {
  readonly mirror: Mirror
  readonly place: FacePlace
  readonly description: string
}) {
  const { mirror, place, description } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    mirror.hang(canvas.current, place)
    return () => mirror.hang(null, place)
  }, [mirror, place])
  return (
    <canvas
      class="mirror"
      ref={canvas}
      role="img"
      aria-label={description}
      style={boxStyle(place)}
    />
  )
}
