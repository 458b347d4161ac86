import { tagsFor } from '../../../embeddings/gallery/language-tags.ts'
import { formatTexts } from './format.ts'
import {
  BUILT_IN,
  BUILT_IN_TAGS,
  type BuiltIn,
  isBuiltIn,
  type Language,
  type Locale,
  localesOf,
} from './languages.ts'
import { type Formatted, type PartOf, type Section, type Texts, VALUES } from './values.ts'

/** A museum's own file of texts, as checked by the server. */
type MuseumLanguage = {
  /** Name and direction belong to a language that is not built in. */
  readonly name?: string
  readonly direction?: 'ltr' | 'rtl'
  /** The language of the texts that the file leaves out. */
  readonly basedOn?: BuiltIn
} & { readonly [Of in Section]?: PartOf<Texts<Of>> }

/** The answer of `GET /museum/texts.json`: all text files of a museum, by language. */
export type MuseumTexts = Readonly<Record<Language, MuseumLanguage>>

/** Every language: the built-in ones, then the museum's. */
export function everyLocale(museum: MuseumTexts): readonly [Locale, ...Locale[]] {
  const [first, ...others] = BUILT_IN_TAGS.map((tag): Locale => ({ tag, ...BUILT_IN[tag] }))
  const added = Object.entries(museum).flatMap(([tag, { name, direction }]) =>
    name === undefined || direction === undefined ? [] : [{ tag, name, direction }],
  )
  return [first as Locale, ...others, ...added]
}

/** The offered language that suits a reader best, by the wanted tags; otherwise the first offer. */
export function bestLocale(
  wanted: readonly string[],
  offered: readonly [Locale, ...Locale[]],
): Locale {
  const tags = offered.map(({ tag }) => tag)
  const [best] = wanted.flatMap((language) => tagsFor(language, tags))
  return offered.find(({ tag }) => tag === best) ?? offered[0]
}

/** The built-in language that supplies a language's missing texts. */
export function builtInUnder(language: Language, museum: MuseumTexts): BuiltIn {
  return isBuiltIn(language) ? language : (museum[language]?.basedOn ?? 'en')
}

/** A section as a language shows it: the built-in texts with the museum's on top. */
export function formatSection<Of extends Section>(
  section: Of,
  texts: Texts<Of>,
  { tag, direction }: Locale,
  museum: MuseumTexts,
): Formatted<Of> {
  const own = museum[tag]
  const writing = { locales: localesOf(tag, own?.basedOn), direction }
  return formatTexts(texts, own?.[section] ?? {}, VALUES[section], writing) as Formatted<Of>
}
