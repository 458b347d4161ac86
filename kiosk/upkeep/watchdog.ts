/** How a page fares that has been open for long. */
export type PageHealth = {
  /** How long it has been open. */
  readonly upMs: number
  /** What the clock on the wall says; it may jump. */
  readonly time: Date
  /** Of JavaScript's objects; null where the browser does not tell. */
  readonly heapBytes: number | null
  readonly faultsLastHour: number
  /** How often the page's own thread was held up for seconds in the last hour. */
  readonly holdUpsLastHour: number
  /** It describes faces as the published gallery does not. */
  readonly isOutdated: boolean
  readonly settingsChanged: boolean
  /** Since it last loaded itself anew; infinite when it never has. */
  readonly sinceRenewedMs: number
}

export type RenewReason = 'outdated' | 'settings' | 'memory' | 'faults' | 'held-up' | 'daily'

/** What loading anew did not cure is not tried again and again. */
const NOT_AGAIN_WITHIN_MS = 10 * 60_000
/** A page that runs well has some 20 MB. */
const MOST_HEAP_BYTES = 400e6
const MOST_FAULTS_AN_HOUR = 30
const MOST_HOLD_UPS_AN_HOUR = 3
/** One that was opened shortly before the hour need not be opened again. */
const YOUNG_MS = 60 * 60_000

/**
 * Why the page had better load itself anew, now that nobody is there; null while it need not.
 * `renewDaily` is a time of day by the kiosk's clock, such as `04:00`.
 */
export function whyRenew(health: PageHealth, renewDaily: string | null): RenewReason | null {
  if (health.sinceRenewedMs < NOT_AGAIN_WITHIN_MS) return null
  if (health.isOutdated) return 'outdated'
  if (health.settingsChanged) return 'settings'
  if (health.heapBytes !== null && health.heapBytes > MOST_HEAP_BYTES) return 'memory'
  if (health.faultsLastHour > MOST_FAULTS_AN_HOUR) return 'faults'
  if (health.holdUpsLastHour > MOST_HOLD_UPS_AN_HOUR) return 'held-up'
  return renewDaily !== null && isDue(health, renewDaily) ? 'daily' : null
}

/**
 * Whether the hour struck while the page was open. Reckoned from how long it has been open, which
 * no setting of the clock changes: a clock put forward strikes at most once, one put back not
 * twice.
 */
function isDue({ upMs, time }: PageHealth, renewDaily: string): boolean {
  if (upMs < YOUNG_MS) return false
  const [hours, minutes] = renewDaily.split(':').map(Number) as [number, number]
  const struck = new Date(time)
  struck.setHours(hours, minutes, 0, 0)
  if (struck > time) struck.setDate(struck.getDate() - 1)
  return upMs > time.getTime() - struck.getTime()
}

/** A look that comes so much late found the page's thread busy with something else. */
const HELD_UP_MS = 5_000
const HOUR_MS = 3_600_000

/**
 * Counts how often a page that should look about regularly could not. Times are
 * `performance.now()`.
 */
export interface HoldUps {
  /** To be called every `everyMs`. Looks of a page that nobody sees come late by right. */
  look(nowMs: number, isPageShown: boolean): void
  lastHour(nowMs: number): number
}

export function createHoldUps(everyMs: number): HoldUps {
  let lastLookMs: number | null = null
  let heldUpAtMs: number[] = []
  return {
    look(nowMs, isPageShown) {
      const lateMs = lastLookMs === null ? 0 : nowMs - lastLookMs - everyMs
      if (lateMs > HELD_UP_MS) heldUpAtMs = [...heldUpAtMs.slice(-9), nowMs]
      // The first look after a time out of sight says nothing.
      lastLookMs = isPageShown ? nowMs : null
    },
    lastHour: (nowMs) => heldUpAtMs.filter((atMs) => nowMs - atMs < HOUR_MS).length,
  }
}
