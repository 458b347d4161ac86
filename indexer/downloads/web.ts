import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import type { AddressGuard } from './address-guard.ts'
import type { Clock } from './clock.ts'
import { guardedLookup, type Resolve } from './guarded-lookup.ts'
import type { HostLane } from './host-lane.ts'
import type { HostManners } from './host-manners.ts'
import type { TimeLimits } from './time-limits.ts'

/** What a run has fetched so far. */
export type Figures = {
  /** Requests made, redirects and further tries among them. */
  requests: number
  /** Of answers' bodies, as they came over the wire. */
  bytes: number
  /** Documents and pictures that were answered from the cache, unasked or by a 304. */
  fromCache: number
}

/** The way to the web: whom may be asked, how soon, as whom. */
export type Web = {
  readonly guard: AddressGuard
  readonly lane: (url: URL) => HostLane
  readonly introduction: (url: URL, manners: HostManners) => Promise<Record<string, string>>
  readonly connections: Connections
  readonly clock: Clock
  readonly figures: Figures
  readonly timeLimits: TimeLimits
  /** Its reason is an `Interrupted`. */
  readonly signal: AbortSignal
}

export interface Connections {
  /** For hosts that may be private, or for all others. */
  to(options: { mayBePrivate: boolean }): Agent
  close(): Promise<void>
}

/** Open connections; those to hosts that may be private are kept apart from all others. */
export function openConnections(resolve: Resolve, limits: TimeLimits): Connections {
  const agent = (lookup: LookupFunction): Agent =>
    new Agent({
      connect: { lookup, timeout: limits.connectMs },
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.idleMs,
    })
  const guarded = agent(guardedLookup(resolve, false))
  const trusting = agent(guardedLookup(resolve, true))
  return {
    to: ({ mayBePrivate }) => (mayBePrivate ? trusting : guarded),
    close: async () => {
      await Promise.all([guarded.destroy(), trusting.destroy()])
    },
  }
}
