import { bitmapWithin } from '../camera/within.ts'

const THUMBNAIL_WITHIN_MS = 5_000

/**
 * Decoded thumbnails of a pose pack, the latest shown kept: each takes width × height × 4 bytes,
 * some 400 KB.
 */
export interface ThumbnailCache {
  /** Decoded off the page's thread; null where the thumbnail cannot be. */
  thumbnail(position: number): Promise<ImageBitmap | null>
  close(): void
}

/** So many stay decoded: heads turned to and fro show the same ones again and again. */
const KEPT = 96

export function createThumbnailCache(
  jpegAt: (position: number) => Uint8Array<ArrayBuffer>,
  onFault: (problem: unknown) => void,
): ThumbnailCache {
  const kept = new Map<number, Promise<ImageBitmap | null>>()
  let isClosed = false

  const decode = async (position: number): Promise<ImageBitmap | null> => {
    try {
      const jpeg = new Blob([jpegAt(position)], { type: 'image/jpeg' })
      return await bitmapWithin(THUMBNAIL_WITHIN_MS, 'Decoding a thumbnail', jpeg)
    } catch (problem) {
      onFault(problem)
      return null
    }
  }
  const drop = (position: number, thumbnail: Promise<ImageBitmap | null>): void => {
    kept.delete(position)
    thumbnail.then((bitmap) => bitmap?.close())
  }

  return {
    thumbnail(position) {
      if (isClosed) return Promise.resolve(null)
      const thumbnail = kept.get(position) ?? decode(position)
      // Put back at the end: the first is the one that was shown longest ago.
      kept.delete(position)
      kept.set(position, thumbnail)
      for (const [oldest, its] of kept) {
        if (kept.size <= KEPT) break
        drop(oldest, its)
      }
      return thumbnail
    },
    close() {
      isClosed = true
      for (const [position, thumbnail] of kept) drop(position, thumbnail)
    },
  }
}
