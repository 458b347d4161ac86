import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { drag, WHOLE, type Zoom, zoomAbout } from './zoom.ts'

const WHEEL_STEP = 0.0016
const KEY_FACTOR = 1.4
const KEY_DRAG = 0.12
const MIDDLE = { x: 0.5, y: 0.5 }

/** A zoom that fingers, a wheel and keys change, in the frame of `of`; begins anew with each picture. */
export function useZoom(
  frame: RefObject<HTMLElement | null>,
  of: string,
): { readonly zoom: Zoom; readonly change: (next: (zoom: Zoom) => Zoom) => void } {
  const [zoom, change] = useState(WHOLE)
  useEffect(() => change(WHOLE), [of])
  useEffect(() => {
    const window = frame.current
    if (window === null) return
    const fingers = new Map<number, { x: number; y: number }>()
    const shares = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
      const box = window.getBoundingClientRect()
      return { x: (clientX - box.x) / box.width, y: (clientY - box.y) / box.height }
    }
    const down = (event: PointerEvent) => {
      window.setPointerCapture(event.pointerId)
      fingers.set(event.pointerId, shares(event))
    }
    const up = ({ pointerId }: PointerEvent) => fingers.delete(pointerId)
    const move = (event: PointerEvent) => {
      const from = fingers.get(event.pointerId)
      if (from === undefined) return
      const to = shares(event)
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at)
      fingers.set(event.pointerId, to)
      if (other === undefined) {
        return change((held) => drag(held, { x: to.x - from.x, y: to.y - from.y }))
      }
      const apart = (at: { x: number; y: number }) => Math.hypot(at.x - other.x, at.y - other.y)
      const middle = { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 }
      const by = { x: (to.x - from.x) / 2, y: (to.y - from.y) / 2 }
      const factor = apart(to) / Math.max(0.01, apart(from))
      change((held) => drag(zoomAbout(held, factor, middle), by))
    }
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      change((held) => zoomAbout(held, Math.exp(-event.deltaY * WHEEL_STEP), shares(event)))
    }
    window.addEventListener('pointerdown', down)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', up)
    window.addEventListener('wheel', wheel, { passive: false })
    return () => {
      window.removeEventListener('pointerdown', down)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', up)
      window.removeEventListener('wheel', wheel)
    }
  }, [frame])
  useEffect(() => {
    const press = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      // The browser's own zoom and its way back through the pages visited.
      if (ctrlKey || metaKey || altKey) return
      const step = KEYS[key]
      if (step !== undefined) change(step)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return { zoom, change }
}

const KEYS: Readonly<Record<string, (zoom: Zoom) => Zoom>> = {
  '+': nearer,
  '-': farther,
  0: () => WHOLE,
  ArrowLeft: (zoom) => drag(zoom, { x: KEY_DRAG, y: 0 }),
  ArrowRight: (zoom) => drag(zoom, { x: -KEY_DRAG, y: 0 }),
  ArrowUp: (zoom) => drag(zoom, { x: 0, y: KEY_DRAG }),
  ArrowDown: (zoom) => drag(zoom, { x: 0, y: -KEY_DRAG }),
}

export function nearer(zoom: Zoom): Zoom {
  return zoomAbout(zoom, KEY_FACTOR, MIDDLE)
}

export function farther(zoom: Zoom): Zoom {
  return zoomAbout(zoom, 1 / KEY_FACTOR, MIDDLE)
}
