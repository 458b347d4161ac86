import { forwardRef } from 'preact/compat'
import { useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { PORTRAIT_HEIGHT } from '../../embeddings/atlas/atlas-file.ts'
import type { Point } from '../../embeddings/pixels/point.ts'
import type { Messages } from '../messages/messages.ts'
import type { Placed } from './fetch-atlas.ts'
import type { Here } from './here.ts'
import { toScreen } from './map-view.ts'
import { regionName } from './region-words.ts'
import { type AtlasRun, type Sight, shownWidth } from './run-atlas.ts'

/** What lies over the map and follows it. */
export type Overlay = { follow(sight: Sight): void }

/** What is called so by the page or the exhibit, each in its own words. */
type Names = { readonly here: string; readonly apparitions: string }

/** A name on the map. */
type Sign = {
  readonly key: string
  readonly text: string
  readonly at: Point
  /** Of several that would overlap, the weightiest is shown. */
  readonly weight: number
  readonly region: number | 'apparitions' | undefined
  /** Columns are named below their foot. */
  readonly hangsBelow: boolean
}

const SIGN_GAP_PX = 14
const EDGE_PX = 8

/** Names of regions and columns, the line between two portraits, and the visitor's own point. */
export const OverMap = forwardRef<
  Overlay,
  {
    readonly run: AtlasRun
    readonly messages: Messages
    readonly names: Names
    readonly line?: readonly Placed[]
    readonly drawn?: readonly Point[]
    readonly here: Here | null
    /** Without it names are not to be pressed. */
    readonly onRegion?: (region: number | 'apparitions') => void
  }
>(function OverMap({ run, messages, names, line = [], drawn = [], here, onRegion }, ref) {
  const box = useRef<HTMLDivElement>(null)
  const way = useRef<SVGPolylineElement>(null)
  const mark = useRef<HTMLParagraphElement>(null)
  const layouts = useMemo(
    () => run.map.layouts.map((_, layout) => signsOf(run, layout, messages, names.apparitions)),
    [run, messages, names.apparitions],
  )
  const follow = ({ view, screen, layout }: Sight) => {
    const place = (at: Point) => toScreen(view, screen, at)
    placeSigns(box.current, layouts[layout] ?? [], { layout, screen, place })
    const stops = line.map(({ position }) => place(run.pointOf(position)))
    way.current?.setAttribute('points', stops.map(({ x, y }) => `${x},${y}`).join(' '))
    if (mark.current && here) {
      // The visitor's place is one of the map by likeness alone.
      mark.current.hidden = layout !== 0
      const { x, y } = beside(
        place(here.point),
        place(run.pointOf(here.pendant.position)),
        shownWidth({ view, screen, layout }),
      )
      mark.current.style.translate = `${x}px ${y}px`
    }
  }
  useImperativeHandle(ref, () => ({ follow }))
  useLayoutEffect(() => follow(run.sight()))
  return (
    <div class="atlas-over">
      <svg class="atlas-lines" aria-hidden="true">
        <polyline class="atlas-line" ref={way} />
        <polyline class="atlas-drawn" points={drawn.map(({ x, y }) => `${x},${y}`).join(' ')} />
      </svg>
      <div ref={box}>
        {layouts.flatMap((signs, layout) =>
          signs.map(({ key, text, region }) =>
            region === undefined || onRegion === undefined ? (
              <span
                key={key}
                class={region === undefined ? 'atlas-sign atlas-sign-column' : 'atlas-sign'}
                data-layout={layout}
                hidden
              >
                <bdi>{text}</bdi>
              </span>
            ) : (
              <button
                key={key}
                type="button"
                class="atlas-sign"
                data-layout={layout}
                hidden
                onClick={() => onRegion(region)}
              >
                <bdi>{text}</bdi>
              </button>
            ),
          ),
        )}
      </div>
      {here ? (
        <p class="atlas-here" ref={mark}>
          {names.here}
        </p>
      ) : null}
    </div>
  )
})

/** The visitor's point; at the foot of their pendant's picture where it would lie over that. */
function beside(point: Point, pendant: Point, width: number): Point {
  const foot = pendant.y + (PORTRAIT_HEIGHT * width) / 2
  const isAside = Math.abs(point.x - pendant.x) > width / 2
  return isAside || point.y > foot || point.y < 2 * pendant.y - foot ? point : { ...point, y: foot }
}

function signsOf(
  { map }: AtlasRun,
  layout: number,
  messages: Messages,
  apparitionsName: string,
): Sign[] {
  const shown = map.layouts[layout]
  if (!shown) return []
  const { columns, name, island } = shown
  // Below the columns, which the island beside them does not lengthen.
  const height = columns.length > 0 ? (map.answer.layouts[layout]?.height ?? 0) : 0
  const apparitions: Sign[] =
    map.answer.apparitions.length === 0
      ? []
      : [
          {
            key: `${layout}-apparitions`,
            text: apparitionsName,
            at: { x: island.x + 1, y: island.y - PORTRAIT_HEIGHT / 2 },
            weight: map.answer.portraits,
            region: 'apparitions',
            hangsBelow: false,
          },
        ]
  if (name === 'likeness') {
    return map.answer.regions
      .flatMap(({ x, y, portraits, words: telling }, region): Sign[] =>
        telling.length === 0
          ? []
          : [
              {
                key: `region-${region}`,
                text: regionName(telling, messages, ''),
                at: { x, y },
                weight: portraits,
                region,
                hangsBelow: false,
              },
            ],
      )
      .concat(apparitions)
  }
  return columns
    .map(
      ({ text, x, portraits }, column): Sign => ({
        key: `${layout}-${column}`,
        text: text === '' ? '…' : text,
        at: { x, y: height + PORTRAIT_HEIGHT / 4 },
        weight: portraits,
        region: undefined,
        hangsBelow: true,
      }),
    )
    .concat(apparitions)
}

/** Shows the signs of a layout that find room, the weightiest first, and hides all others. */
function placeSigns(
  box: HTMLDivElement | null,
  signs: readonly Sign[],
  { layout, screen, place }: Pick<Sight, 'layout' | 'screen'> & { place(at: Point): Point },
): void {
  if (box === null) return
  const all = [...box.children] as HTMLElement[]
  const own = all.filter((sign) => sign.dataset.layout === String(layout))
  for (const sign of all) if (!own.includes(sign)) sign.hidden = true
  const taken: { left: number; top: number; right: number; bottom: number }[] = []
  const byWeight = signs
    .map((sign, at) => ({ sign, at }))
    .sort((a, b) => b.sign.weight - a.sign.weight)
  for (const { sign, at } of byWeight) {
    const element = own[at]
    if (!element) continue
    // The width of a hidden sign is known from when it was last seen.
    if (element.dataset.width === undefined) {
      element.hidden = false
      element.dataset.width = String(element.offsetWidth)
      element.dataset.height = String(element.offsetHeight)
    }
    const [width, height] = [Number(element.dataset.width), Number(element.dataset.height)]
    const { x, y } = place(sign.at)
    const top = sign.hangsBelow ? y : y - height / 2
    const isOut = x < 0 || x > screen.width || top + height < 0 || top > screen.height
    // What is near the edge keeps all of its letters on the screen.
    const left = Math.max(EDGE_PX, Math.min(screen.width - EDGE_PX - width, x - width / 2))
    const room = { left, top, right: left + width, bottom: top + height }
    const overlaps = taken.some(
      (other) =>
        room.left < other.right + SIGN_GAP_PX &&
        room.right > other.left - SIGN_GAP_PX &&
        room.top < other.bottom &&
        room.bottom > other.top,
    )
    element.hidden = isOut || overlaps
    if (element.hidden) continue
    taken.push(room)
    element.style.translate = `${Math.round(room.left)}px ${Math.round(top)}px`
  }
}
