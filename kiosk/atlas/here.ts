import { placeAmong } from '../../embeddings/atlas/place-among.ts'
import type { Point } from '../../embeddings/pixels/point.ts'
import type { LeftLikeness } from '../parts/likenesses-left.ts'
import type { AtlasServer, Placed } from './fetch-atlas.ts'

/** Where the visitor stands among the portraits, and the one most like them. */
export type Here = { readonly point: Point; readonly pendant: Placed }

/**
 * Places the visitor by the portraits they resemble, on this device: the server is asked only where
 * those portraits hang. Undefined where none of them does.
 */
export async function findHere(
  server: AtlasServer,
  left: readonly LeftLikeness[],
  pointOf: (position: number) => Point,
): Promise<Here | undefined> {
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
