import { romanNumeral } from './roman-numeral.ts'

/** How a language is written, and by whose rules it counts. */
export type Manner = {
  /** For `Intl`; see `localesOf`. */
  readonly locales: readonly string[]
  readonly direction: 'ltr' | 'rtl'
}

/** A place in a text: `{title}`, or `{century:roman}` for a number in Roman numerals. */
export const PLACE = /\{(\w+)(:roman)?\}/g

/** Letters that are read from the right: Hebrew, Arabic and their kin. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * A text with its places filled. Names keep their own direction and lend it to nothing around them
 * (Unicode isolates, UAX #9). A value that is empty leaves nothing, not even a space at the end.
 */
export function fillIn(
  text: string,
  places: readonly string[],
  values: readonly (string | number)[],
  manner: Manner,
): string {
  const filled = text.replaceAll(PLACE, (written: string, place: string, roman?: string) => {
    const value = values[places.indexOf(place)]
    if (value === undefined) return written
    if (typeof value === 'string') return isolated(value, manner)
    return roman === undefined
      ? new Intl.NumberFormat([...manner.locales]).format(value)
      : romanNumeral(value)
  })
  return filled.trimEnd()
}

function isolated(name: string, { direction }: Manner): string {
  if (name === '' || (direction === 'ltr' && !FROM_THE_RIGHT.test(name))) return name
  return `${FIRST_STRONG_ISOLATE}${name}${POP_ISOLATE}`
}
