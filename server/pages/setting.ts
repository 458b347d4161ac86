import type { Request } from 'express'
import { isBuiltIn, type Language, type Locale } from '../contract/texts/languages.ts'
import { loadExhibitTexts, loadPageTexts } from '../contract/texts/load-texts.ts'
import {
  bestLocale,
  builtInUnder,
  everyLocale,
  formatSection,
  type MuseumTexts,
} from '../contract/texts/museum-texts.ts'
import type { Formatted } from '../contract/texts/values.ts'
import type { Rooms } from '../contract/way-to.ts'

/** All that pages say beside labels, in one language, and how that language is written. */
export type PageWords = Formatted<'pages'> &
  Pick<Formatted<'exhibit'>['label'], 'untitled' | 'unknownArtist' | 'publicDomain'> & {
    readonly language: Language
    readonly direction: Locale['direction']
    /** As Open Graph writes languages. */
    readonly locale: string
  }

/** All that a page depends on beside the work it shows. */
export type Setting = {
  readonly words: PageWords
  /** Languages to seek the texts of labels in, the reader's own first. */
  readonly languages: readonly string[]
  /** What the museum tells of its rooms. */
  readonly rooms: Rooms
  /** Such as `https://museum.example`. */
  readonly origin: string
  /** Paths of the built stylesheet and icon; undefined where the kiosk is not built. */
  readonly stylesheet: string | undefined
  readonly icon: string | undefined
}

/**
 * What a page says to a reader, by Accept-Language: its own words in one of the languages offered;
 * labels in the reader's first language, be it one of those or not. A reader's lesser languages are
 * not sought in labels: the source's own, whose language is often not said, may be the better one.
 */
export async function wordsFor(
  request: Request,
  museum: MuseumTexts,
): Promise<Pick<Setting, 'words' | 'languages'>> {
  const wanted = request.acceptsLanguages()
  const locale = bestLocale(wanted, pageLocales(museum))
  const { tag, direction } = locale
  const under = builtInUnder(tag, museum)
  const [exhibit, pages] = await Promise.all([loadExhibitTexts(under), loadPageTexts(under)])
  const { label } = formatSection('exhibit', exhibit, locale, museum)
  const { untitled, unknownArtist, publicDomain } = label
  const words = {
    ...formatSection('pages', pages, locale, museum),
    ...{ untitled, unknownArtist, publicDomain, language: tag, direction },
    locale: openGraphLocale(tag),
  }
  const [first = '*'] = wanted
  return { words, languages: first === '*' ? [tag] : [first, tag] }
}

/** An added language that says nothing of its own on pages, and has no other to say it, is left out. */
function pageLocales(museum: MuseumTexts): readonly [Locale, ...Locale[]] {
  const [first, ...others] = everyLocale(museum)
  const speaksPages = ({ tag }: Locale) =>
    isBuiltIn(tag) || museum[tag]?.basedOn !== undefined || museum[tag]?.pages !== undefined
  return [first, ...others.filter(speaksPages)]
}

/** The territories that these are best known by; `Intl` would say en_US and ar_EG. */
const OPEN_GRAPH: Readonly<Record<string, string>> = { en: 'en_GB', ar: 'ar_AR' }

function openGraphLocale(tag: Language): string {
  const { language, region } = new Intl.Locale(tag).maximize()
  return OPEN_GRAPH[tag] ?? (region === undefined ? language : `${language}_${region}`)
}
