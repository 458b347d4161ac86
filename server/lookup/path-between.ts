import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import type { PathAnswer } from '../contract/atlas.ts'
import { findPath } from './find-path.ts'
import type { OpenAtlas } from './open-atlas.ts'

/** Why an atlas does not answer. */
export type AtlasRefusal = {
  readonly code: 'bad-request' | 'not-found'
  readonly detail: string
}

/** The way between the portraits of two ids, or why there is none. */
export function pathBetween(
  { manifest, portraits }: Gallery,
  { links }: OpenAtlas,
  from: string,
  to: string,
): Omit<PathAnswer, 'gallery'> | AtlasRefusal {
  const [start, end] = [portraits.positionOf(from), portraits.positionOf(to)]
  if (start === undefined || end === undefined) return notHere(manifest.id)
  const path = findPath(links, start, end)
  if (!path) {
    return {
      code: 'not-found',
      detail: 'No way leads from the one portrait to the other: their likenesses never meet.',
    }
  }
  const { positions, distances } = path
  return {
    portraits: positions.map((position) => ({ position, portrait: portraits.at(position) })),
    distances: [...distances],
    length: distances.reduce((sum, distance) => sum + distance, 0),
  }
}

export function notHere(galleryId: string): AtlasRefusal {
  return { code: 'not-found', detail: `The gallery ${galleryId} holds no such portrait.` }
}
