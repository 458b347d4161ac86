import { isIP, type LookupFunction } from 'node:net'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { type AddressGuard, guardedLookup, publicAmong, type Resolve } from './address-guard.ts'
import type { Clock, CrawlPolicy, HostLimiter } from './host-limiter.ts'
import { Refused } from './network-problem.ts'
import type { Figures } from './reply.ts'

/** The way to the web: whom may be asked, how soon, as whom. */
export type Web = {
  readonly guard: AddressGuard
  readonly limiter: (url: URL) => HostLimiter
  readonly introduction: (url: URL, policy: CrawlPolicy) => Promise<Record<string, string>>
  readonly connections: ReturnType<typeof openConnections>
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

/** The proxy for an address, as the environment names it; empty for none. */
export type ProxyFor = (address: string) => string

/**
 * Open connections; those to hosts that may be private are kept apart from all others. A proxy
 * looks names up by itself: so it is given the number that was looked up and checked here, and
 * never a name that could mean another address there.
 */
export function openConnections(resolve: Resolve, limits: TimeLimits, proxyFor: ProxyFor) {
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
    /** Rejects with `Refused` where a proxy would lead to an address that is not public. */
    async wayTo(url: URL, { mayBePrivate }: { mayBePrivate: boolean }): Promise<Way> {
      const proxy = LOOPBACK.test(url.hostname) ? '' : proxyFor(url.href)
      if (proxy === '') return { dispatcher: mayBePrivate ? trusting : guarded, url, headers: {} }
      const dispatcher = throughProxy(proxy)
      if (mayBePrivate) return { dispatcher, url, headers: {} }
      const number = new URL(url)
      number.hostname = await publicAddressOf(resolve, url.hostname)
      return { dispatcher, url: number, headers: { host: url.host } }
    },
    async close(): Promise<void> {
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

/** How Pendant is called, with its contact; where it must have one, it asks for it. */
export type AgentName = (contact: 'needed' | 'if known') => Promise<string>

/** The headers with Pendant's name, and those that the host asks for besides. */
export function introductions(
  guard: AddressGuard,
  agent: AgentName,
): (url: URL, policy: CrawlPolicy) => Promise<Record<string, string>> {
  return async (url, policy) => {
    // The curator runs, or knows, the hosts that were allowed by name.
    const name = await agent(guard.isAllowed(url) ? 'if known' : 'needed')
    const besides = Object.entries(policy.headers ?? {}).map(([header, value]) => [
      header.toLowerCase(),
      value.replaceAll('{agent}', () => name),
    ])
    return { 'user-agent': name, ...Object.fromEntries(besides) }
  }
}

/** How long is waited for what, in milliseconds; after that the try has failed. */
export type TimeLimits = {
  readonly connectMs: number
  /** From the request to the first line of the answer. */
  readonly headersMs: number
  /** Between two pieces of the answer. */
  readonly idleMs: number
  /** A document from the request to its last byte. */
  readonly documentMs: number
  readonly pictureMs: number
}

export const TIME_LIMITS: TimeLimits = {
  connectMs: 10_000,
  headersMs: 20_000,
  idleMs: 20_000,
  documentMs: 120_000,
  pictureMs: 600_000,
}
