import { areValues, type CountedText, type Values } from './values.ts'

/** How a language is written, and by whose rules it counts. */
export type Writing = {
  /** For `Intl`; see `localesOf`. */
  readonly locales: readonly string[]
  readonly direction: 'ltr' | 'rtl'
}

/** Where a value goes in a text: `{title}`, or `{century:roman}` for a number in Roman numerals. */
export const PLACEHOLDER = /\{(\w+)(:roman)?\}/g

type Tree = { readonly [key: string]: unknown }

/**
 * Makes of texts what views show: strings, and functions for the texts that take values. `own` is
 * laid over the texts, one by one. Both are typed, or were checked; see `Formatted` for the result.
 */
export function formatTexts(texts: Tree, own: Tree, values: Tree, writing: Writing): Tree {
  const formatted = Object.entries(texts).map(([key, text]) => {
    const within = values[key] as object | undefined
    if (areValues(within))
      return [key, formatter((own[key] ?? text) as CountedText, within, writing)]
    if (typeof text !== 'object' || Array.isArray(text)) return [key, own[key] ?? text]
    return [key, formatTexts(text as Tree, (own[key] ?? {}) as Tree, { ...within }, writing)]
  })
  return Object.fromEntries(formatted)
}

function formatter(text: CountedText, { names, order }: Values, writing: Writing) {
  const fill = (form: string, values: readonly (string | number)[]) =>
    fillIn(form, names, values, writing)
  if (typeof text === 'string') return (...values: (string | number)[]) => fill(text, values)
  const rules = new Intl.PluralRules([...writing.locales], { type: order ?? 'cardinal' })
  return (count: number) => fill(text[count] ?? text[rules.select(count)] ?? text.other, [count])
}

/**
 * A text with its values. Names keep their own direction and do not pass it on to what stands around
 * them (Unicode isolates, UAX #9). An empty value leaves nothing, not even a space at the end.
 */
function fillIn(
  text: string,
  names: readonly string[],
  values: readonly (string | number)[],
  { locales, direction }: Writing,
): string {
  const filled = text.replaceAll(PLACEHOLDER, (written: string, name: string, roman?: string) => {
    const value = values[names.indexOf(name)]
    if (value === undefined) return written
    if (typeof value === 'string') return isolated(value, direction)
    return roman === undefined
      ? new Intl.NumberFormat([...locales]).format(value)
      : romanNumeral(value)
  })
  return filled.trimEnd()
}

/** Letters that are read from the right: Hebrew, Arabic and related scripts. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/** A name between a first strong isolate and its end, where its direction could be another. */
function isolated(name: string, direction: Writing['direction']): string {
  if (name === '' || (direction === 'ltr' && !FROM_THE_RIGHT.test(name))) return name
  return `\u2068${name}\u2069`
}

const ROMAN = { M: 1000, CM: 900, D: 500, CD: 400, C: 100, XC: 90, L: 50, XL: 40, X: 10, IX: 9 }
const ROMAN_DIGITS = Object.entries({ ...ROMAN, V: 5, IV: 4, I: 1 })

/** A whole number from 1 in Roman numerals, which French and Spanish count centuries by. */
export function romanNumeral(number: number): string {
  let rest = number
  let written = ''
  for (const [letters, value] of ROMAN_DIGITS) {
    written += letters.repeat(Math.floor(rest / value))
    rest %= value
  }
  return written
}
