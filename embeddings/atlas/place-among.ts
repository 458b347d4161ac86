import type { Point } from '../pixels/point.ts'

/** A portrait that is on the map, and how far it is from what is to be placed. */
export type PlacedNeighbour = Point & { readonly squaredDistance: number }

/** A neighbour farther by this share of the nearest's squared distance counts for a third. */
const FADES_BY = 0.12
const TURNS = 24
/** Of the map: what lies nearer than this is in one place. */
const SAME_PLACE = 1e-3

/**
 * Where something new belongs on a map that stays as it is: the point least far from its
 * neighbours, the nearer ones counting more (their weighted geometric median, by Weiszfeld's
 * algorithm: one neighbour far off on the map does not draw it away). Undefined without any.
 */
export function placeAmong(neighbours: readonly PlacedNeighbour[]): Point | undefined {
  const nearest = Math.min(...neighbours.map((each) => each.squaredDistance))
  const scale = Math.max(nearest * FADES_BY, 1e-9)
  const weighed = neighbours.map(({ x, y, squaredDistance }) => {
    return { x, y, weight: Math.exp((nearest - squaredDistance) / scale) }
  })
  let middle = meanOf(weighed)
  for (let turn = 0; middle && turn < TURNS; turn++) {
    const { x, y } = middle
    middle = meanOf(
      weighed.map((each) => {
        const away = Math.max(SAME_PLACE, Math.hypot(each.x - x, each.y - y))
        return { ...each, weight: each.weight / away }
      }),
    )
  }
  return middle
}

function meanOf(weighed: readonly (Point & { readonly weight: number })[]): Point | undefined {
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  if (!(total > 0)) return undefined
  return {
    x: weighed.reduce((sum, { x, weight }) => sum + x * weight, 0) / total,
    y: weighed.reduce((sum, { y, weight }) => sum + y * weight, 0) / total,
  }
}
