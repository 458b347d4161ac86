import type { z } from 'zod'
import type { PortraitFilter } from '../../embeddings/gallery/portrait-filter.ts'
import { type Probe, probeSchema } from '../contract/events.ts'
import type { Failure } from '../contract/failures.ts'
import { matchRequestSchema, toPortraitFilter } from '../contract/match-request.ts'
import { filterFault } from './parse-filter.ts'

/**
 * Parses a stranger's probe, or says why it is none. The detail names fields and limits but repeats
 * nothing from the request, since it may end in a log.
 */
export function parseProbe(message: unknown): { probe: Probe } | { failure: Failure } {
  const parsed = probeSchema.safeParse(message)
  if (parsed.success) return { probe: parsed.data }
  return { failure: refusalOf(parsed.error.issues, Object.keys(probeSchema.shape)) }
}

/** Parses the body of `POST /api/v1/match` in the same way. It may also hold a filter. */
export function parseMatchRequest(
  body: unknown,
): { probe: Probe; filter: PortraitFilter | undefined } | { failure: Failure } {
  const parsed = matchRequestSchema.safeParse(body)
  if ('error' in parsed && parsed.error) {
    return { failure: refusalOf(parsed.error.issues, Object.keys(matchRequestSchema.shape)) }
  }
  const { filter, ...probe } = parsed.data
  return { probe, filter: filter && toPortraitFilter(filter) }
}

function refusalOf(issues: readonly z.core.$ZodIssue[], keys: readonly string[]): Failure {
  const aboutDescriptor = issues.some(({ path }) => path[0] === 'descriptor')
  return {
    code: aboutDescriptor ? 'bad-probe' : 'bad-request',
    detail: issues.map((issue) => explain(issue, keys)).join(' '),
  }
}

function explain(issue: z.core.$ZodIssue, keys: readonly string[]): string {
  const [field, ...within] = issue.path
  if (field === 'filter' && (within.length > 0 || issue.code === 'unrecognized_keys')) {
    return filterFault({ ...issue, path: within })
  }
  // zod would list the keys, and a key may hold anything.
  if (issue.code === 'unrecognized_keys') {
    return `A probe has the keys ${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}, and no other.`
  }
  if (field === undefined) {
    return `A probe is an object { ${keys.map((key) => (key === 'descriptor' ? key : `${key}?`)).join(', ')} }.`
  }
  const message = issue.message.replace(/^descriptor: /, '')
  return `${String(field)}: ${/[.]$/.test(message) ? message : `${message}.`}`
}
