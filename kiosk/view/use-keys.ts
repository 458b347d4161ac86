import { useEffect } from 'preact/hooks'
import type { Gesture, Scene } from '../state/scene.ts'

/** Keys that lead to an answer and are none: they move the focus, or are held with others. */
const LEADING_KEYS: ReadonlySet<string> = new Set([
  'Tab',
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
])

/**
 * The keys that are not a button's own: Escape goes back, Enter or Space begins where nothing is
 * focused, Control, Shift and O lead to the operator panel, and any key at all says that somebody
 * is there; but the question whether somebody is stays while its answers are being walked to.
 */
export function useKeys(scene: Scene, send: (gesture: Gesture) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        send({ type: scene.name === 'still-there' ? 'touch' : 'back' })
        return
      }
      if (event.ctrlKey && event.shiftKey && event.code === 'KeyO') {
        // Browsers open their bookmarks with it.
        event.preventDefault()
        send({ type: 'operate' })
        return
      }
      const onControl =
        event.target instanceof HTMLButtonElement || event.target instanceof HTMLInputElement
      const begins = event.key === 'Enter' || event.key === ' '
      // The press that answers the question is the button's; another gesture would end it first.
      if (onControl && begins) return
      if (scene.name === 'still-there' && LEADING_KEYS.has(event.key)) return
      send({ type: scene.name === 'attract' && begins ? 'begin' : 'touch' })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [scene.name, send])
}
