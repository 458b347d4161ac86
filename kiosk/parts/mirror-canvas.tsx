import { useLayoutEffect, useRef } from 'preact/hooks'
import { boxStyle } from '../wall/box-style.ts'
import type { FacePlace } from '../wall/layout.ts'
import type { Fineness, Mirror } from '../wall/mirror.ts'

/** The visitor's place on the wall. */
export function MirrorCanvas(props: {
  readonly mirror: Mirror
  readonly place: FacePlace
  readonly description: string
  readonly fineness?: Fineness
  /** How it is laid out, where that is not at its place on the viewport. */
  readonly style?: Record<string, string>
}) {
  const { mirror, place, description, fineness = 'fine', style = boxStyle(place) } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    mirror.attach(canvas.current, place, fineness)
    return () => mirror.attach(null, place)
  }, [mirror, place, fineness])
  return <canvas class="mirror" ref={canvas} role="img" aria-label={description} style={style} />
}
