import {
  BUILT_IN,
  BUILT_IN_TAGS,
  type BuiltIn,
  isBuiltIn,
  type Language,
  localesOf,
  type Tongue,
} from '../state/languages.ts'
import { EXHIBIT, type Messages, type Texts } from './messages.ts'
import type { SelfieTexts } from './selfie-messages.ts'
import { laidOver, type PartOf, type Shape, type TextsOf } from './shape.ts'
import { speak } from './speak.ts'

/** What a museum says in a language in its own words. */
export type MuseumLanguage = {
  /** How it is offered where it is not built in; null where it is. */
  readonly added: (Omit<Tongue, 'tag'> & { readonly basedOn: BuiltIn | null }) | null
  /** Some texts; all of them in a language that is neither built in nor based on one that is. */
  readonly exhibit: PartOf<Texts> | undefined
  readonly selfie: PartOf<SelfieTexts> | undefined
}

export type MuseumTexts = ReadonlyMap<Language, MuseumLanguage>

export const NO_MUSEUM_TEXTS: MuseumTexts = new Map()

/** Every language there is: the built-in ones, then the museum's. */
export function everyTongue(museum: MuseumTexts): readonly [Tongue, ...Tongue[]] {
  const [first, ...others] = BUILT_IN_TAGS.map((tag) => ({ tag, ...BUILT_IN[tag] }))
  const added = [...museum].flatMap(([tag, { added }]) =>
    added === null ? [] : [{ tag, name: added.name, direction: added.direction }],
  )
  return [first as Tongue, ...others, ...added]
}

/** The built-in language whose texts lie under those of a language; null where none does. */
export function builtInUnder(language: Language, museum: MuseumTexts): BuiltIn | null {
  return isBuiltIn(language) ? language : (museum.get(language)?.added?.basedOn ?? null)
}

/**
 * What views say, of a built-in language's texts with the museum's laid over them. `under` is null
 * where the museum's are complete, which `parseMuseumTexts` has seen to.
 */
export function museumMessages<Part extends Shape>(
  shape: Part,
  under: TextsOf<Part> | null,
  over: PartOf<TextsOf<Part>> | undefined,
  { tag, direction }: Tongue,
  museum: MuseumTexts,
) {
  const texts = under === null ? (over as TextsOf<Part>) : laidOver(shape, under, over)
  const locales = localesOf(tag, museum.get(tag)?.added?.basedOn ?? undefined)
  return speak(shape, texts, { locales, direction })
}

/** The exhibit's messages in a language. */
export function exhibitMessages(
  under: Texts | null,
  tongue: Tongue,
  museum: MuseumTexts,
): Messages {
  const over = museum.get(tongue.tag)?.exhibit
  return { ...museumMessages(EXHIBIT, under, over, tongue, museum), language: tongue.tag }
}
