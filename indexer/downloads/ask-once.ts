import { request } from 'undici'
import type { HostLimiter, Slot } from './host-limiter.ts'
import { type NetworkProblem, networkProblem, Refused, TooSlow } from './network-problem.ts'
import { isHtml, type Reply, retryAfterMs } from './reply.ts'
import type { Web } from './web.ts'

const MOST_REDIRECTS = 5
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
/** Statuses that pass: the server is busy, or the one behind it is. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])

/** Statuses of what was given. */
const WORKED: ReadonlySet<number> = new Set([200, 203, 206, 304])

/** Of an answer that is of no use, read for the sake of its connection. */
const SPARE_BYTES = 64_000

export type Asking = {
  readonly url: string
  readonly accept: string
  readonly acceptEncoding: string
  /** Sent on after redirects to whatever host. */
  readonly conditions: Readonly<Record<string, string>>
  /** Sent to the host of `url` alone: they may hold a key. */
  readonly headers: Readonly<Record<string, string>>
  /** For the answer as a whole. */
  readonly wholeMs: number
}

/** What whoever reads an answer makes of it. */
export type Received<T> =
  | { readonly kind: 'answered'; readonly value: T }
  /** A web page where something else was asked for. */
  | { readonly kind: 'web page'; readonly problem: string }
  /** Ask again at once: what was on record of an earlier try does not hold. */
  | { readonly kind: 'start again'; readonly problem: string }

/** The answers that are none: weakness that passes, or a refusal of the host as a whole. */
type Setback =
  | {
      readonly kind: 'busy'
      readonly status: number
      readonly problem: string
      readonly retryAfterMs: number | undefined
      readonly slot: Slot
    }
  /** 403 in HTML: a firewall's page, or a refusal of this one thing. */
  | { readonly kind: 'wall'; readonly problem: string; readonly slot: Slot }
  /** A challenge that only a browser can answer. */
  | { readonly kind: 'challenge'; readonly problem: string }

/** Not asked, or not read to the end; it would end so again. */
type NotRead = { readonly kind: 'refused'; readonly problem: string }

/** How one request ended, redirects and all; `limiter` is the host's at which it did. */
export type Ending<T> =
  | ((Received<T> | NetworkProblem | Setback) & { readonly limiter: HostLimiter })
  | NotRead
  /** Not asked: the host is closed for this run. */
  | { readonly kind: 'closed'; readonly problem: string }

/**
 * Makes one request in its host's turn and follows redirects, each in its own host's turn and past
 * the guard. Throws `Interrupted` when stopped; what `receive` throws that is not of the network.
 */
export async function askOnce<T>(
  web: Web,
  asking: Asking,
  receive: (reply: Reply) => Promise<Received<T>>,
): Promise<Ending<T>> {
  const asked = new URL(asking.url)
  let url = asked
  for (let redirects = 0; ; redirects += 1) {
    const problem = web.guard.refusal(url)
    if (problem !== undefined) return { kind: 'refused', problem }
    const limiter = web.limiter(url)
    const introduction = await web.introduction(url, limiter.policy)
    const slot = await limiter.slot()
    if (!slot) return { kind: 'closed', problem: closedProblem(limiter) }
    try {
      const headers = {
        accept: asking.accept,
        'accept-encoding': asking.acceptEncoding,
        ...introduction,
        ...(url.host === asked.host && asking.headers),
        ...asking.conditions,
      }
      const ending = await exchange(web, url, headers, asking.wholeMs, async (reply) => {
        const location = reply.header('location')
        if (REDIRECTS.has(reply.status) && location !== undefined) {
          return { kind: 'redirect' as const, location }
        }
        const setback = judge(reply, slot, web.clock.now())
        if (setback) return setback
        if (WORKED.has(reply.status)) {
          limiter.worked = url
          limiter.restedInVain = false
        }
        return await receive(reply)
      })
      if (ending.kind === 'refused') return ending
      if (ending.kind !== 'redirect') return { ...ending, limiter }
      limiter.answered()
      if (redirects === MOST_REDIRECTS) {
        return {
          kind: 'refused',
          problem: `${asking.url} redirects more than ${MOST_REDIRECTS} times`,
        }
      }
      if (!URL.canParse(ending.location, url.href)) {
        return { kind: 'refused', problem: `${url} redirects to something that is no address` }
      }
      url = new URL(ending.location, url)
    } finally {
      slot.end()
    }
  }
}

export function closedProblem({ policy, closed }: HostLimiter): string {
  return `${policy.host} is not asked again in this run (${closed})`
}

/** Sends one request and has its answer read, in the time it may take; leaves nothing open. */
async function exchange<T>(
  web: Web,
  url: URL,
  headers: Readonly<Record<string, string>>,
  wholeMs: number,
  read: (reply: Reply) => Promise<T>,
): Promise<T | NetworkProblem | NotRead> {
  const controller = new AbortController()
  const stop = (): void => controller.abort(web.signal.reason)
  web.signal.addEventListener('abort', stop)
  const tooSlow = `it took longer than ${Math.round(wholeMs / 1000)} seconds`
  const timer = setTimeout(() => controller.abort(new TooSlow(tooSlow)), wholeMs)
  try {
    web.signal.throwIfAborted()
    web.figures.requests += 1
    const way = await web.connections.wayTo(url, { mayBePrivate: web.guard.isAllowed(url) })
    const {
      statusCode,
      headers: answered,
      body,
    } = await request(way.url, {
      dispatcher: way.dispatcher,
      headers: { ...headers, ...way.headers },
      signal: controller.signal,
    })
    // What befalls a body comes out where it is read; one that nobody reads may end as it likes.
    body.on('error', () => {})
    const header = (name: string): string | undefined => oneOf(answered[name])
    const made = await read({ url, status: statusCode, header, body })
    // Read to its end, so that the connection serves the next request.
    if (!body.bodyUsed) await body.dump({ limit: SPARE_BYTES, signal: controller.signal })
    return made
  } catch (error) {
    web.signal.throwIfAborted()
    if (error instanceof Refused) return { kind: 'refused', problem: error.message }
    const broken = networkProblem(error)
    if (!broken) throw error
    return { kind: broken.kind, problem: `${url}: ${broken.problem}` }
  } finally {
    clearTimeout(timer)
    web.signal.removeEventListener('abort', stop)
    controller.abort()
  }
}

/** Whether a host still gives what it gave last: then what it refuses is refused alone. */
export async function stillGives(web: Web, limiter: HostLimiter): Promise<boolean> {
  const { worked } = limiter
  if (worked === undefined) return false
  const slot = await limiter.slot()
  if (!slot) return false
  try {
    const headers = {
      accept: '*/*',
      'accept-encoding': 'identity',
      range: 'bytes=0-0',
      ...(await web.introduction(worked, limiter.policy)),
    }
    const given = await exchange(web, worked, headers, web.timeLimits.documentMs, async (reply) =>
      WORKED.has(reply.status) && !judge(reply, slot, web.clock.now()) ? 'given' : 'not given',
    )
    return given === 'given'
  } finally {
    slot.end()
  }
}

function oneOf(values: string | readonly string[] | undefined): string | undefined {
  return typeof values === 'string' ? values : values?.join(', ')
}

function judge(reply: Reply, slot: Slot, nowMs: number): Setback | undefined {
  const { url, status, header } = reply
  const problem = `${url} answered ${status}`
  if (header('cf-mitigated') === 'challenge') return { kind: 'challenge', problem }
  if (status === 403 && isHtml(reply)) {
    return { kind: 'wall', problem: `${problem} with a web page`, slot }
  }
  if (!PASSING.has(status)) return undefined
  return {
    kind: 'busy',
    status,
    problem,
    retryAfterMs: retryAfterMs(header('retry-after'), nowMs),
    slot,
  }
}
