import { plainText } from '../plain-text.ts'
import { strictestRights } from '../strictest-rights.ts'
import { asArray } from './loose-json.ts'
import { addressOf } from './resource-address.ts'

/**
 * What `rights` or `license` says: an address, verbatim, of which version 2 may give several; in the
 * words of those who do without one. Empty when it says nothing.
 */
export function statedRights(value: unknown): string {
  return strictestRights(
    asArray(value).map(
      (each) => addressOf(each) ?? plainText(typeof each === 'string' ? each : ''),
    ),
  )
}
