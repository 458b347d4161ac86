import type { z } from 'zod'
import { type Probe, probeSchema } from '../contract/events.ts'
import type { Failure } from '../contract/failures.ts'

/**
 * Whatever a stranger sent as a probe, or why it is none. The detail names fields and limits and
 * repeats nothing of what was sent: it may end in a log.
 */
export function parseProbe(message: unknown): { probe: Probe } | { failure: Failure } {
  const parsed = probeSchema.safeParse(message)
  if (parsed.success) return { probe: parsed.data }
  const { issues } = parsed.error
  const aboutDescriptor = issues.some(({ path }) => path[0] === 'descriptor')
  return {
    failure: {
      code: aboutDescriptor ? 'bad-probe' : 'bad-request',
      detail: issues.map(explain).join(' '),
    },
  }
}

function explain(issue: z.core.$ZodIssue): string {
  // zod would list the keys, and a key may hold anything.
  if (issue.code === 'unrecognized_keys') {
    return 'A probe has the keys descriptor, k, mode and space, and no other.'
  }
  const field = issue.path[0]
  if (field === undefined) return 'A probe is an object { descriptor, k?, mode?, space? }.'
  const message = issue.message.replace(/^descriptor: /, '')
  return `${String(field)}: ${/[.]$/.test(message) ? message : `${message}.`}`
}
