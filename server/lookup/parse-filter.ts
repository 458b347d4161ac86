import type { PortraitFilter } from '../../embeddings/gallery/portrait-filter.ts'
import { FILTER_FIELDS, portraitFilterSchema, toPortraitFilter } from '../contract/match-request.ts'

/** What a filter asks for, or in words what is wrong with it. */
export type ParsedFilter = { filter: PortraitFilter | undefined } | { detail: string }

/**
 * A filter out of a query or a form, where all values are text and a name may occur several times:
 * `museum=A&museum=B&century=17&onView=true`. Fields of other names are the caller's business.
 * The detail repeats nothing of what was sent.
 */
export function parseFilterQuery(fields: Readonly<Record<string, unknown>>): ParsedFilter {
  const { museum, century, place, onView } = fields
  return parseFilter({
    museum,
    place,
    century: Array.isArray(century) ? century.map(wholeNumber) : wholeNumber(century),
    onView: onView === 'true' ? true : onView,
  })
}

function parseFilter(given: unknown): ParsedFilter {
  const parsed = portraitFilterSchema.safeParse(given)
  if (parsed.success) return { filter: toPortraitFilter(parsed.data) }
  return { detail: filterFault(parsed.error.issues[0]) }
}

/** What is wrong with a filter, by the first issue zod has with it; its path begins at the filter. */
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

/** Text of a whole number as that number; anything else as it is, for the schema to refuse. */
function wholeNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,3}$/.test(value) ? Number(value) : value
}
