import type { ENGLISH } from './english.ts'

/** The values of a text, in the order in which views pass them. */
export type Values = {
  readonly names: readonly [string, ...string[]]
  /** Present when the number decides the form of the text: `{ one: …, other: … }`. */
  readonly order?: Intl.PluralRuleType
}

const named = <const Names extends readonly [string, ...string[]]>(...names: Names) => ({ names })
const counted = <const Name extends string>(name: Name) =>
  ({ names: [name], order: 'cardinal' }) as const
const ordered = <const Name extends string>(name: Name) =>
  ({ names: [name], order: 'ordinal' }) as const

/** The texts that take values. All other texts stay as written. Tests compare this with English. */
export const VALUES = {
  exhibit: {
    consent: { short: { found: counted('portraits') }, compared: counted('portraits') },
    live: { mostLike: counted('portraits') },
    why: { mostly: named('parts') },
    eye: { walk: counted('portraits') },
    whole: { findIt: named('room', 'way') },
    cabinet: {
      century: ordered('century'),
      /** The first century before our era is 1. */
      centuryBefore: ordered('century'),
      portraits: counted('portraits'),
    },
    stillThere: { advice: counted('seconds') },
    operator: { locked: counted('seconds') },
    spoken: {
      portrait: named('title', 'artist'),
      poster: named('title'),
      nearYou: named('title', 'artist'),
      duet: named('first', 'second'),
      takeAway: named('address'),
    },
  },
  selfie: {
    looking: { models: named('received', 'total', 'percent') },
    choosing: { face: named('number', 'of') },
    spoken: { cardTogether: named('title', 'artist'), cardAlone: named('title', 'artist') },
  },
  atlas: {
    lead: counted('portraits'),
    search: { found: counted('portraits') },
    region: { evidence: named('here', 'portraits', 'elsewhere', 'others') },
    apparitions: { score: named('percent') },
    drawn: { some: counted('portraits') },
    line: { between: counted('portraits'), length: named('length') },
  },
  pages: {
    facesOfWork: counted('faces'),
    painting: named('title', 'artist'),
    face: named('title', 'artist'),
    line: {
      title: named('from', 'to'),
      portraits: counted('portraits'),
      length: named('length'),
    },
  },
}

export function areValues(part: object | undefined): part is Values {
  return part !== undefined && 'names' in part
}

export type Section = keyof typeof ENGLISH
/** The texts of a section, as in each language's file. */
export type Texts<Of extends Section> = TextsOf<(typeof ENGLISH)[Of], (typeof VALUES)[Of]>
/** The formatted texts of a section: strings, and functions for the texts that take values. */
export type Formatted<Of extends Section> = FormattedOf<(typeof ENGLISH)[Of], (typeof VALUES)[Of]>

/**
 * A text with a form for each plural category (of `Intl.PluralRules`) or for one number, such as
 * `1`. `other` serves where no form fits. A text that never changes is a plain string.
 */
export type CountedText =
  | string
  | ({ readonly other: string } & {
      readonly [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string
    } & { readonly [exactly: number]: string })

type TextsOf<English, Values> = Values extends { readonly order: string }
  ? CountedText
  : English extends string
    ? string
    : English extends readonly string[]
      ? readonly string[]
      : { readonly [Key in keyof English]: TextsOf<English[Key], Within<Values, Key>> }

type FormattedOf<English, Values> = Values extends { readonly order: string }
  ? (count: number) => string
  : Values extends { readonly names: infer Names extends readonly string[] }
    ? (...values: { [At in keyof Names]: string | number }) => string
    : English extends string | readonly string[]
      ? Readonly<English>
      : { readonly [Key in keyof English]: FormattedOf<English[Key], Within<Values, Key>> }

type Within<Values, Key> = Key extends keyof Values ? Values[Key] : unknown

/** Some of the texts, at any depth. The forms of a counted text stay together. */
export type PartOf<Texts> = Texts extends CountedText | readonly string[]
  ? Texts
  : { readonly [Key in keyof Texts]?: PartOf<Texts[Key]> | undefined }
