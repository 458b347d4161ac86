import { EMPTY_LABEL, type Label, type LabelTexts } from '../../../embeddings/gallery/portrait.ts'
import { artistName } from '../artist-name.ts'
import { FIELD_NAMES, type NamedField } from '../label-names.ts'
import { whereItHangs, whetherOnView } from '../on-view.ts'
import { NO_LANGUAGE } from '../preferred-language.ts'
import { slug } from '../work-id.ts'
import { inLanguage, type LanguageMap } from './language-map.ts'
import type { Canvas, Described, Manifest, MetadataPair } from './presentation-3.ts'

/** What a label is made of. */
type Shown = {
  readonly manifest: Manifest
  readonly canvas: Canvas
  /** What is said of the image on the canvas. */
  readonly image: Described
  /** Whether the canvas is a work with a name of its own, such as a leaf of an album. */
  readonly ofItsOwn: boolean
}

type TextSources = {
  readonly [Field in Exclude<keyof LabelTexts, 'requiredStatement'>]: readonly LanguageMap[]
} & {
  readonly requiredStatement: readonly {
    readonly label: LanguageMap
    readonly value: LanguageMap
  }[]
}

/** The label in the first of these languages that there is; `translations` has them all. */
export function manifestLabel(shown: Shown, languages: readonly string[]): Label {
  const { manifest, canvas, image } = shown
  const fields = fieldsShown(shown)
  const { rooms, onView } = hanging(fields)
  const sources = { ...textSourcesOf(shown, fields), room: rooms }
  const texts = textsOf(sources, languages)
  return {
    ...EMPTY_LABEL,
    ...texts,
    date: texts.date || dayOf(manifest.navDate),
    // The nearer to the picture, the more it is this very picture that is meant.
    rights: image.rights || canvas.rights || manifest.rights,
    onView,
    pageUrl: pageOf(manifest, languages),
    translations: translationsOf(sources),
  }
}

type Fields = ReturnType<typeof fieldsOf>

function fieldsShown({ manifest, canvas, ofItsOwn }: Shown): Fields {
  return { ...fieldsOf(manifest.metadata), ...(ofItsOwn && fieldsOf(canvas.metadata)) }
}

/** The field for "on view" may name a room, and the field for a room may say "not on view". */
function hanging({ room, onView: said }: Fields): { rooms: LanguageMap[]; onView: boolean | null } {
  const inEnglish = (texts: LanguageMap | undefined): string =>
    texts ? inLanguage(texts, ['en']) : ''
  const told = whetherOnView(inEnglish(said))
  const named = room ?? (told === null ? said : undefined)
  const hangs = whereItHangs(inEnglish(named), told)
  return { rooms: named && hangs.room !== '' ? [named] : [], onView: hangs.onView }
}

function textSourcesOf(
  { manifest, canvas, image, ofItsOwn }: Shown,
  fields: Fields,
): Omit<TextSources, 'room'> {
  const told = (name: keyof typeof fields): LanguageMap[] => {
    const texts = fields[name]
    return texts ? [texts] : []
  }
  return {
    title: ofItsOwn ? [manifest.label, canvas.label] : [manifest.label],
    artist: told('artist'),
    date: told('date'),
    medium: told('medium'),
    museum: manifest.provider.size > 0 ? [manifest.provider] : told('museum'),
    creditLine: told('creditLine'),
    about: [...(ofItsOwn ? [canvas.summary] : []), manifest.summary, ...told('about')]
      .filter((summary) => summary.size > 0)
      .slice(0, 1),
    requiredStatement: [manifest, canvas, image].flatMap((said) => said.requiredStatement ?? []),
  }
}

function textsOf(sources: TextSources, languages: readonly string[]): LabelTexts {
  const read = (texts: LanguageMap): string => inLanguage(texts, languages)
  const joined = (texts: readonly string[], by: string): string =>
    [...new Set(texts.filter((text) => text !== ''))].join(by)
  const statements = sources.requiredStatement.map(({ label, value }) =>
    asStatement(read(label), read(value)),
  )
  return {
    title: joined(sources.title.map(read), ': '),
    artist: joined(sources.artist.map(read).map(artistName), '; '),
    date: joined(sources.date.map(read), '; '),
    medium: joined(sources.medium.map(read), '; '),
    museum: joined(sources.museum.map(read), '; '),
    creditLine: joined(sources.creditLine.map(read), '; '),
    requiredStatement: joined(statements, '; '),
    room: joined(sources.room.map(read), '; '),
    about: joined(sources.about.map(read), ' '),
  }
}

/** "Attribution" is what every such statement is called in version 2, and says nothing. */
function asStatement(label: string, value: string): string {
  return value === '' || /^(attribution)?$/i.test(label) ? value : `${label}: ${value}`
}

/**
 * The texts of every language that there is one in. Where a text is put together of several, those
 * parts that do not speak the language are in it all the same: a required statement stays whole.
 */
function translationsOf(sources: TextSources): Label['translations'] {
  const maps: readonly (readonly [string, readonly LanguageMap[]])[] = Object.entries({
    ...sources,
    requiredStatement: sources.requiredStatement.map(({ value }) => value),
  })
  const tags = new Set(maps.flatMap(([, texts]) => texts.flatMap((map) => [...map.keys()])))
  tags.delete(NO_LANGUAGE)
  return Object.fromEntries(
    [...tags].map((tag) => {
      const spoken = new Set(
        maps.filter(([, texts]) => texts.some((map) => map.has(tag))).map(([field]) => field),
      )
      const texts = Object.entries(textsOf(sources, [tag]))
      return [tag, Object.fromEntries(texts.filter(([field]) => spoken.has(field)))]
    }),
  )
}

/** `navDate` places a work on a time line; 1 January mostly stands for the whole year. */
function dayOf(navDate: string): string {
  const [, year, day] = /^(-?\d{4})-(\d\d-\d\d)T/.exec(navDate) ?? []
  if (year === undefined) return ''
  return day === '01-01' ? String(Number(year)) : `${year}-${day}`
}

function pageOf({ homepage }: Manifest, languages: readonly string[]): string {
  const inOneOfThem = languages
    .map((language) => homepage.find((page) => page.languages.includes(language)))
    .find((page) => page !== undefined)
  return (inOneOfThem ?? homepage[0])?.address ?? ''
}

/** A manifest has its title in its own label, so that a pair named so says nothing more. */
type IiifField = Exclude<NamedField, 'title'>
const FIELDS = (Object.keys(FIELD_NAMES) as NamedField[]).filter((field) => field !== 'title')

/** What a museum's own pairs of names and values tell that a wall label has a place for. */
function fieldsOf(
  pairs: readonly MetadataPair[],
): Readonly<Partial<Record<IiifField, LanguageMap>>> {
  const found: Partial<Record<IiifField, { rank: number; value: LanguageMap }>> = {}
  for (const { label, value } of pairs) {
    if (value.size === 0) continue
    const names = [...label.values()].flat().map(slug)
    for (const field of FIELDS) {
      const rank = FIELD_NAMES[field].findIndex((name) => names.includes(name))
      if (rank < 0 || rank >= (found[field]?.rank ?? Number.POSITIVE_INFINITY)) continue
      found[field] = { rank, value }
    }
  }
  return Object.fromEntries(
    Object.entries(found).map(([field, { value }]) => [field, value] as const),
  )
}
