import type { Json } from '../contract/api-operations.ts'
import { type Html, html } from '../pages/html.ts'

/** Describes in words what a JSON Schema accepts. A named schema becomes a link. */
export function describeType(schema: Json): Html {
  const { $ref, anyOf, type, items, prefixItems, minItems, maxItems } = schema as JsonSchema
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1)
    return html`<a href="#shape-${name}">${name}</a>`
  }
  if ('const' in schema) return html`<code>${JSON.stringify(schema.const)}</code>`
  if (Array.isArray(schema.enum)) {
    const words = schema.enum.map((value) => JSON.stringify(value))
    return html`one of ${words.map((word, at) => html`${at > 0 && ', '}<code>${word}</code>`)}`
  }
  if (anyOf) return html`${anyOf.map((one, at) => html`${at > 0 && ' or '}${describeType(one)}`)}`
  if (prefixItems) {
    return html`a list of ${prefixItems.length}, ${describeType(prefixItems[0] as Json)} each`
  }
  if (type === 'array') {
    const [least, most] = [minItems ?? 0, maxItems ?? Number.POSITIVE_INFINITY]
    const number = least === most ? `${least} ` : ''
    const limit = least !== most && Number.isFinite(most) ? ` (at most ${most})` : ''
    return html`a list of ${number}${describeType(items ?? {})}${limit}`
  }
  if (schema.format === 'binary') return html`a file`
  if (type === 'object') {
    const names = fieldsOfSchema(schema).map(({ name }) => name)
    return names.length > 0 ? html`{ ${names.join(', ')} }` : html`an object`
  }
  return html`${[type ?? 'anything'].flat().join(' or ')}${limits(schema)}`
}

/** The fields of an object's schema; other schemas have none. */
export function fieldsOfSchema(
  schema: Json,
): { name: string; required: boolean; description?: string; schema: Json }[] {
  const { properties = {}, required = [] } = schema as JsonSchema
  return Object.entries(properties).map(([name, of]) => ({
    name,
    required: required.includes(name),
    ...(typeof of.description === 'string' ? { description: of.description } : {}),
    schema: of,
  }))
}

/** The parts of JSON Schema that the description uses. */
type JsonSchema = {
  readonly $ref?: string
  readonly anyOf?: readonly Json[]
  readonly type?: string | readonly string[]
  readonly items?: Json
  readonly prefixItems?: readonly Json[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Json>>
  readonly required?: readonly string[]
}

/** zod uses these bounds only to say that a whole number is exact. */
const EXACT = Number.MAX_SAFE_INTEGER

function limits({ minimum, maximum, default: fallback }: Json): string {
  const from = typeof minimum === 'number' && minimum > -EXACT ? ` from ${minimum}` : ''
  const to = typeof maximum === 'number' && maximum < EXACT ? ` to ${maximum}` : ''
  const unset = fallback === undefined ? '' : `, ${JSON.stringify(fallback)} when left out`
  return `${from}${to}${unset}`
}
