import type { Faults } from './faults.ts'
import { lastRenewal, renewPage, sinceRenewal } from './renew-page.ts'
import { watchSettings } from './settings-watch.ts'
import { createHoldUps, whyRenew } from './watchdog.ts'

const LOOK_EVERY_MS = 1_000
/** Somebody who is about to touch the screen is not to find it black. */
const QUIET_MS = 10_000
/** How often it is asked whether the settings changed; only while nobody is there. */
const SETTINGS_EVERY_MS = 60_000
const HOUR_MS = 3_600_000

/** What is known of the exhibit at this moment. */
export type PageNews = {
  /** Nobody is there, and the collection passes by. */
  readonly isAttracting: boolean
  readonly isOutdated: boolean
}

/** Chromium tells; other browsers do not. */
type WithMemory = { readonly memory?: { readonly usedJSHeapSize: number } }

/**
 * Watches over a page that stays open for months: loads it anew when it had better be, and only
 * while nobody is there.
 */
export function watchPage(parts: {
  readonly renewDaily: string | null
  readonly faults: Faults
  readonly news: () => PageNews
}): void {
  const { renewDaily, faults, news } = parts
  const holdUps = createHoldUps(LOOK_EVERY_MS)
  const settings = watchSettings()
  let quietSinceMs: number | null = null
  let settingsAskedMs = performance.now()
  let isRenewing = false
  const before = lastRenewal()
  if (before !== null) faults.remark(`The page loaded itself anew: ${before.reason}.`)
  void settings.look()

  setInterval(() => {
    const nowMs = performance.now()
    holdUps.look(nowMs, document.visibilityState === 'visible')
    const { isAttracting, isOutdated } = news()
    quietSinceMs = isAttracting ? (quietSinceMs ?? nowMs) : null
    if (quietSinceMs === null || nowMs - quietSinceMs < QUIET_MS || isRenewing) return
    if (nowMs - settingsAskedMs >= SETTINGS_EVERY_MS) {
      settingsAskedMs = nowMs
      void settings.look()
    }
    const time = new Date()
    const reason = whyRenew(
      {
        upMs: nowMs,
        time,
        heapBytes: (performance as WithMemory).memory?.usedJSHeapSize ?? null,
        faultsLastHour: faults.countSince(new Date(time.getTime() - HOUR_MS)),
        holdUpsLastHour: holdUps.lastHour(nowMs),
        isOutdated,
        settingsChanged: settings.hasChanged,
        sinceRenewedMs: sinceRenewal(time.getTime()),
      },
      renewDaily,
    )
    if (reason === null) return
    isRenewing = true
    void renewPage(reason, () => news().isAttracting).finally(() => {
      isRenewing = false
    })
  }, LOOK_EVERY_MS)
}
