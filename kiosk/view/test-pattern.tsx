import { useEffect, useRef } from 'preact/hooks'
import { paintPattern } from './paint-pattern.ts'

/** The whole screen as a test pattern, until it is touched. */
export function TestPattern(props: { readonly name: string; readonly onEnd: () => void }) {
  const { name, onEnd } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const surface = canvas.current
    const context = surface?.getContext('2d', { alpha: false })
    if (surface === null || !context) return
    // Pixel for pixel of the panel, or a fine line would not show what the panel does to it.
    surface.width = Math.round(innerWidth * devicePixelRatio)
    surface.height = Math.round(innerHeight * devicePixelRatio)
    paintPattern(context, surface.width, surface.height)
  }, [])
  return (
    <button type="button" class="test-pattern" aria-label={name} onClick={onEnd}>
      <canvas class="test-pattern-canvas" ref={canvas} />
    </button>
  )
}
