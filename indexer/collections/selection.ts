import { CuratorError } from '../terminal/curator-error.ts'
import type { SourceRequest } from './source.ts'

// What of a source a request selects: its filters and locations, read once.

type Filters = SourceRequest['filters']

/** Of filters that are either wanted or not. Throws `CuratorError` when the value is not `yes`. */
export function isYes(filters: Filters, name: string): boolean {
  const value = filters[name]
  if (value === undefined) return false
  if (value !== 'yes') throw notUnderstood(name, value, `it is given as ${name}=yes or left out`)
  return true
}

/** A year, negative before the common era. Throws `CuratorError` when it is none. */
export function yearOf(filters: Filters, name: string): number | undefined {
  const value = filters[name]
  if (value === undefined) return undefined
  if (/^-?\d{1,5}$/.test(value)) return Number(value)
  throw notUnderstood(name, value, 'it takes a year, such as 1650')
}

/** Values separated by bars, as names hold commas; undefined for `any` and for nothing. */
export function valuesOf(filters: Filters, name: string): string[] | undefined {
  const value = filters[name]
  if (value === undefined || value === 'any') return undefined
  const values = value
    .split('|')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  if (values.length === 0) throw notUnderstood(name, value, 'it is empty')
  return values
}

export function notUnderstood(name: string, value: string, why: string): CuratorError {
  return new CuratorError(`--filter ${name}=${value} is not understood: ${why}.`)
}

/**
 * A canonical name for what a request takes from an API: the root, then what narrows it by name in
 * alphabetical order. The same request has the same name however it was typed.
 */
export function selectionName(
  root: string,
  narrowing: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries(narrowing).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  const sorted = given.sort(([one], [other]) => (one < other ? -1 : 1))
  return sorted.length === 0 ? root : `${root}?${new URLSearchParams(sorted)}`
}

/** Throws `CuratorError` for a filter beside works that are named one by one. */
export function refuseFilters(filters: Filters): void {
  if (Object.keys(filters).length === 0) return
  throw new CuratorError(
    'Give either works or filters; works that are named one by one need no filter.',
  )
}

/**
 * Numbers of records out of numbers or addresses of their pages, sorted, each once. Throws
 * `CuratorError` when one is neither, or when filters come with them.
 */
export function recordNumbers(
  { locations, filters }: SourceRequest,
  page: RegExp,
  example: string,
): number[] {
  refuseFilters(filters)
  const numbers = locations.map((location) => {
    const number = /^\d{1,9}$/.test(location) ? location : page.exec(location)?.[1]
    if (number === undefined) {
      throw new CuratorError(`"${location}" is neither the number of a work nor ${example}.`)
    }
    return Number(number)
  })
  return [...new Set(numbers)].sort((one, other) => one - other)
}

/**
 * Root of a museum's API, without a trailing slash: its own, or that of a mirror. A mirror given by
 * its host alone keeps the museum's paths; one with a path is the root itself.
 */
export function apiRoot(documented: string, mirror: string | undefined): string {
  if (mirror === undefined) return documented
  const { pathname, origin } = new URL(mirror)
  const root = pathname === '/' ? origin + new URL(documented).pathname : mirror
  return root.replace(/\/+$/, '')
}
