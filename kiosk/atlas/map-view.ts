import type { Point } from '../../embeddings/pixels/point.ts'

/** What of a map is seen: the point in the middle of the screen, and pixels for a unit of it. */
export type MapView = Point & { readonly zoom: number }

export type Screen = { readonly width: number; readonly height: number }
type Extent = { readonly width: number; readonly height: number }

/** A portrait is at most so many pixels wide: what is looked at more closely draws apart. */
const WIDEST_PX = 132
const CLOSEST_ZOOM = 420
/** Of the screen, what a map leaves free when all of it is seen. */
const FREE = 0.08
/** How far a flight pulls back before it comes down (ρ of van Wijk and Nuij). */
const PULL_BACK = 1.3
/** Of a flight's length, travelled in a second. */
const SPEED = 1.5

export function portraitWidth(zoom: number): number {
  return Math.min(zoom, WIDEST_PX)
}

export function toScreen({ x, y, zoom }: MapView, screen: Screen, at: Point): Point {
  return {
    x: screen.width / 2 + (at.x - x) * zoom,
    y: screen.height / 2 + (at.y - y) * zoom,
  }
}

export function toMap({ x, y, zoom }: MapView, screen: Screen, at: Point): Point {
  return { x: x + (at.x - screen.width / 2) / zoom, y: y + (at.y - screen.height / 2) / zoom }
}

/** The whole of a map, with `below` pixels of the screen left free for words. */
export function wholeMap(map: Extent, screen: Screen, below = 0): MapView {
  const room = { width: screen.width * (1 - FREE), height: (screen.height - below) * (1 - FREE) }
  const zoom = Math.min(room.width / map.width, room.height / map.height)
  return { x: map.width / 2, y: map.height / 2 + below / 2 / zoom, zoom }
}

/** Moved by pixels, but never so far that the map is out of sight. */
export function panned(view: MapView, map: Extent, byX: number, byY: number): MapView {
  const within = (value: number, size: number) => Math.max(0, Math.min(size, value))
  return {
    ...view,
    x: within(view.x - byX / view.zoom, map.width),
    y: within(view.y - byY / view.zoom, map.height),
  }
}

/** Enlarged by a factor about a point of the screen, within bounds. */
export function zoomedAbout(
  view: MapView,
  map: Extent,
  screen: Screen,
  at: Point,
  factor: number,
): MapView {
  const least = Math.min(wholeMap(map, screen).zoom * 0.6, CLOSEST_ZOOM)
  const zoom = Math.max(least, Math.min(CLOSEST_ZOOM, view.zoom * factor))
  const held = toMap(view, screen, at)
  const moved = {
    x: held.x - (at.x - screen.width / 2) / zoom,
    y: held.y - (at.y - screen.height / 2) / zoom,
    zoom,
  }
  return panned(moved, map, 0, 0)
}

/**
 * A flight that pulls back, travels and comes down, so that what passes by passes at one speed (J.
 * van Wijk & W. Nuij, "Smooth and efficient zooming and panning", InfoVis 2003). Gives the view at
 * each share of it, 0 to 1, and how long it takes.
 */
export function flight(
  from: MapView,
  to: MapView,
  screen: Screen,
): { readonly at: (share: number) => MapView; readonly ms: number } {
  const [w0, w1] = [screen.width / from.zoom, screen.width / to.zoom]
  const across = Math.hypot(to.x - from.x, to.y - from.y)
  const rho = PULL_BACK * PULL_BACK
  if (across < 1e-6 * w0) {
    const length = Math.abs(Math.log(w1 / w0)) / PULL_BACK
    return {
      at: (share) => ({ x: to.x, y: to.y, zoom: screen.width / (w0 * (w1 / w0) ** share) }),
      ms: (1000 * length) / SPEED,
    }
  }
  /** ln(√(b² + 1) − b), of either end. */
  const end = (w: number, change: number) => -Math.asinh(change / (2 * w * rho * across))
  const pulled = rho * rho * across * across
  const r0 = end(w0, w1 * w1 - w0 * w0 + pulled)
  const r1 = end(w1, w1 * w1 - w0 * w0 - pulled)
  const length = (r1 - r0) / PULL_BACK
  return {
    at(share) {
      if (share >= 1) return to
      const angle = r0 + PULL_BACK * share * length
      const moved = (w0 / rho) * (Math.cosh(r0) * Math.tanh(angle) - Math.sinh(r0))
      const width = (w0 * Math.cosh(r0)) / Math.cosh(angle)
      const part = moved / across
      return {
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
        zoom: screen.width / width,
      }
    },
    ms: (1000 * length) / SPEED,
  }
}

/** The position whose picture is under a point of the screen; the last drawn of several. */
export function portraitUnder(
  view: MapView,
  screen: Screen,
  points: Float32Array,
  at: Point,
  ratio: number,
): number | undefined {
  const width = portraitWidth(view.zoom) / view.zoom
  const { x, y } = toMap(view, screen, at)
  let found: number | undefined
  let least = Number.POSITIVE_INFINITY
  for (let position = 0; 2 * position < points.length; position++) {
    const dx = Math.abs((points[2 * position] as number) - x)
    const dy = Math.abs((points[2 * position + 1] as number) - y) / ratio
    const away = Math.max(dx, dy)
    if (away > width / 2 || away >= least) continue
    least = away
    found = position
  }
  return found
}

/** The position nearest to a point of the map. */
export function nearestPortrait({ x, y }: Point, points: Float32Array): number {
  let found = 0
  let least = Number.POSITIVE_INFINITY
  for (let position = 0; 2 * position < points.length; position++) {
    const dx = (points[2 * position] as number) - x
    const dy = (points[2 * position + 1] as number) - y
    if (dx * dx + dy * dy >= least) continue
    least = dx * dx + dy * dy
    found = position
  }
  return found
}

/** The positions whose points lie within a polygon of the map. */
export function positionsWithin(polygon: readonly Point[], points: Float32Array): number[] {
  const found: number[] = []
  if (polygon.length < 3) return found
  for (let position = 0; 2 * position < points.length; position++) {
    const x = points[2 * position] as number
    const y = points[2 * position + 1] as number
    let isWithin = false
    polygon.forEach((one, i) => {
      const other = polygon[(i + polygon.length - 1) % polygon.length] as Point
      const isBetween = one.y > y !== other.y > y
      if (isBetween && x < ((other.x - one.x) * (y - one.y)) / (other.y - one.y) + one.x) {
        isWithin = !isWithin
      }
    })
    if (isWithin) found.push(position)
  }
  return found
}
