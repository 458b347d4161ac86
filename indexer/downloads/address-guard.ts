import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Refused } from './network-problem.ts'

/** Which addresses may be asked: what a museum's records name is a stranger's text. */
export type AddressGuard = ReturnType<typeof addressGuard>

/** `allowHosts`: "127.0.0.1", "museum.local", "museum.local:8080", "[::1]". */
export function addressGuard(allowHosts: readonly string[]) {
  const allowed = new Set(allowHosts.map(normalise))
  const isAllowed = (url: URL): boolean =>
    allowed.has(url.hostname) || allowed.has(`${url.hostname}:${portOf(url)}`)
  return {
    /** Whether the curator permits this host by name, whatever its address. */
    isAllowed,
    /** Why an address is refused before a look-up of its name; undefined when it may be asked. */
    refusal(url: URL): string | undefined {
      if (url.protocol !== 'http:' && url.protocol !== 'https:') {
        return `${url.protocol} addresses are not read, only http: and https:`
      }
      if (url.username !== '' || url.password !== '') {
        return `the address of ${url.hostname} holds a user name or password, which is not sent on`
      }
      // The URL standard has turned decimal, octal and hexadecimal notations into four numbers.
      const literal = url.hostname.replace(/^\[|\]$/g, '')
      if (ipaddr.isValid(literal) && !isPublic(literal) && !isAllowed(url)) {
        return privateHost(url.hostname, literal)
      }
      return undefined
    },
  }
}

/** Whether an IP address is one of the public internet's; anything special is not. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast'
  const bytes = parsed.toByteArray()
  // Networks without IPv4 reach it through 64:ff9b::/96 (RFC 6052): the address within counts.
  if (parsed.match(NAT64)) return isPublic(bytes.slice(12).join('.'))
  // Only 2000::/3 has been given out; "::127.0.0.1" and its like lie outside of it.
  return parsed.range() === 'unicast' && ((bytes[0] ?? 0) & 0xe0) === 0x20
}

const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

function privateHost(host: string, address: string): string {
  const what = host.replace(/^\[|\]$/g, '') === address ? '' : ` (${address})`
  return `${host}${what} is not on the public internet; if you trust it, add --allow-host ${host}`
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === 'https:' ? '443' : '80')
}

/** As the URL standard writes it: lower case, IPv6 in brackets, numbers as four numbers. */
function normalise(host: string): string {
  const [, name = host, port = ''] = /^(.*?[^:])(:\d+)?$/.exec(host.trim()) ?? []
  const bare = ipaddr.IPv6.isValid(host) ? `[${host}]` : undefined
  const address = bare ?? name
  const parsed = URL.canParse(`http://${address}/`) ? new URL(`http://${address}/`) : undefined
  return parsed ? `${parsed.hostname}${bare ? '' : port}` : host
}

/** All the addresses of a name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

export const resolveBySystem: Resolve = (host) => lookup(host, { all: true })

/** The address of a name to connect to. Throws `Refused` where any of them is not public. */
export function publicAmong(
  addresses: readonly LookupAddress[],
  host: string,
  mayBePrivate = false,
): LookupAddress {
  const [first] = addresses
  const hidden = addresses.find(({ address }) => !mayBePrivate && !isPublic(address))
  if (hidden) throw new Refused(privateHost(host, hidden.address))
  if (!first) throw new Refused(`the name ${host} has no address`)
  return first
}

/**
 * Looks names up for a connection about to be made, and refuses those of which any address is not
 * public. What was checked is what is connected to: a name cannot mean another address afterwards.
 */
export function guardedLookup(resolve: Resolve, mayBePrivate: boolean): LookupFunction {
  return (host, { all }, answer) => {
    resolve(host)
      .then((addresses) => ({ addresses, first: publicAmong(addresses, host, mayBePrivate) }))
      .then(
        ({ addresses, first }) => {
          if (all) answer(null, [...addresses])
          else answer(null, first.address, first.family)
        },
        (error: NodeJS.ErrnoException) => answer(error, ''),
      )
  }
}
