import { useEffect, useRef } from 'preact/hooks'

/** Longer than a child leans on a screen. */
const HELD_FOR_MS = 3_000

/**
 * The corner of the screen that an operator holds. Nothing is seen of it, and nobody comes upon it
 * by keyboard: there, Control, Shift and O do the same.
 */
export function PanelHandle(props: { readonly name: string; readonly onHeld: () => void }) {
  const { name, onHeld } = props
  const held = useRef<ReturnType<typeof setTimeout>>(undefined)
  const letGo = () => clearTimeout(held.current)
  useEffect(() => letGo, [])
  return (
    <button
      type="button"
      class="panel-handle"
      tabIndex={-1}
      aria-label={name}
      onPointerDown={(event) => {
        event.stopPropagation()
        letGo()
        held.current = setTimeout(onHeld, HELD_FOR_MS)
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onPointerLeave={letGo}
      onContextMenu={(event) => event.preventDefault()}
    />
  )
}
