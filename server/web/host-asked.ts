import type { IncomingMessage } from 'node:http'

/**
 * The host, and perhaps the port, by which a request addresses this server. Behind `trustedProxies`
 * of our own proxies it is the host of the outermost one, if they report it in X-Forwarded-Host.
 * Without proxies that header is a stranger's claim and is ignored.
 */
export function hostAsked(
  { headers }: Pick<IncomingMessage, 'headers'>,
  trustedProxies: number,
): string | undefined {
  return forwarded(headers['x-forwarded-host'], trustedProxies) ?? headers.host
}

/** The entry of our outermost proxy in a list to which each proxy adds. */
function forwarded(
  given: string | string[] | undefined,
  trustedProxies: number,
): string | undefined {
  if (trustedProxies === 0) return undefined
  const said = [given ?? []].flat().join(',').split(',')
  return (said.at(-trustedProxies) ?? said[0])?.trim() || undefined
}
