/** A rate limit: the average per second, and how many may come at once. */
export type Rate = { readonly perSecond: number; readonly burst: number }

/** The amount that one party may still take. */
export type Allowance = ReturnType<typeof tokenBucket>

/** A token bucket: full at first, refilled evenly. `nowMs` is a clock that never runs backwards. */
export function tokenBucket({ perSecond, burst }: Rate, nowMs: () => number) {
  let tokens = burst
  let filledAtMs = nowMs()
  const refill = () => {
    const now = nowMs()
    tokens = Math.min(burst, tokens + ((now - filledAtMs) / 1000) * perSecond)
    filledAtMs = now
  }
  return {
    /** Takes one if any is left. */
    take(): boolean {
      refill()
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    /** Seconds until `take` succeeds again; 0 if it would succeed now. */
    secondsUntilNext(): number {
      refill()
      return tokens >= 1 ? 0 : (1 - tokens) / perSecond
    },
    /** How many may be taken now, one after the other. */
    left(): number {
      refill()
      return Math.floor(tokens)
    },
    /** Seconds until the full amount is available again. */
    secondsUntilFull(): number {
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
export function connectionCount() {
  const counts = new Map<string, number>()
  return {
    /** Counts one more connection and returns the party's number of connections. */
    enter(party: string): number {
      const count = (counts.get(party) ?? 0) + 1
      counts.set(party, count)
      return count
    },
    leave(party: string): void {
      const count = (counts.get(party) ?? 0) - 1
      if (count > 0) counts.set(party, count)
      else counts.delete(party)
    },
    of: (party: string) => counts.get(party) ?? 0,
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
