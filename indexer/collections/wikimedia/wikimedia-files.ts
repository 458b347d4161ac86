import { z } from 'zod'
import { EMPTY_LABEL, type Label } from '../../../embeddings/gallery/portrait.ts'
import { readRights } from '../../../embeddings/gallery/rights-statement.ts'
import { whatIsAmiss } from '../../downloads/document-reader.ts'
import { artistName } from '../artist-name.ts'
import { titleOfWork } from '../picture-title.ts'
import { plainText } from '../plain-text.ts'
import type { WikiPage } from './wikimedia-api.ts'

/**
 * The width to ask for: one of those that Wikimedia makes thumbnails of (20 … 960, 1280, 1920,
 * 3840); since 2026 it refuses others with 429:
 * https://www.mediawiki.org/wiki/Common_thumbnail_sizes.
 */
const THUMBNAIL_WIDTH = 3840

/** Characters of a value that are looked at: lists of former owners can be endless. */
const LONGEST_VALUE = 20_000

const PICTURE_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'image/gif'])

/** A value of the file's description: HTML, some of it hidden; absent where nothing is said. */
const said = z
  .object({ value: z.union([z.string(), z.number(), z.boolean()]).transform(String) })
  .transform(({ value }) => plainText(withoutHidden(value)))
  .catch('')

/** https://www.mediawiki.org/wiki/Extension:CommonsMetadata */
const descriptionSchema = z.object({
  LicenseUrl: said,
  LicenseShortName: said,
  UsageTerms: said,
  AttributionRequired: said,
  Attribution: said,
  Artist: said,
  Credit: said,
  ObjectName: said,
  DateTimeOriginal: said,
})
type Description = z.output<typeof descriptionSchema>

/** What is asked of each file; `info` for when its page was last touched. */
export function filesQuery(language: string): Record<string, string> {
  return {
    prop: 'imageinfo|info',
    iiprop: 'url|size|mime|sha1|timestamp|extmetadata',
    iiurlwidth: String(THUMBNAIL_WIDTH),
    iiextmetadatafilter: Object.keys(descriptionSchema.shape).join('|'),
    iiextmetadatalanguage: language,
  }
}

const fileSchema = z.object({
  touched: z.iso.datetime().optional(),
  imageinfo: z.tuple(
    [
      z.object({
        url: z.url(),
        thumburl: z.url().optional(),
        mime: z.string(),
        sha1: z.string(),
        descriptionurl: z.string().default(''),
        /** An empty list where the page says nothing at all. */
        extmetadata: z.preprocess(
          (value) => (Array.isArray(value) ? {} : (value ?? {})),
          descriptionSchema,
        ),
      }),
    ],
    z.unknown(),
  ),
})

/** A file of Wikimedia Commons, with what its page says of it. */
export type CommonsFile = {
  /** The best first. */
  readonly urls: readonly [string, ...string[]]
  readonly sha1: string
  /** When the file's page, or a template on it, last changed; undefined when not told. */
  readonly touched: Date | undefined
  readonly label: Label
}

type FileReading =
  | { readonly status: 'read'; readonly file: CommonsFile }
  /** There is no such file, or none that is a picture. */
  | { readonly status: 'none'; readonly reason: string }
  /** Its description cannot be understood. */
  | { readonly status: 'unclear'; readonly reason: string }

/** Reads the page of a file, as `filesQuery` asks for it. */
export function readFilePage(page: WikiPage): FileReading {
  if (page.missing === true) return { status: 'none', reason: 'Commons has no such file' }
  const parsed = fileSchema.safeParse(page)
  if (!parsed.success) return { status: 'unclear', reason: whatIsAmiss(parsed.error) }
  const { touched, imageinfo } = parsed.data
  const [{ url, thumburl, mime, sha1, descriptionurl, extmetadata }] = imageinfo
  if (!PICTURE_TYPES.has(mime)) {
    return { status: 'none', reason: `it is ${mime}, not a picture that can be used` }
  }
  const original = withoutTracking(url)
  // Of a file that is no wider, the original is given once more.
  const thumbnail = withoutTracking(thumburl ?? url)
  const file: CommonsFile = {
    urls: thumbnail === original ? [original] : [thumbnail, original],
    sha1,
    touched: touched === undefined ? undefined : new Date(touched),
    label: {
      ...EMPTY_LABEL,
      title: extmetadata.ObjectName || titleOfWork(nameOf(page.title), extmetadata.Artist),
      artist: artistName(extmetadata.Artist),
      date: dateOf(extmetadata),
      creditLine: extmetadata.Credit,
      rights: rightsOf(extmetadata),
      requiredStatement: requiredStatementOf(extmetadata),
      pageUrl: descriptionurl,
    },
  }
  return { status: 'read', file }
}

/** Leaves out exact days: a photographer stood before the painting then. */
function dateOf({ DateTimeOriginal }: Description): string {
  return /^(?:taken on\b|\d{4}[-:]\d\d[-:]\d\d)/i.test(DateTimeOriginal) ? '' : DateTimeOriginal
}

/** The licence's address; without its scheme, as some templates write it, it would be none. */
function rightsOf({ LicenseUrl, LicenseShortName, UsageTerms }: Description): string {
  return LicenseUrl.replace(/^\/\//, 'https://') || LicenseShortName || UsageTerms
}

/** The required attribution; without one the picture's maker, its source and its licence. */
function requiredStatementOf(description: Description): string {
  const statement = readRights(rightsOf(description))
  const byLicence = statement.kind === 'standard' && /^CC BY/.test(statement.name)
  if (description.AttributionRequired.toLowerCase() !== 'true' && !byLicence) return ''
  return (
    description.Attribution ||
    [description.Artist, description.Credit, description.LicenseShortName]
      .filter(Boolean)
      .join(', ')
  )
}

/**
 * Elements with `display: none`, in which pages keep notes for programs:
 * `1503<div style="display: none;">date QS:P571,+1503-00-00T00:00:00Z/9</div>`.
 */
function withoutHidden(html: string): string {
  return html
    .slice(0, LONGEST_VALUE)
    .replaceAll(/<(div|span)\b[^<>]*display:\s*none[^<>]*>(?:(?!<\1\b)[\s\S])*?<\/\1>/gi, '')
}

/** The API hangs `utm_…` on its addresses; the picture is the same without. */
function withoutTracking(address: string): string {
  const url = new URL(address)
  for (const name of [...url.searchParams.keys()]) {
    if (name.startsWith('utm_')) url.searchParams.delete(name)
  }
  return url.href
}

/** `File:Anna of Saxony.jpg` as `Anna of Saxony`. */
function nameOf(title: string): string {
  return title.replace(/^[^:]+:/, '').replace(/\.[^.]+$/, '')
}
