import { useEffect, useRef } from 'preact/hooks'

const GREYS = 16
const BARS = ['#fff', '#ff0', '#0ff', '#0f0', '#f0f', '#f00', '#00f', '#000']

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

/**
 * What shows a screen's faults: a line on the outermost pixels (cut off where the panel overscans),
 * a grid and a circle (out of shape where it stretches), colours, sixteen greys (the darkest run
 * together where the panel is set too dark), and lines a pixel apart (grey where it scales).
 */
function paintPattern(context: CanvasRenderingContext2D, width: number, height: number): void {
  const short = Math.min(width, height)
  context.fillStyle = '#202020'
  context.fillRect(0, 0, width, height)
  context.strokeStyle = '#505050'
  context.lineWidth = 1
  const step = short / 12
  context.beginPath()
  for (let x = (width / 2) % step; x < width; x += step) line(context, x, 0, x, height)
  for (let y = (height / 2) % step; y < height; y += step) line(context, 0, y, width, y)
  context.stroke()

  const left = width / 2 - short * 0.4
  const side = short * 0.8
  const top = height / 2 - short * 0.24
  BARS.forEach((colour, index) => {
    context.fillStyle = colour
    context.fillRect(left + (side * index) / BARS.length, top, side / BARS.length + 1, short * 0.2)
  })
  for (let grey = 0; grey < GREYS; grey++) {
    const value = Math.round((255 * grey) / (GREYS - 1))
    context.fillStyle = `rgb(${value} ${value} ${value})`
    context.fillRect(left + (side * grey) / GREYS, top + short * 0.2, side / GREYS + 1, short * 0.1)
  }
  context.fillStyle = '#fff'
  for (let x = 0; x < side; x += 2) {
    context.fillRect(Math.round(left + x), Math.round(top + short * 0.34), 1, short * 0.05)
  }
  for (let y = 0; y < short * 0.05; y += 2) {
    context.fillRect(left, Math.round(top + short * 0.42 + y), side, 1)
  }

  context.strokeStyle = '#fff'
  context.lineWidth = 2
  context.beginPath()
  context.arc(width / 2, height / 2, short * 0.46, 0, 2 * Math.PI)
  context.stroke()
  context.lineWidth = 1
  context.strokeRect(0.5, 0.5, width - 1, height - 1)
  context.fillStyle = '#fff'
  context.font = `${Math.round(short * 0.03)}px sans-serif`
  context.textAlign = 'center'
  context.fillText(`${width} × ${height}`, width / 2, top - short * 0.04)
}

function line(
  context: CanvasRenderingContext2D,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
): void {
  context.moveTo(Math.round(fromX) + 0.5, Math.round(fromY) + 0.5)
  context.lineTo(Math.round(toX) + 0.5, Math.round(toY) + 0.5)
}
