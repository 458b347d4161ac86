import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'

/**
 * What a request calls this server: a host and perhaps a port, as it was sent. Behind `trustedProxies`
 * proxies of one's own it is what the outermost of them was called, where they say so in
 * X-Forwarded-Host; else that is a stranger's claim and not looked at.
 */
export function hostAsked(
  { headers }: Pick<IncomingMessage, 'headers'>,
  trustedProxies: number,
): string | undefined {
  return forwarded(headers['x-forwarded-host'], trustedProxies) ?? headers.host
}

/** `http` or `https`, or whatever a trusted proxy says in X-Forwarded-Proto. */
export function schemeAsked(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: number,
): string {
  const own = (socket as Partial<TLSSocket>).encrypted === true ? 'https' : 'http'
  return forwarded(headers['x-forwarded-proto'], trustedProxies)?.toLowerCase() ?? own
}

/** What the outermost of one's own proxies added to a list that each of them adds to. */
function forwarded(
  given: string | string[] | undefined,
  trustedProxies: number,
): string | undefined {
  if (trustedProxies === 0) return undefined
  const said = [given ?? []].flat().join(',').split(',')
  return (said.at(-trustedProxies) ?? said[0])?.trim() || undefined
}
