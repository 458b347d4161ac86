/**
 * What a set of texts consists of. A shape is a tree whose leaves say what may stand in each text;
 * the types of the texts, of the messages made of them, and the check of a museum's own file all
 * follow from it.
 */

/** A text as it stands. */
export const words = { kind: 'words' } as const
/** Several texts, each a paragraph. */
export const paragraphs = { kind: 'paragraphs' } as const

/** A text with places for names: `{title}`. Views hand the values in in this order. */
export function sentence<const Places extends readonly [string, ...string[]]>(...places: Places) {
  return { kind: 'sentence', places } as const
}

/** A text whose form a number decides, and which has a place for it: `{ one: …, other: … }`. */
export function counted<const Place extends string>(place: Place) {
  return { kind: 'counted', places: [place], order: 'cardinal' } as const
}

/** The same, where the number is one in an order: `{ one: '{century}st century', … }`. */
export function ordered<const Place extends string>(place: Place) {
  return { kind: 'counted', places: [place], order: 'ordinal' } as const
}

type Sentence = { readonly kind: 'sentence'; readonly places: readonly string[] }
export type Counted = {
  readonly kind: 'counted'
  readonly places: readonly [string]
  readonly order: Intl.PluralRuleType
}
export type Leaf = typeof words | typeof paragraphs | Sentence | Counted
export type Shape = { readonly [key: string]: Leaf | Shape }

/**
 * Forms of a text by plural category (of `Intl.PluralRules`), or for one number alone, such as `1`;
 * `other` serves where no other form is given. A text that never changes is written as it stands.
 */
export type CountedText =
  | string
  | ({ readonly other: string } & {
      readonly [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string
    } & { readonly [exactly: number]: string })

/** The texts of a shape, all of them data. */
export type TextsOf<Part> = Part extends typeof words | Sentence
  ? string
  : Part extends typeof paragraphs
    ? readonly string[]
    : Part extends Counted
      ? CountedText
      : { readonly [Key in keyof Part]: TextsOf<Part[Key]> }

/** What views say: texts as they stand, and functions where there are places to fill. */
export type MessagesOf<Part> = Part extends typeof words
  ? string
  : Part extends typeof paragraphs
    ? readonly string[]
    : Part extends Counted
      ? (count: number) => string
      : Part extends {
            readonly kind: 'sentence'
            readonly places: infer Places extends readonly string[]
          }
        ? (...values: { [Place in keyof Places]: string | number }) => string
        : { readonly [Key in keyof Part]: MessagesOf<Part[Key]> }

export function isLeaf(part: Leaf | Shape): part is Leaf {
  return typeof part.kind === 'string'
}

/** Some of the texts of a shape, at any depth; forms of a counted text only together. */
export type PartOf<Texts> = Texts extends CountedText | readonly string[]
  ? Texts
  : { readonly [Key in keyof Texts]?: PartOf<Texts[Key]> | undefined }

/** Texts with some of them said otherwise. */
export function laidOver<Part extends Shape>(
  shape: Part,
  texts: TextsOf<Part>,
  over: PartOf<TextsOf<Part>> | undefined,
): TextsOf<Part> {
  if (over === undefined) return texts
  const below = texts as Readonly<Record<string, object>>
  const above = over as Readonly<Record<string, object | undefined>>
  const laid = Object.entries(shape).map(([key, part]) => [
    key,
    isLeaf(part)
      ? (above[key] ?? below[key])
      : laidOver(part, below[key] as never, above[key] as never),
  ])
  return Object.fromEntries(laid) as TextsOf<Part>
}
