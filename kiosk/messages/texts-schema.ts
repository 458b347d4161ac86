import { z } from 'zod'
import { type Language, localesOf } from '../state/languages.ts'
import { PLACE } from './fill-in.ts'
import { type Counted, isLeaf, type Leaf, type Shape } from './shape.ts'

/** How far the forms of a language are tried: beyond this none of its rules says anything new. */
const TRIED_NUMBERS = Array.from({ length: 1001 }, (_, number) => number)

const text = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'is not a text') })
  .regex(/\S/, 'is empty')

/** The check of a language's texts: every key of the shape (any, where `partial`), and no other. */
export function textsSchema(
  shape: Shape,
  plan: { readonly language: Language; readonly partial: boolean },
): z.ZodType {
  const keys = Object.entries(shape).map(([key, part]) => {
    const schema = isLeaf(part) ? leafSchema(part, plan.language) : textsSchema(part, plan)
    return [key, plan.partial ? schema.optional() : schema]
  })
  return z.strictObject(Object.fromEntries(keys), {
    error: ({ input }) => (input === undefined ? 'is missing' : undefined),
  })
}

function leafSchema(leaf: Leaf, language: Language): z.ZodType {
  switch (leaf.kind) {
    case 'words':
      return textWith([])
    case 'paragraphs':
      return z
        .array(textWith([]), {
          error: ({ input }) => (input === undefined ? 'is missing' : 'is not a list of texts'),
        })
        .min(1, 'is empty')
    case 'sentence':
      return textWith(leaf.places)
    case 'counted':
      return countedSchema(leaf, language)
    default:
      return leaf satisfies never
  }
}

/** A text that has these places, each of them, and no other. */
function textWith(places: readonly string[]) {
  return text.superRefine((value, context) => {
    for (const message of placeFaults(value, places)) context.addIssue({ code: 'custom', message })
  })
}

function placeFaults(value: string, places: readonly string[]): string[] {
  const found = [...value.matchAll(PLACE)].map(([, place]) => place as string)
  const unknown = found.filter((place) => !places.includes(place))
  const missing = places.filter((place) => !found.includes(place))
  return [
    ...unknown.map((place) => `has no {${place}} to fill in`),
    ...missing.map((place) => `lacks {${place}}`),
  ]
}

/**
 * A text, or its forms. A form that several numbers take has a place for the number; one that a
 * single number takes may say it in words.
 */
function countedSchema({ places, order }: Counted, language: Language): z.ZodType {
  const rules = new Intl.PluralRules([...localesOf(language)], { type: order })
  const { pluralCategories } = rules.resolvedOptions()
  return z.unknown().superRefine((value, context) => {
    const fault = (message: string, ...path: string[]) =>
      context.addIssue({ code: 'custom', message, path })
    const check = (form: unknown, needed: readonly string[], ...path: string[]) => {
      const checked = text.safeParse(form)
      if (!checked.success) fault(checked.error.issues[0]?.message ?? '', ...path)
      else {
        const [place] = places
        const faults = placeFaults(checked.data, places)
        const mayLack = needed.length === 0 ? `lacks {${place}}` : null
        for (const each of faults) if (each !== mayLack) fault(each, ...path)
      }
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      check(value, places)
      return
    }
    if (!('other' in value)) fault('is missing', 'other')
    for (const [form, words] of Object.entries(value)) {
      const isExact = /^\d+$/.test(form)
      if (!isExact && !pluralCategories.some((category) => category === form)) {
        fault(`is no plural form here; there are ${pluralCategories.join(', ')}`, form)
        continue
      }
      const takers = isExact
        ? 1
        : TRIED_NUMBERS.filter((each) => rules.select(each) === form).length
      check(words, takers === 1 ? [] : places, form)
    }
  })
}
