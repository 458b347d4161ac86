import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Box } from '../../embeddings/pixels/point.ts'
import { mediaPath } from '../../server/contract/http.ts'
import { within } from '../camera/within.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { Layout } from '../wall/layout.ts'
import { pictureFor, placeWhole } from '../wall/place-picture.ts'
import type { DeepZoom } from './deep-zoom.ts'

/**
 * A painting to be looked at closely: where it hung at first, and with more of the wall to fill.
 * What it is looked at through is loaded when it is first wanted; until then, and where it does not
 * arrive, the painting is simply there.
 */
export function LookCloser(props: {
  readonly portrait: ShownPortrait
  readonly layout: Layout
  readonly description: string
  /** What the words move it by. */
  readonly zoom: RefObject<DeepZoom | null>
}) {
  const { portrait, layout, description, zoom } = props
  const [isOpen, setOpen] = useState(false)
  const element = useRef<HTMLDivElement>(null)
  const room = closerRoom(layout)
  const whole = placeWhole(portrait.picture, layout.whole)
  useEffect(() => {
    let isWanted = true
    within(GLASS_WITHIN_MS, 'The glass for looking closer', import('./deep-zoom.ts')).then(
      ({ openDeepZoom }) => {
        if (!isWanted || element.current === null) return
        const { picture, closer } = portrait
        zoom.current = openDeepZoom({
          element: element.current,
          room,
          whole,
          at: headToComeNear(portrait),
          pictures: closer === null ? [picture] : [picture, closer],
          isCalm: matchMedia('(prefers-reduced-motion: reduce)').matches,
          onOpen: () => setOpen(true),
        })
      },
      reportError,
    )
    return () => {
      isWanted = false
      zoom.current?.close()
      zoom.current = null
      setOpen(false)
    }
  }, [portrait, layout, zoom])
  useEffect(() => {
    const press = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      // The browser's own zoom and its way back through the pages visited.
      if (ctrlKey || metaKey || altKey || zoom.current === null) return
      KEYS[key]?.(zoom.current)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [zoom])
  return (
    <div class="look-closer" role="img" aria-label={description} style={boxStyle(room)}>
      {isOpen ? null : (
        <img
          class="look-closer-still"
          src={mediaPath(pictureFor(portrait, whole.width).digest)}
          alt=""
          style={boxStyle({ ...whole, x: whole.x - room.x, y: whole.y - room.y })}
          draggable={false}
        />
      )}
      <div class="look-closer-glass" ref={element} />
    </div>
  )
}

/** A head that fills this much of a painting's height is near already. */
const NEAR_SHARE = 0.6

/** Where the head that was matched is; null where it needs no coming nearer, or nobody knows. */
function headToComeNear({ place }: ShownPortrait): Box | null {
  return place === null || place.height > NEAR_SHARE ? null : place
}

const GLASS_WITHIN_MS = 20_000
const LOOK = 0.2
const KEYS: Readonly<Record<string, (zoom: DeepZoom) => void>> = {
  '+': (zoom) => zoom.nearer(),
  '=': (zoom) => zoom.nearer(),
  '-': (zoom) => zoom.farther(),
  0: (zoom) => zoom.whole(),
  ArrowLeft: (zoom) => zoom.look(-LOOK, 0),
  ArrowRight: (zoom) => zoom.look(LOOK, 0),
  ArrowUp: (zoom) => zoom.look(0, -LOOK),
  ArrowDown: (zoom) => zoom.look(0, LOOK),
}

/** The wall around the room of a whole painting, up to the words and to the edges of the screen. */
export function closerRoom({ format, direction, width, whole, words }: Layout): Box {
  const height = whole.height + 2 * whole.y
  if (format !== 'landscape') return { x: 0, y: 0, width, height }
  if (direction === 'rtl') {
    const x = (words.x + words.width + whole.x) / 2
    return { x, y: 0, width: width - x, height }
  }
  return { x: 0, y: 0, width: (whole.x + whole.width + words.x) / 2, height }
}
