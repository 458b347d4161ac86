import type { IncomingMessage } from 'node:http'
import { isIP, isIPv4 } from 'node:net'

/**
 * The client's address of a request. Each of our own `trustedProxies` proxies adds to
 * X-Forwarded-For; the client's address is the one that the outermost proxy saw. Entries further
 * left are the client's own claims.
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

/**
 * The party behind an address. An IPv6 customer has at least a /64, so a /64 counts as one party.
 */
export function partyOf(address: string): string {
  return isIPv4(address) ? address : groupsOf(address).slice(0, 4).join(':')
}

/**
 * The part of an address for logs: enough to tell networks apart, too little to identify a person.
 */
export function addressForLogs(address: string): string {
  return isIPv4(address)
    ? `${address.split('.').slice(0, 3).join('.')}.0/24`
    : `${groupsOf(address).slice(0, 3).join(':')}::/48`
}

/** Writes an IPv4 address from an IPv6 socket as IPv4, and an invalid address as "::". */
function plain(address: string): string {
  return isIP(address) ? address.replace(/^::ffff:(?=\d+\.)/i, '') : '::'
}

/** The eight groups of an IPv6 address, with its "::" expanded. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] as string).split('::')
  const left = head === '' ? [] : head.split(':')
  if (tail === undefined) return left
  const right = tail === '' ? [] : tail.split(':')
  const zeros = Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
}
