import { useEffect, useRef, useState } from 'preact/hooks'
import type { DeskCard } from '../../server/contract/desk.ts'
import { pictureAt } from './card-view.tsx'

type Box = DeskCard['box']

const STEP = 0.01
const FIRST_BOX: Box = { x: 0.4, y: 0.3, width: 0.2, height: 0.2 }
const LEAST = 0.02

/** The whole painting with a box round each face; a new one is drawn with the pointer or keys. */
export function WholePainting(props: {
  card: DeskCard
  /** Given when a box is to be drawn. */
  onDrawn?: (box: Box) => void
  onCancel?: () => void
  isBusy?: boolean
}) {
  const { card, onDrawn, onCancel, isBusy = false } = props
  const [box, setBox] = useState<Box | null>(onDrawn ? FIRST_BOX : null)
  const from = useRef<{ x: number; y: number } | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => setBox(onDrawn ? FIRST_BOX : null), [card.work, onDrawn !== undefined])
  useEffect(() => {
    if (onDrawn) frame.current?.focus()
  }, [onDrawn !== undefined])

  const at = (event: PointerEvent) => {
    const { left, top, width, height } = (frame.current as HTMLElement).getBoundingClientRect()
    const share = (value: number) => Math.min(1, Math.max(0, value))
    return { x: share((event.clientX - left) / width), y: share((event.clientY - top) / height) }
  }
  const start = (event: PointerEvent) => {
    if (!onDrawn || isBusy) return
    event.preventDefault()
    from.current = at(event)
    frame.current?.setPointerCapture(event.pointerId)
  }
  const draw = (event: PointerEvent) => {
    if (!from.current) return
    const [a, b] = [from.current, at(event)]
    setBox({
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.max(LEAST, Math.abs(a.x - b.x)),
      height: Math.max(LEAST, Math.abs(a.y - b.y)),
    })
  }
  const byKey = (event: KeyboardEvent) => {
    if (!onDrawn || !box || isBusy) return
    const across = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key] ?? 0
    const down = { ArrowUp: -STEP, ArrowDown: STEP }[event.key] ?? 0
    if (event.key === 'Enter') onDrawn(inside(box))
    else if (event.key === 'Escape') onCancel?.()
    else if (across === 0 && down === 0) return
    else if (event.shiftKey) {
      setBox(inside({ ...box, width: box.width + across, height: box.height + down }))
    } else setBox(inside({ ...box, x: box.x + across, y: box.y + down }))
    event.preventDefault()
    event.stopPropagation()
  }

  const { width, height } = card.picture
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is an application while one draws
    <div
      ref={frame}
      class={`painting${onDrawn ? ' painting-drawn-on' : ''}`}
      {...(onDrawn
        ? {
            role: 'application',
            tabIndex: 0,
            'aria-label':
              'The painting. Arrow keys move the box, with Shift they size it, Enter describes the face in it, Escape leaves.',
          }
        : {})}
      onPointerDown={start}
      onPointerMove={draw}
      onPointerUp={() => {
        from.current = null
      }}
      onKeyDown={byKey}
    >
      <img
        src={pictureAt(card.picture)}
        width={width}
        height={height}
        alt={`${card.title}, the whole painting`}
        draggable={false}
        decoding="async"
      />
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {card.others.map(({ face, box: its, is }) => (
          <rect
            key={face}
            class={`box box-${is.replace(' ', '-')}${face === card.face ? ' box-this' : ''}`}
            {...percent(its)}
          />
        ))}
        {box && <rect class="box box-new" {...percent(box)} />}
      </svg>
    </div>
  )
}

function percent({ x, y, width, height }: Box) {
  return { x: x * 100, y: y * 100, width: width * 100, height: height * 100 }
}

function inside(box: Box): Box {
  const width = Math.min(1, Math.max(LEAST, box.width))
  const height = Math.min(1, Math.max(LEAST, box.height))
  return {
    x: Math.min(1 - width, Math.max(0, box.x)),
    y: Math.min(1 - height, Math.max(0, box.y)),
    width,
    height,
  }
}
