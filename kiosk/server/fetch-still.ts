import { mediaPath } from '../../server/contract/http.ts'
import { bitmapWithin } from '../camera/within.ts'
import type { CollectionQueries } from '../state/collection.ts'
import type { Still } from '../state/frozen-pair.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'

/** Whoever waits longer has walked on. */
const PICTURE_WITHIN_MS = 20_000

/** A portrait's picture with its landmarks; null where they are not known, or do not come. */
export async function fetchStill(
  { portraitId, crop }: ShownPortrait,
  collection: Pick<CollectionQueries, 'computed'>,
): Promise<Still | null> {
  const [computed, picture] = await Promise.all([
    collection.computed(portraitId),
    fetchPicture(mediaPath(crop.digest)),
  ])
  if (computed !== null && picture !== null) return { picture, landmarks: computed.landmarks }
  picture?.close()
  return null
}

async function fetchPicture(path: string): Promise<ImageBitmap | null> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(PICTURE_WITHIN_MS) })
    if (!response.ok) return null
    return await bitmapWithin(PICTURE_WITHIN_MS, 'A portrait', await response.blob())
  } catch {
    // The server is away, or too slow: there will be no frozen pair this time.
    return null
  }
}
