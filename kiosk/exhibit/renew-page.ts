import { SPACE_ID } from '../../embeddings/descriptor.ts'
import type { GalleryInfo } from '../../server/contract/http.ts'

const RENEWED_AT = 'pendant-renewed-at'
/** A page that is still outdated after loading anew got an old copy from somewhere; it waits so long. */
const NOT_AGAIN_WITHIN_MS = 10 * 60_000

let waiting: ReturnType<typeof setTimeout> | undefined

/**
 * Loads the page anew when the server serves a gallery whose descriptors this page cannot make: a
 * kiosk's page stays open for months, and the server may have been brought up to date meanwhile. A
 * page that is outdated still tries again after a while, for as long as that gallery is served.
 */
export function renewWhereOutdated(gallery: GalleryInfo | null | 'unknown'): void {
  clearTimeout(waiting)
  if (gallery === null || gallery === 'unknown' || gallery.spaceId === SPACE_ID) return
  const sinceMs = Date.now() - Number(sessionStorage.getItem(RENEWED_AT) ?? 0)
  if (sinceMs >= NOT_AGAIN_WITHIN_MS) renew()
  else waiting = setTimeout(renew, NOT_AGAIN_WITHIN_MS - sinceMs)
}

function renew(): void {
  sessionStorage.setItem(RENEWED_AT, String(Date.now()))
  location.reload()
}
