import { isIP, type LookupFunction } from 'node:net'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import type { AddressGuard } from './address-guard.ts'
import type { Clock } from './clock.ts'
import { guardedLookup, publicAmong, type Resolve } from './guarded-lookup.ts'
import type { HostLane } from './host-lane.ts'
import type { HostManners } from './host-manners.ts'
import { Refused } from './refused.ts'
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

/** How a request gets to its host. */
type Way = {
  readonly dispatcher: Dispatcher
  /** Where it is sent to: the address itself, or through a proxy the number that was checked. */
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
}

export interface Connections {
  /** Rejects with `Refused` where a proxy would lead to an address that is not public. */
  wayTo(url: URL, options: { mayBePrivate: boolean }): Promise<Way>
  close(): Promise<void>
}

/** The proxy for an address, as the environment names it; empty for none. */
export type ProxyFor = (address: string) => string

/**
 * Open connections; those to hosts that may be private are kept apart from all others. A proxy looks
 * names up by itself: so it is given the number that was looked up and checked here, and never a name
 * that could mean another address there.
 */
export function openConnections(
  resolve: Resolve,
  limits: TimeLimits,
  proxyFor: ProxyFor,
): Connections {
  const timeouts = { headersTimeout: limits.headersMs, bodyTimeout: limits.idleMs }
  const agent = (lookup: LookupFunction): Agent =>
    new Agent({ connect: { lookup, timeout: limits.connectMs }, ...timeouts })
  const guarded = agent(guardedLookup(resolve, false))
  const trusting = agent(guardedLookup(resolve, true))
  const proxies = new Map<string, ProxyAgent>()
  const throughProxy = (uri: string): ProxyAgent => {
    const open = proxies.get(uri) ?? new ProxyAgent({ uri, ...timeouts })
    proxies.set(uri, open)
    return open
  }
  return {
    async wayTo(url, { mayBePrivate }) {
      const proxy = LOOPBACK.test(url.hostname) ? '' : proxyFor(url.href)
      if (proxy === '') return { dispatcher: mayBePrivate ? trusting : guarded, url, headers: {} }
      const dispatcher = throughProxy(proxy)
      if (mayBePrivate) return { dispatcher, url, headers: {} }
      const number = new URL(url)
      number.hostname = await publicAddressOf(resolve, url.hostname)
      return { dispatcher, url: number, headers: { host: url.host } }
    },
    close: async () => {
      await Promise.all([guarded, trusting, ...proxies.values()].map((each) => each.destroy()))
    },
  }
}

/** This machine is not asked through another. */
const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])$/

async function publicAddressOf(resolve: Resolve, host: string): Promise<string> {
  const literal = host.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0) return host
  try {
    const { address, family } = publicAmong(await resolve(host), host)
    return family === 6 ? `[${address}]` : address
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTFOUND') throw error
    throw new Refused(
      `the name ${host} cannot be looked up here, so that nobody knows whether the proxy would lead to a private address; if you trust it, add --allow-host ${host}`,
    )
  }
}
