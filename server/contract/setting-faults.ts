import { distance } from 'fastest-levenshtein'
import type { z } from 'zod'

type Fault = Parameters<z.core.$ZodErrorMap>[0]

/** The JSON notation of values, by the schema's name for their type. */
const WRITTEN: Readonly<Record<string, string>> = {
  boolean: 'must be true or false, without quotes',
  number: 'must be a number, without quotes',
  int: 'must be a whole number, without quotes',
  string: 'must be text in quotes',
  array: 'must be a list in [ ]',
  object: 'must be an object in { }',
  record: 'must be an object in { }',
}

/**
 * Explains a faulty value to the author of the file; undefined leaves it to the schema's message.
 */
export const explainFault: z.core.$ZodErrorMap = (fault) => {
  switch (fault.code) {
    case 'invalid_type':
      return WRITTEN[fault.expected]
    case 'too_small':
      return `must ${amount(fault.origin, `at least ${fault.minimum}`)}`
    case 'too_big':
      return `must ${amount(fault.origin, `at most ${fault.maximum}`)}`
    case 'unrecognized_keys':
      return fault.keys.map((key) => unknownKey(key, fault)).join('\n')
    default:
      return undefined
  }
}

function amount(origin: string, bound: string): string {
  if (origin === 'string') return `have ${bound} characters`
  return origin === 'array' ? `have ${bound} entries` : `be ${bound}`
}

/** Names the unknown key, and the key that was probably meant. */
function unknownKey(key: string, { inst }: Fault): string {
  const shape = (inst as { readonly shape?: object } | undefined)?.shape ?? {}
  const near = Object.keys(shape)
    .map((known) => ({ known, edits: distance(key.toLowerCase(), known.toLowerCase()) }))
    .filter(({ known, edits }) => edits <= Math.max(1, known.length / 3))
    .sort((a, b) => a.edits - b.edits)[0]
  const advice = near === undefined ? 'docs/settings.md lists them' : `is "${near.known}" meant?`
  return `${key} is no setting; ${advice}`
}

/** Every fault with the name of its setting, in the order of the file's schema. */
export function listFaults(error: z.ZodError): string[] {
  return error.issues.flatMap(({ code, path, message }) => {
    const at = path.join('.')
    if (code !== 'unrecognized_keys') return at === '' ? message : `${at} ${message}`
    return message.split('\n').map((one) => (at === '' ? one : `${at}.${one}`))
  })
}
