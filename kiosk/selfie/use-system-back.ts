import { useEffect, useRef } from 'preact/hooks'
import type { Selfie } from './run-selfie.ts'
import type { SelfieScene } from './selfie-state.ts'

/**
 * The "back" of the browser or the phone goes one scene back, and leaves the page only from the
 * start. One history entry stands for "deeper than the start". It is restored while there is a
 * scene to go back to, and removed by the return to the start.
 */
export function useSystemBack(scene: SelfieScene['name'], selfie: Selfie): void {
  const isDeep = scene !== 'start'
  const hasEntry = useRef(false)
  useEffect(() => {
    const goBack = () => {
      if (!hasEntry.current) return
      hasEntry.current = false
      selfie.send({ type: 'back' })
    }
    addEventListener('popstate', goBack)
    return () => removeEventListener('popstate', goBack)
  }, [selfie])
  useEffect(() => {
    if (isDeep && !hasEntry.current) {
      history.pushState(null, '')
      hasEntry.current = true
    } else if (!isDeep && hasEntry.current) {
      hasEntry.current = false
      history.back()
    }
  }, [scene, isDeep])
}
