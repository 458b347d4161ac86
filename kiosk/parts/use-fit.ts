import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

const STEP = 0.04
/** Below this a label is no longer read; what is longer still reaches out of its room. */
const LEAST = 0.4
/** Descenders may reach out of the last line by this much. */
const SLACK_PX = 4

/**
 * Prints words as large as their room allows: sets the custom property `--fit` of a box, at most 1,
 * so that its content does not reach out of it. The layout has to bound the box's height. What
 * stands beside the box in its parent may come and go, and letters may arrive late.
 */
export function useFit(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = box
    const room = current?.parentElement
    if (!current || !room) return
    const measure = () => {
      let scale = 1
      current.style.setProperty('--fit', '1')
      while (current.scrollHeight > current.clientHeight + SLACK_PX && scale - STEP >= LEAST) {
        scale -= STEP
        current.style.setProperty('--fit', scale.toFixed(2))
      }
    }
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(room)
    const reworded = new MutationObserver(measure)
    reworded.observe(room, { childList: true, characterData: true, subtree: true })
    document.fonts.addEventListener('loadingdone', measure)
    return () => {
      resized.disconnect()
      reworded.disconnect()
      document.fonts.removeEventListener('loadingdone', measure)
    }
  }, [box])
}
