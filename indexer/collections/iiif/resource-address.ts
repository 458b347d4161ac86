import { webAddress } from '../web-address.ts'
import { field } from './loose-json.ts'

/** The address of a resource: a string, or an object with an `id` (version 3) or `@id` (version 2). */
export function addressOf(value: unknown): string | undefined {
  if (typeof value === 'string') return webAddress(value)
  return webAddress(field(value, '@id')) ?? webAddress(field(value, 'id'))
}
