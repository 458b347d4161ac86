import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { isPublic, privateHost } from './address-guard.ts'
import { Refused } from './refused.ts'

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
