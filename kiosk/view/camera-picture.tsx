import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Corner } from '../upkeep/corner.ts'

/** What the camera sees, as it is looked at: turned and cut by the settings, not mirrored. */
export function CameraPicture({
  corner,
  name,
}: {
  readonly corner: Corner
  readonly name: string
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    corner.show(canvas.current)
    return () => corner.show(null)
  }, [corner])
  return (
    <canvas
      class="operator-picture"
      ref={canvas}
      role="img"
      aria-label={name}
      width={1}
      height={1}
    />
  )
}
