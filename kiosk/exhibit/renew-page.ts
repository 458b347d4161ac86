import { SPACE_ID } from '../../embeddings/descriptor.ts'
import type { GalleryInfo } from '../../server/contract/http.ts'

const RENEWED_AT = 'pendant-renewed-at'
/** A page that is still outdated so soon after was not renewed by it: something keeps an old copy. */
const NOT_AGAIN_WITHIN_MS = 10 * 60_000

/**
 * Loads the page anew when the server serves a gallery whose descriptors this page cannot make: a
 * kiosk's page stays open for months, and the server may have been brought up to date meanwhile.
 */
export function renewWhereOutdated(gallery: GalleryInfo | null | 'unknown'): void {
  if (gallery === null || gallery === 'unknown' || gallery.spaceId === SPACE_ID) return
  const lastMs = Number(sessionStorage.getItem(RENEWED_AT) ?? 0)
  if (Date.now() - lastMs < NOT_AGAIN_WITHIN_MS) return
  sessionStorage.setItem(RENEWED_AT, String(Date.now()))
  location.reload()
}
