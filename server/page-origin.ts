import type { IncomingMessage } from 'node:http'

/**
 * Whether a request may open a socket: it comes from a page of this server, or from no page at all.
 * Browsers hold pages of other sites back from reading HTTP answers, but not from WebSockets; they
 * do name the page's origin, which a page cannot change. Programs need name none.
 *
 * The server's host is what the request calls it or, behind `trustedProxies` proxies of one's own,
 * what the outermost of them was called (X-Forwarded-Host), where they say.
 */
export function fromOwnPage({ headers }: IncomingMessage, trustedProxies: number): boolean {
  const { origin, host } = headers
  if (origin === undefined) return true
  const forwarded = [headers['x-forwarded-host'] ?? []].flat().join(',').split(',')
  const outermost = trustedProxies > 0 ? (forwarded.at(-trustedProxies) ?? forwarded[0]) : undefined
  const own = outermost?.trim() || host
  // "null" is the origin of a sandboxed page or a file: nobody's, so not this server's.
  if (own === undefined || !URL.canParse(origin)) return false
  const page = new URL(origin)
  // Read with the page's scheme, so that a default port counts as none.
  const served = `${page.protocol}//${own}`
  return URL.canParse(served) && new URL(served).host === page.host
}
