import type { IncomingMessage } from 'node:http'
import { hostAsked } from './host-asked.ts'

/** The way to this server: the number of our own proxies, and the public address if one is set. */
export type Reach = { readonly trustedProxies: number; readonly publicUrl: string | null }

/**
 * Whether a request may open a socket: it comes from a page of this server, or from no page at all.
 * Browsers keep other sites' pages from reading HTTP answers but not from WebSockets. They do name
 * the page's origin, which a page cannot change. Programs need not name one.
 */
export function fromOwnPage(request: IncomingMessage, reach: Reach): boolean {
  const { origin } = request.headers
  return origin === undefined || isOwnOrigin(origin, request, reach)
}

/**
 * Whether a request says that it comes from a page of this server. Browsers say so in three
 * headers, which no page can change: in Sec-Fetch-Site, but only over https and on localhost; in
 * Origin, but not on a GET to their own site; and in Referer, which the Referrer-Policy
 * `same-origin` sends to this server only.
 */
export function comesFromOwnPage(request: IncomingMessage, reach: Reach): boolean {
  const { origin, referer, 'sec-fetch-site': site } = request.headers
  if (site !== undefined) return site === 'same-origin'
  const named = origin ?? referer
  return named !== undefined && isOwnOrigin(named, request, reach)
}

/** Whether an address is this server's: its public address, or the host that the request names. */
function isOwnOrigin(
  address: string,
  request: IncomingMessage,
  { trustedProxies, publicUrl }: Reach,
): boolean {
  const own = hostAsked(request, trustedProxies)
  // "null" is the origin of a sandboxed page or a file. It belongs to nobody, so not to this
  // server.
  if (!URL.canParse(address)) return false
  const page = new URL(address)
  if (page.origin === publicUrl) return true
  if (own === undefined) return false
  // Parsed with the page's scheme, so that a default port equals no port.
  const served = `${page.protocol}//${own}`
  return URL.canParse(served) && new URL(served).host === page.host
}
