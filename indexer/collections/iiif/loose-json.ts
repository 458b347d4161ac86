import { z } from 'zod'
import { httpAddress } from '../web-address.ts'

// A stranger's JSON: any value may be anything, and nothing is turned into text that is not text
// (an object with a `toString` of its own throws when it is).

/** A JSON object of any content. */
export const jsonObjectSchema = z.record(z.string(), z.unknown())
export type JsonObject = z.output<typeof jsonObjectSchema>

/** Any value, or none: readers make of it what they can. */
export const anythingSchema = z.unknown().optional()

/** A field of a value that may be anything; undefined when it has no such field. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as JsonObject)[name]
    : undefined
}

/** The same of a field that holds text; empty when it does not. */
export function textField(value: unknown, name: string): string {
  const text = field(value, name)
  return typeof text === 'string' ? text : ''
}

/** IIIF writes one value or an array of them in many places; nothing is an empty array. */
export function asArray(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** The address of a resource: a string, or an object with `id` (version 3) or `@id` (2). */
export function resourceAddress(value: unknown): string | undefined {
  if (typeof value === 'string') return httpAddress(value)
  return httpAddress(field(value, '@id')) ?? httpAddress(field(value, 'id'))
}
