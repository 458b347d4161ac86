import { areValues, type CountedText, type Values } from './values.ts'

/** How a language is written, and which plural rules it follows. */
export type Writing = {
  /** For `Intl`; see `localesOf`. */
  readonly locales: readonly string[]
  readonly direction: 'ltr' | 'rtl'
}

/** The place of a value in a text: `{title}`, or `{century:roman}` for Roman numerals. */
export const PLACEHOLDER = /\{(\w+)(:roman)?\}/g

type Tree = { readonly [key: string]: unknown }

/**
 * Formats texts for views: as strings, or as functions if a text takes values. `own` replaces
 * single texts. Both trees are typed or checked beforehand; `Formatted` describes the result.
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
 * Fills the values into a text. Unicode isolates (UAX #9) keep a name's direction apart from the
 * text around it. An empty value leaves nothing, not even a space at the end.
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

/** Letters of scripts that run from right to left: Hebrew, Arabic and related scripts. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/** Puts a name between a first strong isolate and its end, if its direction could differ. */
function isolated(name: string, direction: Writing['direction']): string {
  if (name === '' || (direction === 'ltr' && !FROM_THE_RIGHT.test(name))) return name
  return `\u2068${name}\u2069`
}

const ROMAN = { M: 1000, CM: 900, D: 500, CD: 400, C: 100, XC: 90, L: 50, XL: 40, X: 10, IX: 9 }
const ROMAN_DIGITS = Object.entries({ ...ROMAN, V: 5, IV: 4, I: 1 })

/** A whole number from 1 in Roman numerals. French and Spanish use them for centuries. */
export function romanNumeral(number: number): string {
  let rest = number
  let written = ''
  for (const [letters, value] of ROMAN_DIGITS) {
    written += letters.repeat(Math.floor(rest / value))
    rest %= value
  }
  return written
}
