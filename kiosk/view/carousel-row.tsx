import { PlacedFace } from '../parts/placed-face.tsx'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import type { FacePlace, Layout } from '../wall/layout.ts'

/** The heads of the row are this much smaller than the one that has come forward. */
const SCALE = 0.46
/**
 * The window on a head of the row, in distances between its eyes; the eyes are at `above` of its
 * height.
 */
const WINDOW = { width: 2.9, height: 3.9, above: 0.46 }
/** A head comes up once it has come so near to where it will rest, in places of the row. */
const SEEN_FROM = 0.35
/** Turns change on a tick; the drift lasts a little longer than a turn, so that it never halts. */
const SLACK_MS = 400

type CarouselRowProps = {
  readonly portraits: readonly ShownPortrait[]
  readonly turn: number
  readonly layout: Layout
  /** How long a turn lasts. */
  readonly heldMs: number
  /** Whether somebody stands there, and is looked at. */
  readonly isAnswering: boolean
}

/**
 * The row behind the face that has come forward: a row of dim heads that drifts along the line of
 * eyes, one head further with every turn. The one whose turn it is has left its place in the row,
 * and is back in it when the next one's comes. Every head moves by one transition a turn, which the
 * compositor plays; there are no more of them than the wall shows and one to either side.
 */
export function CarouselRow(props: CarouselRowProps) {
  const { portraits, turn, layout, heldMs, isAnswering } = props
  const { before, after } = reachOf(layout, portraits.length)
  const places = Array.from({ length: before + after + 1 }, (_, index) => turn - before + index)
  const place = headPlace(layout)
  return (
    <div
      class={isAnswering ? 'carousel carousel-answering' : 'carousel'}
      aria-hidden="true"
      style={{ '--drift': `${heldMs + SLACK_MS}ms` }}
    >
      {places.map((index) => {
        const portrait = portraits[modulo(index, portraits.length)]
        if (portrait === undefined) return null
        const x = restOf(index - turn, layout)
        // It comes to rest there by the end of the turn, and is a place farther on at its
        // beginning.
        const isOut = index === turn || x + layout.row.spacing * SEEN_FROM > layout.row.end
        return (
          <div
            key={index}
            class={isOut ? 'carousel-head carousel-head-out' : 'carousel-head'}
            style={{
              transform: `translateX(${layout.direction === 'ltr' ? x : layout.width - x}px)`,
            }}
          >
            <PlacedFace portrait={portrait} place={place} description="" />
          </div>
        )
      })}
    </div>
  )
}

/** How far from the row's start a head comes to rest, `ahead` turns before its own. */
function restOf(ahead: number, { singleSlot, row, direction, width }: Layout): number {
  const middle = direction === 'ltr' ? singleSlot.eyeX : width - singleSlot.eyeX
  // Half a place on, so that a head is behind the face that it became in the middle of its turn.
  return middle + (ahead - 0.5) * row.spacing
}

/** How many heads are hung before and after the one whose turn it is. */
function reachOf(
  layout: Layout,
  count: number,
): { readonly before: number; readonly after: number } {
  // On a phone one face takes the whole width.
  if (layout.format === 'phone') return { before: 0, after: 0 }
  const headWidth = headPlace(layout).width
  const onTheWall = (ahead: number) => {
    const x = restOf(ahead, layout)
    return x > -headWidth / 2 && x < layout.row.end + headWidth / 2
  }
  let [before, after] = [0, 0]
  while (onTheWall(-before)) before += 1
  while (onTheWall(after)) after += 1
  // One more, which comes in unseen; but nobody twice.
  return { before: Math.min(before, (count - 1) >> 1), after: Math.min(after + 1, count >> 1) }
}

/** The place of one head about the middle of the row. */
function headPlace({ singleSlot, eyeLine }: Layout): FacePlace {
  const eyeDistance = singleSlot.eyeDistance * SCALE
  const width = WINDOW.width * eyeDistance
  const height = WINDOW.height * eyeDistance
  return {
    x: -width / 2,
    y: eyeLine - height * WINDOW.above,
    width,
    height,
    eyeX: 0,
    eyeY: eyeLine,
    eyeDistance,
  }
}

function modulo(index: number, count: number): number {
  return count === 0 ? 0 : ((index % count) + count) % count
}
