import type { IncomingMessage } from 'node:http'
import { hostAsked, schemeAsked } from '../web/host-asked.ts'
import type { Reach } from '../web/page-origin.ts'

/** A valid host of an address: a name, an IPv4 address or an IPv6 address, and perhaps a port. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/**
 * The origin of a page for other people, such as `https://museum.example`: the server's public
 * address if one is set, otherwise the host that the request names. It is undefined when that is no
 * host.
 */
export function publicOrigin(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  { trustedProxies, publicUrl }: Reach,
): string | undefined {
  if (publicUrl !== null) return publicUrl
  const host = hostAsked(request, trustedProxies) ?? ''
  const scheme = schemeAsked(request, trustedProxies)
  const origin = `${scheme}://${host}`
  if (!HOST.test(host) || !/^https?$/.test(scheme) || !URL.canParse(origin)) return undefined
  return new URL(origin).origin
}

export function portraitPath(portraitId: string): string {
  return `/p/${encodeURIComponent(portraitId)}`
}

/** An address that a page may link to, or undefined: a source may also give `javascript:`. */
export function safeLink(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, href } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}
