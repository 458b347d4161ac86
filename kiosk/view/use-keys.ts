import { useEffect } from 'preact/hooks'
import type { Gesture } from '../state/exhibit-event.ts'
import type { Scene } from '../state/scene.ts'

/**
 * The keys that are not a button's own: Escape goes back, Enter or Space begins where nothing is
 * focused, and any key at all says that somebody is there.
 */
export function useKeys(scene: Scene, send: (gesture: Gesture) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        send({ type: scene.name === 'still-there' ? 'touch' : 'back' })
        return
      }
      const onButton = event.target instanceof HTMLButtonElement
      const begins = event.key === 'Enter' || event.key === ' '
      // The press that answers the question is the button's; another gesture would end it first.
      if (onButton && begins) return
      send({ type: scene.name === 'attract' && begins ? 'begin' : 'touch' })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [scene.name, send])
}
