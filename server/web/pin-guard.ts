/** Holds off who guesses at the operator's PIN. It knows addresses in memory only. */
export interface PinGuard {
  /** Milliseconds until this party may try again; 0 if it may now. */
  pauseMs(party: string): number
  /** A wrong PIN came from this party. */
  missed(party: string): void
  /** The right PIN came from this party. */
  passed(party: string): void
}

/** So many wrong PINs are slips of a finger; each further one doubles the pause after it. */
type Growth = { readonly free: number; readonly firstMs: number; readonly longestMs: number }

const PER_PARTY: Growth = { free: 4, firstMs: 60_000, longestMs: 3_600_000 }
/** Over all parties together: addresses can be had in plenty. */
const OVERALL: Growth = { free: 19, firstMs: 10_000, longestMs: 300_000 }
const FORGOTTEN_AFTER_MS = 24 * 3_600_000
/** This machine, as `partyOf` names it: the kiosk may be here, and strangers do not hold it up. */
const HERE = new Set(['127.0.0.1', '0:0:0:0'])
const MOST_PARTIES = 10_000

type Misses = { readonly count: number; readonly lastMs: number }

export function createPinGuard(nowMs: () => number): PinGuard {
  // In the order of the last miss, since one that misses again is put back at the end.
  const parties = new Map<string, Misses>()
  let overall: Misses = { count: 0, lastMs: 0 }

  const forgetOld = (): void => {
    for (const [party, { lastMs }] of parties) {
      if (parties.size <= MOST_PARTIES && nowMs() - lastMs < FORGOTTEN_AFTER_MS) break
      parties.delete(party)
    }
    if (nowMs() - overall.lastMs >= FORGOTTEN_AFTER_MS) overall = { count: 0, lastMs: 0 }
  }

  const pauseAfter = ({ count, lastMs }: Misses, { free, firstMs, longestMs }: Growth): number => {
    if (count <= free) return 0
    const wholeMs = Math.min(longestMs, firstMs * 2 ** Math.min(30, count - free - 1))
    return Math.max(0, lastMs + wholeMs - nowMs())
  }

  return {
    pauseMs(party) {
      forgetOld()
      const own = pauseAfter(parties.get(party) ?? { count: 0, lastMs: 0 }, PER_PARTY)
      return HERE.has(party) ? own : Math.max(own, pauseAfter(overall, OVERALL))
    },
    missed(party) {
      forgetOld()
      const count = (parties.get(party)?.count ?? 0) + 1
      parties.delete(party)
      parties.set(party, { count, lastMs: nowMs() })
      if (!HERE.has(party)) overall = { count: overall.count + 1, lastMs: nowMs() }
    },
    passed(party) {
      parties.delete(party)
      overall = { count: 0, lastMs: 0 }
    },
  }
}
