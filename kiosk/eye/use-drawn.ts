import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { penFor } from '../wall/pool-of-light.ts'

/** Lines need no finer canvas: they are never thinner than a pixel. */
const GREATEST_DENSITY = 2

export type Drawing = {
  readonly context: CanvasRenderingContext2D
  /** Pixels of the canvas to the CSS pixel. */
  readonly density: number
  /** How far it has come up, 0 to 1. */
  readonly presence: number
}

/**
 * A canvas as fine as it is shown: drawn when one of `depends` changes, coming up over `risesMs`
 * (at once where people ask for less motion), and again when its size on the screen or the room's
 * accent does. `draw` finds it empty. It says `data-drawn` once all of it is there.
 */
export function useDrawn(
  draw: (drawing: Drawing) => void,
  depends: readonly unknown[],
  risesMs = 0,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const { current } = canvas
    if (current === null) return
    const isStill = risesMs === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches
    let presence = isStill ? 1 : 0
    let frame = 0
    const drawAnew = () => {
      const density = Math.min(devicePixelRatio, GREATEST_DENSITY)
      current.width = Math.max(1, Math.round(current.clientWidth * density))
      current.height = Math.max(1, Math.round(current.clientHeight * density))
      draw({ context: penFor(current), density, presence })
      if (presence === 1) current.dataset.drawn = ''
    }
    const riseFrom = (sinceMs: number) => {
      frame = requestAnimationFrame((nowMs) => {
        presence = Math.min(1, Math.max(0, nowMs - sinceMs) / risesMs)
        drawAnew()
        if (presence < 1) riseFrom(sinceMs)
      })
    }
    delete current.dataset.drawn
    drawAnew()
    if (!isStill) riseFrom(performance.now())

    let isFirst = true
    const sizes = new ResizeObserver(() => {
      // It tells the size it finds at first, too.
      if (!isFirst) drawAnew()
      isFirst = false
    })
    sizes.observe(current)
    // Where `useAccent` puts it.
    const accents = new MutationObserver(drawAnew)
    accents.observe(document.documentElement, { attributeFilter: ['style'] })
    return () => {
      cancelAnimationFrame(frame)
      sizes.disconnect()
      accents.disconnect()
      current.width = current.height = 1
    }
  }, depends)
  return canvas
}
