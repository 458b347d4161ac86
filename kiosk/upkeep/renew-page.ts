import type { RenewReason } from './watchdog.ts'

const RENEWED = 'pendant-renewed'
const ANSWER_WITHIN_MS = 8_000

/**
 * When this page last loaded itself anew, and why; it outlives the page, though not the browser.
 */
export type Renewal = { readonly at: number; readonly reason: RenewReason }

export function lastRenewal(): Renewal | null {
  const kept = sessionStorage.getItem(RENEWED)
  return kept === null ? null : (JSON.parse(kept) as Renewal)
}

/** By the wall's clock, which may have been put back meanwhile: then long ago. */
export function sinceRenewal(now: number): number {
  const renewal = lastRenewal()
  if (renewal === null || renewal.at > now) return Number.POSITIVE_INFINITY
  return now - renewal.at
}

/**
 * Loads the page anew, if it can be, and if by then nobody has come: whoever has keeps their visit.
 */
export async function renewPage(reason: RenewReason, isNobodyThere: () => boolean): Promise<void> {
  if (!(await isPageThere()) || !isNobodyThere()) return
  const renewal: Renewal = { at: Date.now(), reason }
  sessionStorage.setItem(RENEWED, JSON.stringify(renewal))
  location.reload()
}

/**
 * Whether there is a server to load the page from: one that goes without it leaves the browser's
 * own words on the wall, and nothing that would ever try again.
 */
export async function isPageThere(): Promise<boolean> {
  try {
    const { ok } = await fetch(location.href, {
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    return ok
  } catch {
    // No answer, however it came not to be.
    return false
  }
}
