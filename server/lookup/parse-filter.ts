import type { PortraitFilter } from '../../embeddings/gallery/portrait-filter.ts'
import { FILTER_FIELDS, portraitFilterSchema, toPortraitFilter } from '../contract/match-request.ts'
import { onlyNames, queryNumber } from './query-number.ts'

/** The filter, or a description of what is wrong with it. */
export type ParsedFilter = { filter: PortraitFilter | undefined } | { detail: string }

/**
 * Parses a filter from a query or a form, where all values are text and a name may be repeated:
 * `museum=A&museum=B&century=17&onView=true`. It ignores fields of other names. The detail repeats
 * nothing from the request.
 */
export function parseFilterQuery(fields: Readonly<Record<string, unknown>>): ParsedFilter {
  const { museum, century, place, category, onView } = fields
  return parseFilter({
    museum,
    place,
    category,
    century: Array.isArray(century) ? century.map(wholeNumber) : wholeNumber(century),
    onView: onView === 'true' ? true : onView,
  })
}

/**
 * Parses a query of a filter and a whole number by this name, or says what is wrong with it. Other
 * names are refused.
 */
export function parseNumberAndFilter(
  query: Readonly<Record<string, unknown>>,
  name: string,
  bounds: { max: number; fallback: number },
): { number: number; filter: PortraitFilter | undefined } | { detail: string } {
  const number = queryNumber(name, query[name], bounds)
  if ('detail' in number) return number
  const unknown = onlyNames(query, [name, ...FILTER_FIELDS])
  if (unknown) return unknown
  const filter = parseFilterQuery(query)
  return 'detail' in filter ? filter : { ...number, ...filter }
}

function parseFilter(given: unknown): ParsedFilter {
  const parsed = portraitFilterSchema.safeParse(given)
  if (parsed.success) return { filter: toPortraitFilter(parsed.data) }
  return { detail: filterFault(parsed.error.issues[0]) }
}

/** The first fault that zod finds in a filter, in words. The issue's path begins at the filter. */
export function filterFault(
  issue:
    | { readonly code: string; readonly path: readonly PropertyKey[]; readonly message: string }
    | undefined,
): string {
  const [field] = issue?.path ?? []
  const known = FILTER_FIELDS.find((name) => name === field)
  if (!issue || !known || issue.code === 'unrecognized_keys') {
    return `A filter has the conditions ${FILTER_FIELDS.join(', ')}, and no other.`
  }
  return `${known}: ${issue.message}${issue.message.endsWith('.') ? '' : '.'}`
}

/** Reads the text of a whole number as a number. The schema refuses other values. */
function wholeNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,3}$/.test(value) ? Number(value) : value
}
