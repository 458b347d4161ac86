import { mediaPath } from '../../server/contract/http.ts'
import type { CollectionQueries } from '../state/collection.ts'
import type { HungPortrait } from '../state/hung-portrait.ts'
import type { Sitter } from '../state/sitting.ts'

/** A portrait's picture with its landmarks; null where they are not known, or do not come. */
export async function fetchSitter(
  { portraitId, crop }: HungPortrait,
  collection: Pick<CollectionQueries, 'computed'>,
): Promise<Sitter | null> {
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
    const response = await fetch(path)
    return response.ok ? await createImageBitmap(await response.blob()) : null
  } catch {
    // The server is away: there will be no sitting this time.
    return null
  }
}
