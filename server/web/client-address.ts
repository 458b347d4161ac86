import type { IncomingMessage } from 'node:http'
import { isIP, isIPv4 } from 'node:net'

/**
 * The address a request came from. Behind `trustedProxies` proxies of one's own, each of which adds
 * to X-Forwarded-For, it is the one that the outermost of them saw; entries further left are the
 * client's own claim.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',')
  const hops = forwarded
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
  hops.push(request.socket.remoteAddress ?? '')
  return plain(hops.at(-1 - trustedProxies) ?? (hops[0] as string))
}

/** The party an address belongs to: an IPv6 customer holds a /64 at least, so that counts as one. */
export function partyOf(address: string): string {
  return isIPv4(address) ? address : groupsOf(address).slice(0, 4).join(':')
}

/** What of an address may be logged: enough to tell networks apart, too little for a person. */
export function addressForLogs(address: string): string {
  return isIPv4(address)
    ? `${address.split('.').slice(0, 3).join('.')}.0/24`
    : `${groupsOf(address).slice(0, 3).join(':')}::/48`
}

/** An IPv4 address that came over an IPv6 socket is written as IPv4; what is no address, as "::". */
function plain(address: string): string {
  return isIP(address) ? address.replace(/^::ffff:(?=\d+\.)/i, '') : '::'
}

/** The eight groups of an IPv6 address, its "::" written out. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] as string).split('::')
  const left = head === '' ? [] : head.split(':')
  if (tail === undefined) return left
  const right = tail === '' ? [] : tail.split(':')
  const zeros = Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
}
