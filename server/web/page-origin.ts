import type { IncomingMessage } from 'node:http'
import { hostAsked } from './host-asked.ts'

/** How this server is reached: over how many proxies of one's own, and at which address, where that is set. */
export type Reach = { readonly trustedProxies: number; readonly publicUrl: string | null }

/**
 * Whether a request may open a socket: it comes from a page of this server, or from no page at all.
 * Browsers hold pages of other sites back from reading HTTP answers, but not from WebSockets; they
 * do name the page's origin, which a page cannot change. Programs need name none.
 */
export function fromOwnPage(request: IncomingMessage, reach: Reach): boolean {
  const { origin } = request.headers
  return origin === undefined || isOwnOrigin(origin, request, reach)
}

/**
 * Whether a request says that a page of this server makes it. Browsers say so by Sec-Fetch-Site, but
 * only over https and on localhost; by Origin, but not on a GET of their own site; and by Referer,
 * which goes to this server alone under its Referrer-Policy `same-origin`. No page can change these.
 */
export function comesFromOwnPage(request: IncomingMessage, reach: Reach): boolean {
  const { origin, referer, 'sec-fetch-site': site } = request.headers
  if (site !== undefined) return site === 'same-origin'
  const named = origin ?? referer
  return named !== undefined && isOwnOrigin(named, request, reach)
}

/** Whether an address lies on this server: at its public address, or at the host the request calls it. */
function isOwnOrigin(
  address: string,
  request: IncomingMessage,
  { trustedProxies, publicUrl }: Reach,
): boolean {
  const own = hostAsked(request, trustedProxies)
  // "null" is the origin of a sandboxed page or a file: nobody's, so not this server's.
  if (!URL.canParse(address)) return false
  const page = new URL(address)
  if (page.origin === publicUrl) return true
  if (own === undefined) return false
  // Read with the page's scheme, so that a default port counts as none.
  const served = `${page.protocol}//${own}`
  return URL.canParse(served) && new URL(served).host === page.host
}
