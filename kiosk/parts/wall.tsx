import { useEffect, useRef } from 'preact/hooks'
import type { Layout } from '../wall/layout.ts'
import { GROUND, type PlasteredWall, type PlasterLamp, paintPlaster } from '../wall/plaster.ts'

/** Pixels painted in one go: about 4 ms of work on a slow core. */
const BAND_PIXELS = 40_000
/** A wall has no more pixels than this on its long side, those of a 4K screen. */
const LONGEST_SIDE = 3840

/** The plastered wall behind everything, lit where the pictures hang. */
export function Wall({ layout, width, height }: { layout: Layout; width: number; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const surface = canvas.current
    if (surface === null) return
    const scale = Math.min(devicePixelRatio, LONGEST_SIDE / Math.max(width, height))
    const wall: PlasteredWall = {
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      lamp: lampFor(layout, height),
      ground: groundOf(surface),
    }
    delete surface.dataset.painted
    surface.width = wall.width
    surface.height = wall.height
    const context = surface.getContext('2d', { alpha: false })
    if (context === null) return
    const bandRows = Math.max(1, Math.floor(BAND_PIXELS / wall.width))
    let frame = 0
    const plaster = () => {
      cancelAnimationFrame(frame)
      context.fillStyle = `rgb(${wall.ground.join(' ')})`
      context.fillRect(0, 0, wall.width, wall.height)
      let top = 0
      frame = requestAnimationFrame(function paint() {
        const rows = Math.min(bandRows, wall.height - top)
        const band = paintPlaster(wall, top, rows)
        context.putImageData(new ImageData(band, wall.width, rows), 0, top)
        top += rows
        if (top < wall.height) frame = requestAnimationFrame(paint)
        else surface.dataset.painted = 'true'
      })
    }
    plaster()
    // A graphics driver that was restarted takes the plaster along.
    surface.addEventListener('contextrestored', plaster)
    return () => {
      cancelAnimationFrame(frame)
      surface.removeEventListener('contextrestored', plaster)
    }
  }, [layout, width, height])
  return <canvas class="wall" ref={canvas} />
}

/** The museum's colour of the wall, which the styles hold as `--wall: #rrggbb`. */
function groundOf(surface: Element): PlasteredWall['ground'] {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(
    getComputedStyle(surface).getPropertyValue('--wall').trim(),
  )
  if (hex === null) return GROUND
  const [, red, green, blue] = hex.map((part) => Number.parseInt(part, 16))
  return [red as number, green as number, blue as number]
}

function lampFor(layout: Layout, height: number): PlasterLamp {
  const y = layout.eyeLine / height
  if (layout.format !== 'landscape') return { x: 0.5, y: y - 0.02, radiusX: 0.82, radiusY: 0.46 }
  const x = layout.direction === 'ltr' ? 0.42 : 0.58
  return { x, y: y - 0.02, radiusX: 0.5, radiusY: 0.66 }
}
