import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'

/** A host as it may stand in an address: a name, an IPv4 address or an IPv6 address, and a port. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/**
 * The origin a page was asked for at, such as `https://museum.example`; undefined when what the
 * request calls it is no host. Behind `trustedProxies` proxies of one's own it is what the outermost
 * of them was called, where they say (X-Forwarded-Host, X-Forwarded-Proto); else those are a
 * stranger's claim and not looked at.
 */
export function publicOrigin(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: number,
): string | undefined {
  const forwarded = (name: 'x-forwarded-host' | 'x-forwarded-proto'): string | undefined => {
    if (trustedProxies === 0) return undefined
    const said = [headers[name] ?? []].flat().join(',').split(',')
    return (said.at(-trustedProxies) ?? said[0])?.trim() || undefined
  }
  const host = forwarded('x-forwarded-host') ?? headers.host ?? ''
  const own = (socket as Partial<TLSSocket>).encrypted === true ? 'https' : 'http'
  const scheme = forwarded('x-forwarded-proto')?.toLowerCase() ?? own
  const origin = `${scheme}://${host}`
  if (!HOST.test(host) || !/^https?$/.test(scheme) || !URL.canParse(origin)) return undefined
  return new URL(origin).origin
}

/** Where the page of a work is. It holds nothing but the work's id. */
export function workPath(workId: string): string {
  return `/w/${encodeURIComponent(workId)}`
}

export function portraitPath(portraitId: string): string {
  return `/p/${encodeURIComponent(portraitId)}`
}

/** An address that a page may link to, or undefined: what sources give may be `javascript:` too. */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, href } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}
