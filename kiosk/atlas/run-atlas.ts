import { PORTRAIT_HEIGHT } from '../../embeddings/atlas/atlas-file.ts'
import type { Point } from '../../embeddings/pixels/point.ts'
import type { AtlasMap, AtlasServer } from './fetch-atlas.ts'
import {
  flight,
  type MapView,
  nearestPortrait,
  panned,
  portraitUnder,
  portraitWidth,
  positionsWithin,
  type Screen,
  toMap,
  toScreen,
  wholeMap,
  zoomedAbout,
} from './map-view.ts'
import { openPainter } from './paint-atlas.ts'

/** How long thumbnails fly from one layout to another, in milliseconds. */
const CHANGES_IN_MS = 1_600
/** Of the width of the screen, what a portrait that is flown to takes, at most WIDEST_PX. */
const CLOSE_ZOOM = 150
/** Of a region that is flown to: its radius on the map, by its number of portraits. */
const REGION_SPREAD = 2.1

/** What is drawn over the map follows it by this. */
export type Sight = { readonly view: MapView; readonly screen: Screen; readonly layout: number }

/** The map that is on the screen, and how it is moved. */
export interface AtlasRun {
  readonly map: AtlasMap
  /** The number of the layout that is shown. */
  readonly layout: number
  sight(): Sight
  goTo(layout: number): void
  pan(byX: number, byY: number): void
  zoom(factor: number, at?: Point): void
  whole(): void
  flyTo(point: Point, zoom?: number): void
  /** Flies to a portrait of this position in the layout that is shown. */
  flyToPortrait(position: number): void
  /** Flies to where a region is seen; with a factor, that much closer. */
  flyToRegion(region: number, closer?: number): void
  /** Flies so that all these positions are seen; does nothing without any. */
  flyToAll(positions: readonly number[]): void
  pointOf(position: number): Point
  portraitAt(at: Point): number | undefined
  /** The position nearest to the middle of what is seen. */
  middlePortrait(): number
  within(polygon: readonly Point[]): number[]
  light(positions: ReadonlySet<number> | undefined): void
  resize(screen: Screen, below: number): void
  close(): void
}

export type AtlasParts = {
  readonly canvas: HTMLCanvasElement
  readonly map: AtlasMap
  readonly server: AtlasServer
  /** Called before each painting. */
  readonly onSight: (sight: Sight) => void
  readonly isStill: () => boolean
}

/** Runs the map; undefined where the browser cannot draw it. */
export function runAtlas(parts: AtlasParts): AtlasRun | undefined {
  const { canvas, map, server, onSight, isStill } = parts
  let layout = 0
  let screen: Screen = { width: 1, height: 1 }
  let below = 0
  let view: MapView = { x: 0, y: 0, zoom: 1 }
  let hasPlace = false
  let flying: { readonly at: (share: number) => MapView; readonly ms: number } | undefined
  let flyingSinceMs = 0
  let changingSinceMs = Number.NEGATIVE_INFINITY
  let lit: ReadonlySet<number> | undefined
  let isStale = true
  const touch = () => {
    isStale = true
  }
  let painter = openPainter(canvas, map, server, touch)
  if (!painter) return undefined

  const shown = () => map.layouts[layout] as AtlasMap['layouts'][number]
  const lost = (event: Event) => {
    event.preventDefault()
    delete canvas.dataset.frames
  }
  const restored = () => {
    painter = openPainter(canvas, map, server, touch)
    painter?.goTo(layout)
    painter?.light(lit)
    touch()
  }
  canvas.addEventListener('webglcontextlost', lost)
  canvas.addEventListener('webglcontextrestored', restored)

  const frame = (nowMs: number) => {
    if (flying) {
      const share = flying.ms > 0 ? Math.min(1, (nowMs - flyingSinceMs) / flying.ms) : 1
      view = flying.at(eased(share))
      if (share >= 1) flying = undefined
      touch()
    }
    const changed = isStill() ? 1 : Math.min(1, (nowMs - changingSinceMs) / CHANGES_IN_MS)
    if (changed < 1) touch()
    if (!isStale || !painter) return
    isStale = changed < 1
    onSight({ view, screen, layout })
    painter.paint(view, screen, eased(changed))
    // Says for tests and for whoever measures that the picture is new.
    canvas.dataset.frames = String(Number(canvas.dataset.frames ?? 0) + 1)
    canvas.dataset.textureBytes = String(painter.textureBytes)
  }
  let handle = requestAnimationFrame(function next() {
    handle = requestAnimationFrame(next)
    frame(performance.now())
  })

  const fly = (to: MapView) => {
    if (isStill()) {
      view = to
      flying = undefined
    } else {
      flying = flight(view, to, screen)
      flyingSinceMs = performance.now()
    }
    touch()
  }
  const settle = (next: MapView) => {
    flying = undefined
    view = next
    touch()
  }
  const pointOf = (position: number): Point => ({
    x: shown().points[2 * position] ?? 0,
    y: shown().points[2 * position + 1] ?? 0,
  })
  /** Of what the words at the foot leave free. */
  const middle = (): Point => ({ x: screen.width / 2, y: (screen.height - below) / 2 })
  const middlePortrait = () => nearestPortrait(toMap(view, screen, middle()), shown().points)
  /** Whoever comes nearer without pointing anywhere does not end where nobody is. */
  const nearMiddle = () => toScreen(view, screen, pointOf(middlePortrait()))
  const run: AtlasRun = {
    map,
    get layout() {
      return layout
    },
    sight: () => ({ view, screen, layout }),
    goTo(next) {
      if (next === layout || !map.layouts[next]) return
      layout = next
      painter?.goTo(next)
      changingSinceMs = performance.now()
      fly(wholeMap(shown(), screen, below))
    },
    pan: (byX, byY) => settle(panned(view, shown(), byX, byY)),
    zoom(factor, at = nearMiddle()) {
      settle(zoomedAbout(view, shown(), screen, at, factor))
    },
    whole: () => fly(wholeMap(shown(), screen, below)),
    flyTo: (point, zoom = CLOSE_ZOOM) => fly({ ...point, zoom }),
    flyToPortrait: (position) => fly({ ...pointOf(position), zoom: CLOSE_ZOOM }),
    flyToRegion(number, closer = 1) {
      const region = map.answer.regions[number]
      if (!region) return
      const radius = REGION_SPREAD * Math.sqrt(region.portraits)
      const zoom = (closer * Math.min(screen.width, screen.height)) / (2 * radius)
      fly({ x: region.x, y: region.y, zoom })
    },
    flyToAll(positions) {
      const points = positions.map(pointOf)
      if (points.length === 0) return
      const [left, right] = [least(points, 'x'), most(points, 'x')]
      const [top, bottom] = [least(points, 'y'), most(points, 'y')]
      const extent = { width: right - left + 2, height: bottom - top + 2 }
      const { zoom, y } = wholeMap(extent, screen, below)
      const offset = y - extent.height / 2
      fly({
        x: (left + right) / 2,
        y: (top + bottom) / 2 + offset,
        zoom: Math.min(CLOSE_ZOOM, zoom),
      })
    },
    pointOf,
    middlePortrait,
    portraitAt: (at) => portraitUnder(view, screen, shown().points, at, PORTRAIT_HEIGHT),
    within: (polygon) =>
      positionsWithin(
        polygon.map((point) => toMap(view, screen, point)),
        shown().points.subarray(0, 2 * map.answer.portraits),
      ),
    light(positions) {
      lit = positions
      painter?.light(positions)
      touch()
    },
    resize(next, nextBelow) {
      const ratio = Math.min(devicePixelRatio, 2)
      screen = next
      below = nextBelow
      canvas.width = Math.max(1, Math.round(next.width * ratio))
      canvas.height = Math.max(1, Math.round(next.height * ratio))
      if (!hasPlace) view = wholeMap(shown(), screen, below)
      hasPlace = true
      touch()
    },
    close() {
      cancelAnimationFrame(handle)
      canvas.removeEventListener('webglcontextlost', lost)
      canvas.removeEventListener('webglcontextrestored', restored)
      painter?.close()
    },
  }
  return run
}

function eased(share: number): number {
  return share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) ** 2
}

function least(points: readonly Point[], axis: 'x' | 'y'): number {
  return points.reduce((found, point) => Math.min(found, point[axis]), Number.POSITIVE_INFINITY)
}

function most(points: readonly Point[], axis: 'x' | 'y'): number {
  return points.reduce((found, point) => Math.max(found, point[axis]), Number.NEGATIVE_INFINITY)
}

/** The width of a portrait on the screen just now, in pixels. */
export function shownWidth({ view }: Sight): number {
  return portraitWidth(view.zoom)
}
