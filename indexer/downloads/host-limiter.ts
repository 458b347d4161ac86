import { setTimeout } from 'node:timers/promises'
import type { AddressGuard } from './address-guard.ts'

/** Time and chance, as the downloader knows them; tests hand in one that does not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Rejects with the signal's reason when it is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** From 0 to just below 1. */
  random(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: async (ms, signal) => {
    try {
      await setTimeout(ms, undefined, { signal })
    } catch (error) {
      signal.throwIfAborted()
      throw error
    }
  },
  random: () => Math.random(),
}

/** What a host asks of programs that read it. */
export type CrawlPolicy = {
  /** The host, as in an address. */
  readonly host: string
  /** From the start of one request to the start of the next. */
  readonly intervalMs: number
  /** Requests under way at once. */
  readonly concurrency: number
  /** Headers it asks for besides; `{agent}` stands for the user agent with its contact. */
  readonly headers?: Readonly<Record<string, string>>
  /** What to do instead where it refuses, for the curator. */
  readonly whenRefused?: string
}

/** For hosts that publish nothing. */
const DEFAULT_POLICY: Omit<CrawlPolicy, 'host'> = { intervalMs: 250, concurrency: 2 }
/** Requests at once to the curator's own machines. */
const OWN_CONCURRENCY = 4

/**
 * The crawl policies of an import: those of the source's hosts, and for a mirror that of the
 * museum's own API, which stands first. Other machines of the curator's own (`--allow-host`) need
 * no pause between requests.
 */
export function crawlPoliciesFor(
  { crawlPolicies }: { readonly crawlPolicies: readonly CrawlPolicy[] },
  baseUrl: string | undefined,
  allowHosts: readonly string[],
): CrawlPolicy[] {
  const own = allowHosts.map((host): CrawlPolicy => {
    const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host
    return { host: name, intervalMs: 0, concurrency: OWN_CONCURRENCY }
  })
  const [api] = crawlPolicies
  if (baseUrl === undefined || !api) return [...crawlPolicies, ...own]
  const mirror = { ...api, host: new URL(baseUrl).hostname }
  return [mirror, ...crawlPolicies, ...own.filter(({ host }) => host !== mirror.host)]
}

/** A host whose requests ended so, one after the other, after all tries, is down. */
const FAILURES_THAT_CLOSE = 5
/** A host that gave nothing yet and refused so many different things gives nothing. */
const REFUSALS_THAT_CLOSE = 10
/** How many times slower than its policy asks for a host is asked at most. */
const SLOWEST = 8

/** Leave to make one request; give it back with `end` when the answer is in. */
export type Slot = { readonly startedAt: number; end(): void }

export type Surroundings = {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

/** The limiters of a run, one a host, made when a host is first asked. */
export function hostLimiters(
  policies: readonly CrawlPolicy[],
  guard: AddressGuard,
  paceMs: number | undefined,
  surroundings: Surroundings,
): (url: URL) => HostLimiter {
  const limiters = new Map<string, HostLimiter>()
  return (url) => {
    const open = limiters.get(url.host)
    if (open) return open
    const own = guard.isAllowed(url)
    const policy: CrawlPolicy = {
      ...DEFAULT_POLICY,
      ...policies.find(({ host }) => host === url.host || host === url.hostname),
      ...(own && paceMs !== undefined && { intervalMs: paceMs, concurrency: OWN_CONCURRENCY }),
      host: url.host,
    }
    const limiter = hostLimiter(policy, surroundings)
    limiters.set(url.host, limiter)
    return limiter
  }
}

/** Limits the requests to one host: how many at once, how often, and whether at all. */
export type HostLimiter = ReturnType<typeof hostLimiter>

export function hostLimiter(policy: CrawlPolicy, { clock, signal, say }: Surroundings) {
  const { host, intervalMs, concurrency } = policy
  const said = new Set<string>()
  const queue: (() => void)[] = []
  let underWay = 0
  let slowness = 1
  let slowedAt = Number.NEGATIVE_INFINITY
  let readyAt = Number.NEGATIVE_INFINITY
  let failuresInARow = 0
  let closed: string | undefined

  const end = (): void => {
    underWay -= 1
    queue.shift()?.()
  }
  const limiter = {
    policy,
    /** What was asked for and came last, to tell a refusal of one thing from one of the host. */
    worked: undefined as URL | undefined,
    /** Whether something was refused again after a rest: resting more is of no use. */
    restedInVain: false,
    /** Why nothing is asked here any more; undefined while the host is open. */
    get closed() {
      return closed
    },
    /** Waits for leave to make a request; undefined when the host is closed. Rejects on abort. */
    async slot(): Promise<Slot | undefined> {
      while (underWay >= concurrency) await new Promise<void>((resolve) => queue.push(resolve))
      underWay += 1
      try {
        for (;;) {
          signal.throwIfAborted()
          if (closed !== undefined) {
            end()
            return undefined
          }
          const now = clock.now()
          if (now >= readyAt) {
            readyAt = now + intervalMs * slowness
            return { startedAt: now, end }
          }
          await clock.wait(readyAt - now, signal)
        }
      } catch (error) {
        end()
        signal.throwIfAborted()
        throw error
      }
    },
    /** Nothing is asked for so long. */
    rest(ms: number): void {
      readyAt = Math.max(readyAt, clock.now() + ms)
    },
    /** Doubles the interval; refusals of requests that were under way together count as one. */
    slowDown({ startedAt }: Slot): void {
      if (startedAt < slowedAt) return
      slowedAt = clock.now()
      slowness = Math.min(SLOWEST, slowness * 2)
    },
    /** For the rest of the run. */
    close(why: string): void {
      closed ??= why
    },
    answered(): void {
      failuresInARow = 0
    },
    /** Notes a request that failed after all tries. Many in a row close the host. */
    gaveUp(why: string, how: 'failed' | 'refused'): void {
      failuresInARow += 1
      const most = how === 'refused' ? REFUSALS_THAT_CLOSE : FAILURES_THAT_CLOSE
      if (failuresInARow < most || closed !== undefined) return
      limiter.close(`${failuresInARow} requests in a row had failed`)
      limiter.sayOnce(
        'closed',
        `${host} is not asked again in this run: ${failuresInARow} requests in a row failed, the last because ${why}.`,
      )
    },
    /** Says something about this host, once. */
    sayOnce(about: 'rest' | 'closed', line: string): void {
      if (said.has(about)) return
      said.add(about)
      say(line)
    },
  }
  return limiter
}
