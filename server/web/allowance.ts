/** A rate limit: the average per second, and how many may come at once. */
export type Rate = { readonly perSecond: number; readonly burst: number }

/** The amount that one party may still take. */
export interface Allowance {
  /** Takes one if any is left. */
  take(): boolean
  /** Seconds until `take` succeeds again; 0 if it would succeed now. */
  secondsUntilNext(): number
  /** How many may be taken now, one after the other. */
  left(): number
  /** Seconds until the full amount is available again. */
  secondsUntilFull(): number
}

/** A token bucket: full at first, refilled evenly. `nowMs` is a clock that never runs backwards. */
export function tokenBucket({ perSecond, burst }: Rate, nowMs: () => number): Allowance {
  let tokens = burst
  let filledAtMs = nowMs()
  const refill = () => {
    const now = nowMs()
    tokens = Math.min(burst, tokens + ((now - filledAtMs) / 1000) * perSecond)
    filledAtMs = now
  }
  return {
    take() {
      refill()
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    secondsUntilNext() {
      refill()
      return tokens >= 1 ? 0 : (1 - tokens) / perSecond
    },
    left() {
      refill()
      return Math.floor(tokens)
    },
    secondsUntilFull() {
      refill()
      return (burst - tokens) / perSecond
    },
  }
}

/** One token bucket for each party. A bucket is forgotten as soon as it would be full again. */
export function allowances(rate: Rate, nowMs: () => number): (party: string) => Allowance {
  const refillMs = (rate.burst / rate.perSecond) * 1000
  // In the order of last use, since a used bucket is put back at the end.
  const buckets = new Map<string, { bucket: Allowance; usedAtMs: number }>()
  return (party) => {
    const now = nowMs()
    for (const [idle, { usedAtMs }] of buckets) {
      if (now - usedAtMs < refillMs) break
      buckets.delete(idle)
    }
    const bucket = buckets.get(party)?.bucket ?? tokenBucket(rate, nowMs)
    buckets.delete(party)
    buckets.set(party, { bucket, usedAtMs: now })
    return bucket
  }
}

/** Counts the connections of each party. */
export interface ConnectionCount {
  /** Counts one more connection and returns the party's number of connections. */
  enter(party: string): number
  leave(party: string): void
  of(party: string): number
}

export function connectionCount(): ConnectionCount {
  const counts = new Map<string, number>()
  return {
    enter(party) {
      const count = (counts.get(party) ?? 0) + 1
      counts.set(party, count)
      return count
    },
    leave(party) {
      const count = (counts.get(party) ?? 0) - 1
      if (count > 0) counts.set(party, count)
      else counts.delete(party)
    },
    of: (party) => counts.get(party) ?? 0,
  }
}

/** The limits of one party. */
export type Limits = {
  /** Look-ups on one socket. */
  readonly probesPerSocket: Rate
  /** Look-ups over HTTP from one address. */
  readonly requestsPerAddress: Rate
  /** Look-ups over HTTP with one key. */
  readonly requestsPerKey: Rate
  /** Open sockets. */
  readonly connectionsPerAddress: number
  /** HTTP answers that are on their way. */
  readonly openRequestsPerAddress: number
  /** Our own proxies between the server and its clients; see `clientAddress`. */
  readonly trustedProxies: number
}
