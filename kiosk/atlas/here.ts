import { placeAmong } from '../../embeddings/atlas/place-among.ts'
import type { Point } from '../../embeddings/pixels/point.ts'
import { LIKENESSES_LEFT } from '../state/likenesses-left.ts'
import type { AtlasServer, Placed } from './fetch-atlas.ts'

/** The portraits that a visitor resembled most, as the page at home left them for the atlas. */
type LeftLikeness = { readonly portraitId: string; readonly squaredDistance: number }

/** Likenesses that place a visitor; more say little. */
const NEAREST = 8

/** Where the visitor stands among the portraits, and the one most like them. */
export type Here = { readonly point: Point; readonly pendant: Placed }

/**
 * Places the visitor by the portraits they resemble, on this device: the server is asked only where
 * those portraits hang. What was left is forgotten. Undefined where nothing was.
 */
export async function findHere(
  server: AtlasServer,
  pointOf: (position: number) => Point,
): Promise<Here | undefined> {
  const left = takeLeft()
  const found = await Promise.all(left.map(({ portraitId }) => server.find(portraitId)))
  const pendant = found.find((each) => each !== undefined)
  const near = found.flatMap((each, at) =>
    each === undefined
      ? []
      : [{ ...pointOf(each.position), squaredDistance: left[at]?.squaredDistance ?? 0 }],
  )
  const point = placeAmong(near)
  return point && pendant && { point, pendant }
}

function takeLeft(): LeftLikeness[] {
  try {
    const text = sessionStorage.getItem(LIKENESSES_LEFT)
    sessionStorage.removeItem(LIKENESSES_LEFT)
    const left: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(left) ? left.filter(isLeft).slice(0, NEAREST) : []
  } catch {
    // A browser that keeps nothing, or something that is none of ours.
    return []
  }
}

function isLeft(value: unknown): value is LeftLikeness {
  const { portraitId, squaredDistance } = (value ?? {}) as Partial<LeftLikeness>
  return typeof portraitId === 'string' && Number.isFinite(squaredDistance)
}
