/** The first and the last year a date may mean. Years BC are negative, and there is no 0. */
export type Years = { readonly from: number; readonly to: number }

const EARLIEST = -4000
const LATEST = 2200

/**
 * The years that a label's date speaks of, or undefined when it names none. Labels are written by
 * people, in many languages: "c. 1650–55", "1601/02", "um 1700", "late 17th century", "XVIIe
 * siècle", "1600s" (the century), "1660s" (the decade), "AD 120–140", "500 BC". Of several years
 * the first and the last count; where years are given, words such as "17th century" beside them do
 * not.
 */
export function yearsOf(date: string): Years | undefined {
  const text = simplified(date)
  const spans = [yearSpans(text), centurySpans(text)].find((found) => found.length > 0)
  if (!spans) return undefined
  const from = Math.min(...spans.map((span) => span.from))
  const to = Math.max(...spans.map((span) => span.to))
  return from >= EARLIEST && to <= LATEST ? { from, to } : undefined
}

/** The centuries that years touch: 17 for any of 1601–1700, -5 for any of 500–401 BC. */
export function centuriesOf({ from, to }: Years): number[] {
  const [first, last] = [centuryOf(from), centuryOf(to)]
  return Array.from({ length: last - first + 1 }, (_, step) => first + step).filter(
    (century) => century !== 0,
  )
}

function centuryOf(year: number): number {
  return year > 0 ? Math.ceil(year / 100) : -Math.ceil(-year / 100)
}

const BEFORE_CHRIST = /\b(?:bce?\b|b\. ?c\.(?: ?e\.)?|v\. ?chr\.?|av\. ?j\.?[ -]?c\.?)/g
const AFTER_CHRIST = /\b(?:ad\b|ce\b|a\. ?d\.|c\. ?e\.|n\. ?chr\.?|ap\. ?j\.?[ -]?c\.?)/g

/** Lower case, without accents, one kind of dash, "bc" and "ad" for what eras are called. */
function simplified(date: string): string {
  return date
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(BEFORE_CHRIST, 'bc')
    .replace(AFTER_CHRIST, 'ad')
    .replace(/[‐‑‒–—―−]|\b(?:to|bis|and|a|et|or|until)\b/g, '-')
}

/**
 * A year with its era, and what makes a span of it: "s" a decade or a century, a second number the
 * last year, of which the first digits may be left out.
 */
const YEAR =
  /(?<!\d[.,]?)(ad ?)?(-(?=\d{1,4}\b))?(\d{1,4})(?:'?(s)\b)?(?: ?(bc|ad)\b)?(?: ?[-/] ?(ad ?)?(\d{1,4})(?:'?(s)\b)?(?: ?(bc|ad)\b)?)?(?![\d]|th\b|st\b|nd\b|rd\b|e\b|er\b|eme\b|\.? ?j(?:ahr)?h)/g

/** 1891-05-24 and 24.05.1891: a day, of which the year alone counts. */
const DAY = /\b(?:(\d{4})-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](\d{4}))\b/g

function yearSpans(text: string): Years[] {
  const withoutDays = text.replace(DAY, (_, first, last) => first ?? last)
  // "850" alone is a year, "no. 850" is not.
  const nothingElse = /^\W*(?:c|ca|circa|um|vers|about)?[\W\d]*$/.test(withoutDays)
  const believable = (digits: string, era: string | undefined): boolean =>
    era !== undefined || digits.length === 4 || (digits.length === 3 && nothingElse)
  return [...withoutDays.matchAll(YEAR)].flatMap((match): Years[] => {
    const [, adFirst, minus, first = '', plural, eraOfFirst, adLast, last, lastPlural, eraOfLast] =
      match
    const era = eraOfFirst ?? (adFirst ? 'ad' : undefined)
    // "500-450 bc": the era at the end is that of both.
    const firstEra = minus && match.index === 0 ? 'bc' : (era ?? eraOfLast)
    if (!believable(first, firstEra)) return []
    const start = spanFrom(first, plural, firstEra)
    if (!start) return []
    if (last === undefined) return [start]
    const lastEra = eraOfLast ?? (adLast ? 'ad' : firstEra)
    const full = completed(first, last, lastEra)
    const end = full === undefined ? undefined : spanFrom(full, lastPlural, lastEra)
    if (!end || end.to < start.from) return [start]
    return [{ from: start.from, to: end.to }]
  })
}

/** The last year of a span in full: "55" after "1650" is 1655; undefined when it ends no span. */
function completed(first: string, last: string, era: string | undefined): string | undefined {
  if (era !== undefined || last.length >= first.length) return last
  const full = first.slice(0, first.length - last.length) + last
  return Number(full) > Number(first) ? full : undefined
}

function spanFrom(
  digits: string,
  plural: string | undefined,
  era: string | undefined,
): Years | undefined {
  const number = Number(digits)
  if (number === 0) return undefined
  if (era === 'bc') return { from: -number, to: -number }
  if (!plural) return { from: number, to: number }
  // "the 1600s" are the 17th century.
  return number % 100 === 0
    ? { from: number + 1, to: number + 100 }
    : { from: number, to: number + 9 }
}

const CENTURY_WORDS =
  '(?:centur(?:y|ies)|cent\\b|c\\.|siecles?|siglos?|secol[oi]|eeuw|jahrhunderts?|jhd?t?s?\\b|seculo)'
const NUMERAL = '(\\d{1,2}|[ivx]+)(?:\\.|th|st|nd|rd|eme|er|e)?'
/** "17th century", "16th-17th centuries", "xviie siecle". */
const CENTURY_AFTER = new RegExp(
  `\\b${NUMERAL}(?: ?- ?(?:early |mid-? ?|late )?${NUMERAL})? ?-? ?${CENTURY_WORDS}(?: ?(bc|ad)\\b)?`,
  'g',
)
/** "siglo xvii", "sec. xvii". */
const CENTURY_BEFORE = /\b(?:siglos?|secol[oi]|seculo|sec\.|s\.) ?([ivx]+)(?: ?- ?([ivx]+))?\b/g

function centurySpans(text: string): Years[] {
  const after = [...text.matchAll(CENTURY_AFTER)].map((match) => {
    const [, first = '', last = first, era] = match
    const sign = era === 'bc' ? -1 : 1
    const part = first === last ? partNamed(text.slice(0, match.index), text) : WHOLE
    return spanOfCenturies(sign * ordinal(first), sign * ordinal(last), part)
  })
  const before = [...text.matchAll(CENTURY_BEFORE)].map(([, first = '', last = first]) =>
    spanOfCenturies(ordinal(first), ordinal(last), WHOLE),
  )
  return (after.length > 0 ? after : before).filter((span) => span !== undefined)
}

/** A part of a century: its first year and its last, from 1 to 100. */
type Part = readonly [number, number]
const WHOLE: Part = [1, 100]
const PARTS: readonly (readonly [RegExp, Part])[] = [
  [/\b(?:1st|first|1\.|erste) half|\berste halfte|\b1\. halfte|premiere moitie/, [1, 50]],
  [/\b(?:2nd|second) half|\bzweite halfte|\b2\. halfte|seconde moitie|deuxieme moitie/, [51, 100]],
  [/\b(?:1st|first) quarter/, [1, 25]],
  [/\b(?:2nd|second) quarter/, [26, 50]],
  [/\b(?:3rd|third) quarter/, [51, 75]],
  [/\b(?:4th|fourth|last) quarter/, [76, 100]],
  [/\b(?:early|anfang|debut|beginning)\b/, [1, 33]],
  [/\b(?:mid|middle|mitte|milieu)\b/, [34, 66]],
  [/\b(?:late|ende|fin|end)\b/, [67, 100]],
]

/** What part of a century the words before it name. */
function partNamed(before: string, text: string): Part {
  const words = before.trim() === '' ? '' : text
  return PARTS.find(([pattern]) => pattern.test(words))?.[1] ?? WHOLE
}

function spanOfCenturies(first: number, last: number, [start, end]: Part): Years | undefined {
  if (first === 0 || last === 0 || Math.abs(first) > 40 || Math.abs(last) > 40) return undefined
  const year = (century: number, of: number): number =>
    century > 0 ? (century - 1) * 100 + of : century * 100 + of - 1
  const [from, to] = [year(Math.min(first, last), start), year(Math.max(first, last), end)]
  return { from, to }
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 }

/** "17" and "xvii" as 17; 0 for what is no number of a century. */
function ordinal(numeral: string): number {
  if (/^\d+$/.test(numeral)) return Number(numeral)
  const values = [...numeral].map((letter) => ROMAN[letter] ?? 0)
  return values.reduce(
    (sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
    0,
  )
}
