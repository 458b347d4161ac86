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

/** The texts of pages beside the labels, in one language, and the notation of that language. */
export type PageWords = Formatted<'pages'> &
  Pick<Formatted<'exhibit'>['label'], 'untitled' | 'unknownArtist' | 'publicDomain'> & {
    readonly language: Language
    readonly direction: Locale['direction']
    /** In Open Graph's notation of languages. */
    readonly locale: string
  }

/** Everything that a page depends on beside the work it shows. */
export type Setting = {
  readonly words: PageWords
  /** Languages for the texts of labels, the reader's own first. */
  readonly languages: readonly string[]
  /** The museum's directions to its rooms. */
  readonly rooms: Rooms
  /**
   * The public address, such as `https://museum.example`; empty where none is set. What a request
   * calls this server is a stranger's claim, and makes no address.
   */
  readonly origin: string
  /** Paths of the built style sheet and icon; undefined without a built kiosk. */
  readonly stylesheet: string | undefined
  readonly icon: string | undefined
}

/**
 * Chooses the words for a reader by Accept-Language. The page's own words are in an offered
 * language; labels are in the reader's first language, offered or not. Labels ignore the reader's
 * other languages: the source's own language, which is often not stated, may suit the reader
 * better.
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
    untitled,
    unknownArtist,
    publicDomain,
    language: tag,
    direction,
    locale: openGraphLocale(tag),
  }
  const [first = '*'] = wanted
  return { words, languages: first === '*' ? [tag] : [first, tag] }
}

/**
 * Leaves out an added language that has no texts for pages, neither its own nor based on another.
 */
function pageLocales(museum: MuseumTexts): readonly [Locale, ...Locale[]] {
  const [first, ...others] = everyLocale(museum)
  const speaksPages = ({ tag }: Locale) =>
    isBuiltIn(tag) || museum[tag]?.basedOn !== undefined || museum[tag]?.pages !== undefined
  return [first, ...others.filter(speaksPages)]
}

/** The usual territories of these languages; `Intl` would say en_US and ar_EG. */
const OPEN_GRAPH: Readonly<Record<string, string>> = { en: 'en_GB', ar: 'ar_AR' }

function openGraphLocale(tag: Language): string {
  const { language, region } = new Intl.Locale(tag).maximize()
  return OPEN_GRAPH[tag] ?? (region === undefined ? language : `${language}_${region}`)
}
