import type { Point } from '../../embeddings/pixels/point.ts'
import type { AtlasRun } from './run-atlas.ts'

/** A press that moves less is a tap, in pixels. */
const STILL_PX = 8
const WHEEL_STEP = 0.0016
const KEY_PX = 90
const KEY_FACTOR = 1.35

export type Steering = {
  readonly run: AtlasRun
  /** A press without movement. */
  readonly onTap: (at: Point) => void
  /** Whether a movement draws a line round portraits in place of moving the map. */
  readonly isDrawing: () => boolean
  readonly onDraw: (line: readonly Point[], isDone: boolean) => void
  /** Anything a visitor does. */
  readonly onTouch: () => void
}

/** Moves the map by fingers, mouse, wheel and keys. Gives what ends that. */
export function steer(canvas: HTMLCanvasElement, steering: Steering): () => void {
  const { run, onTap, isDrawing, onDraw, onTouch } = steering
  const fingers = new Map<number, Point>()
  let movedPx = 0
  let line: Point[] = []
  const of = ({ offsetX, offsetY }: MouseEvent): Point => ({ x: offsetX, y: offsetY })

  const down = (event: PointerEvent) => {
    onTouch()
    canvas.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, of(event))
    if (fingers.size === 1) movedPx = 0
    line = isDrawing() && fingers.size === 1 ? [of(event)] : []
  }
  const move = (event: PointerEvent) => {
    const was = fingers.get(event.pointerId)
    if (!was) return
    const is = of(event)
    const others = [...fingers].filter(([id]) => id !== event.pointerId)
    fingers.set(event.pointerId, is)
    movedPx += Math.hypot(is.x - was.x, is.y - was.y)
    const [other] = others
    if (line.length > 0) {
      line.push(is)
      onDraw(line, false)
    } else if (other) {
      const [, still] = other
      const apart = (point: Point) => Math.hypot(point.x - still.x, point.y - still.y)
      const middle = { x: (is.x + still.x) / 2, y: (is.y + still.y) / 2 }
      run.zoom(apart(is) / Math.max(1, apart(was)), middle)
      run.pan((is.x - was.x) / 2, (is.y - was.y) / 2)
    } else {
      run.pan(is.x - was.x, is.y - was.y)
    }
  }
  const up = (event: PointerEvent) => {
    const was = fingers.get(event.pointerId)
    fingers.delete(event.pointerId)
    if (line.length > 0) {
      const drawn = line
      line = []
      onDraw(drawn, true)
    } else if (was && movedPx < STILL_PX && event.type === 'pointerup') onTap(of(event))
  }
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    onTouch()
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
    run.zoom(Math.exp(-event.deltaY * lines * WHEEL_STEP), of(event))
  }
  const key = (event: KeyboardEvent) => {
    const does = KEYS[event.key]
    if (!does || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onTouch()
    does(run)
  }
  canvas.addEventListener('pointerdown', down)
  canvas.addEventListener('pointermove', move)
  canvas.addEventListener('pointerup', up)
  canvas.addEventListener('pointercancel', up)
  canvas.addEventListener('wheel', wheel, { passive: false })
  canvas.addEventListener('keydown', key)
  return () => {
    canvas.removeEventListener('pointerdown', down)
    canvas.removeEventListener('pointermove', move)
    canvas.removeEventListener('pointerup', up)
    canvas.removeEventListener('pointercancel', up)
    canvas.removeEventListener('wheel', wheel)
    canvas.removeEventListener('keydown', key)
  }
}

const KEYS: Readonly<Record<string, (run: AtlasRun) => void>> = {
  ArrowLeft: (run) => run.pan(KEY_PX, 0),
  ArrowRight: (run) => run.pan(-KEY_PX, 0),
  ArrowUp: (run) => run.pan(0, KEY_PX),
  ArrowDown: (run) => run.pan(0, -KEY_PX),
  '+': (run) => run.zoom(KEY_FACTOR),
  '=': (run) => run.zoom(KEY_FACTOR),
  '-': (run) => run.zoom(1 / KEY_FACTOR),
  '0': (run) => run.whole(),
  Home: (run) => run.whole(),
}
