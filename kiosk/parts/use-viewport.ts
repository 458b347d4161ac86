import { useEffect, useState } from 'preact/hooks'

/** The viewport in CSS pixels, as it is now. */
export function useViewport(): { readonly width: number; readonly height: number } {
  const measure = () => ({ width: innerWidth, height: innerHeight })
  const [viewport, setViewport] = useState(measure)
  useEffect(() => {
    const remeasure = () => setViewport(measure())
    addEventListener('resize', remeasure)
    return () => removeEventListener('resize', remeasure)
  }, [])
  return viewport
}
