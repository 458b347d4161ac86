import { useEffect, useState } from 'preact/hooks'

/** What browsers call medium. */
const USUAL_ROOT_PX = 16
/** Beyond this the words of a scene no longer share its wall with a picture. */
const LARGEST = 2

/** How much larger than usual the browser's own text size asks words to be, 1 to 2. */
export function useTextScale(): number {
  const measure = () => {
    const rootPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    return Math.min(LARGEST, Math.max(1, rootPx / USUAL_ROOT_PX))
  }
  const [scale, setScale] = useState(measure)
  useEffect(() => {
    // One rem wide: its size tells of a change that no other event does.
    const ruler = document.createElement('div')
    ruler.className = 'ruler'
    document.body.append(ruler)
    const changed = new ResizeObserver(() => setScale(measure()))
    changed.observe(ruler)
    return () => {
      changed.disconnect()
      ruler.remove()
    }
  }, [])
  return scale
}
