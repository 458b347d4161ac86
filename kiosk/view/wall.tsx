import { useEffect, useRef } from 'preact/hooks'
import type { Hang } from './hang.ts'
import { type Lamp, paintPlaster } from './plaster.ts'

/** Rows painted in one go: about 4 ms of work on a slow core. */
const BAND_ROWS = 12
/** Plaster needs no more pixels than this on its long side; the browser stretches the rest. */
const LONGEST_SIDE = 1920

/** The plastered wall behind everything, lit where the pictures hang. */
export function Wall({ hang, width, height }: { hang: Hang; width: number; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const surface = canvas.current
    if (surface === null) return
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
    const wall = {
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      lamp: lampFor(hang, height),
    }
    delete surface.dataset.painted
    surface.width = wall.width
    surface.height = wall.height
    const context = surface.getContext('2d', { alpha: false })
    if (context === null) return
    context.fillStyle = '#1b1b18'
    context.fillRect(0, 0, wall.width, wall.height)
    let top = 0
    let frame = requestAnimationFrame(function paint() {
      const rows = Math.min(BAND_ROWS, wall.height - top)
      const band = paintPlaster(wall, top, rows)
      context.putImageData(new ImageData(band, wall.width, rows), 0, top)
      top += rows
      if (top < wall.height) frame = requestAnimationFrame(paint)
      else surface.dataset.painted = 'true'
    })
    return () => cancelAnimationFrame(frame)
  }, [hang, width, height])
  return <canvas class="wall" ref={canvas} />
}

function lampFor(hang: Hang, height: number): Lamp {
  const y = hang.eyeLine / height
  return hang.format === 'landscape'
    ? { x: 0.42, y: y - 0.02, radiusX: 0.5, radiusY: 0.66 }
    : { x: 0.5, y: y - 0.02, radiusX: 0.82, radiusY: 0.46 }
}
