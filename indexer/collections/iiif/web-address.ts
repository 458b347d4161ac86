import { asArray, field } from './loose-json.ts'

/** Longer ones are no addresses of anything; servers refuse them from 8,000 characters or so. */
const MAX_ADDRESS_LENGTH = 4096

/** A value of a stranger's document as an http(s) address, trimmed; undefined when it is none. */
export function webAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_ADDRESS_LENGTH) return undefined
  const address = value.trim()
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : undefined
}

/** The address of a resource: a string, or an object with an `id` (version 3) or `@id` (version 2). */
export function addressOf(value: unknown): string | undefined {
  if (typeof value === 'string') return webAddress(value)
  return webAddress(field(value, '@id')) ?? webAddress(field(value, 'id'))
}

/** The first address among one value or several. */
export function firstAddress(value: unknown): string | undefined {
  return asArray(value)
    .map(addressOf)
    .find((address) => address !== undefined)
}
