import type { Clock } from './clock.ts'
import type { HostManners } from './host-manners.ts'

/** A host whose requests ended so, one after the other, after all tries: it is down. */
const FAILURES_THAT_CLOSE = 5
/** Different things that a host which never gave any refused one after the other: it gives none. */
const REFUSALS_THAT_CLOSE = 10
/** How many times slower than its manners ask for a lane becomes at most. */
const SLOWEST = 8

/** Leave to make one request; give it back with `end` when the answer is in. */
export type Turn = { readonly startedAt: number; end(): void }

/** The requests to one host: how many at once, how soon after one another, and whether at all. */
export interface HostLane {
  readonly manners: HostManners
  /** What was asked for and came last, to tell a refusal of one thing from one of the host. */
  worked: URL | undefined
  /** Whether something was refused again after a rest: resting more is of no use. */
  restedInVain: boolean
  /** Why nothing is asked here any more; undefined while the host is open. */
  readonly closed: string | undefined
  /** Waits until a request may be made; undefined when the host is closed. Rejects when aborted. */
  turn(): Promise<Turn | undefined>
  /** Nothing is asked for so long. */
  rest(ms: number): void
  /** Doubles the interval; refusals of requests that were under way together count as one. */
  slowDown(turn: Turn): void
  /** For the rest of the run. */
  close(why: string): void
  answered(): void
  /** Of a request that failed after all its tries; closes the host when it is one of many in a row. */
  gaveUp(why: string, how: 'failed' | 'refused'): void
  /** Says something about this host, once. */
  sayOnce(about: 'rest' | 'closed', line: string): void
}

export type Surroundings = {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

export function hostLane(manners: HostManners, { clock, signal, say }: Surroundings): HostLane {
  const { host, intervalMs, concurrency } = manners
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
  const lane: HostLane = {
    manners,
    worked: undefined,
    restedInVain: false,
    get closed() {
      return closed
    },
    async turn() {
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
    rest(ms) {
      readyAt = Math.max(readyAt, clock.now() + ms)
    },
    slowDown({ startedAt }) {
      if (startedAt < slowedAt) return
      slowedAt = clock.now()
      slowness = Math.min(SLOWEST, slowness * 2)
    },
    close(why) {
      closed ??= why
    },
    answered() {
      failuresInARow = 0
    },
    gaveUp(why, how) {
      failuresInARow += 1
      const most = how === 'refused' ? REFUSALS_THAT_CLOSE : FAILURES_THAT_CLOSE
      if (failuresInARow < most || closed !== undefined) return
      lane.close(`${failuresInARow} requests in a row had failed`)
      lane.sayOnce(
        'closed',
        `${host} is not asked again in this run: ${failuresInARow} requests in a row failed, the last because ${why}.`,
      )
    },
    sayOnce(about, line) {
      if (said.has(about)) return
      said.add(about)
      say(line)
    },
  }
  return lane
}
