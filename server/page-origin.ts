import type { IncomingMessage } from 'node:http'

/**
 * Whether a request may open a socket: it comes from a page of this server, or from no page at all.
 * Browsers hold pages of other sites back from reading HTTP answers, but not from WebSockets; they
 * do name the page's origin, which a page cannot change. Programs need name none.
 */
export function fromOwnPage(request: IncomingMessage, trustedProxies: number): boolean {
  const { origin } = request.headers
  return origin === undefined || isOwnOrigin(origin, request, trustedProxies)
}

/**
 * Whether a request says that a page of this server makes it. Browsers say so by Sec-Fetch-Site, but
 * only over https and on localhost; by Origin, but not on a GET of their own site; and by Referer,
 * which goes to this server alone under its Referrer-Policy `same-origin`. No page can change these.
 */
export function comesFromOwnPage(request: IncomingMessage, trustedProxies: number): boolean {
  const { origin, referer, 'sec-fetch-site': site } = request.headers
  if (site !== undefined) return site === 'same-origin'
  const named = origin ?? referer
  return named !== undefined && isOwnOrigin(named, request, trustedProxies)
}

/**
 * Whether an address lies on this server. The server's host is what the request calls it or, behind
 * `trustedProxies` proxies of one's own, what the outermost of them was called (X-Forwarded-Host),
 * where they say.
 */
function isOwnOrigin(
  address: string,
  { headers }: IncomingMessage,
  trustedProxies: number,
): boolean {
  const forwarded = [headers['x-forwarded-host'] ?? []].flat().join(',').split(',')
  const outermost = trustedProxies > 0 ? (forwarded.at(-trustedProxies) ?? forwarded[0]) : undefined
  const own = outermost?.trim() || headers.host
  // "null" is the origin of a sandboxed page or a file: nobody's, so not this server's.
  if (own === undefined || !URL.canParse(address)) return false
  const page = new URL(address)
  // Read with the page's scheme, so that a default port counts as none.
  const served = `${page.protocol}//${own}`
  return URL.canParse(served) && new URL(served).host === page.host
}
