import { z } from 'zod'
import { EMPTY_LABEL } from '../../../embeddings/gallery/portrait.ts'
import { whatIsAmiss } from '../../downloads/document-reader.ts'
import { aboutIn } from '../about-work.ts'
import { artistName } from '../artist-name.ts'
import type { CollectionItem } from '../collection.ts'
import { CC0, plainText, plainTextSchema } from '../plain-text.ts'
import { withoutSlash } from '../web-address.ts'
import { webWork } from '../work-id.ts'

/** What is asked of an artwork, and nothing besides; https://api.artic.edu/docs/#artworks-2. */
const artworkSchema = z.object({
  id: z.int(),
  title: plainTextSchema,
  artist_title: plainTextSchema,
  /** The name, then nationality and dates on lines of their own. */
  artist_display: z.string().nullish(),
  date_display: plainTextSchema,
  medium_display: plainTextSchema,
  credit_line: plainTextSchema,
  is_public_domain: z.boolean().nullish(),
  copyright_notice: plainTextSchema,
  image_id: z.string().nullish(),
  is_on_view: z.boolean().nullish(),
  gallery_title: plainTextSchema,
  /** Under CC0 as the rest is; `description` is under CC BY, and would have to say so beside it. */
  short_description: plainTextSchema,
})
type Artwork = z.output<typeof artworkSchema>
export const ARTWORK_FIELDS = Object.keys(artworkSchema.shape).join(',')

/** A page of artworks. A row without a number cannot be named, so the listing is refused. */
export const articPageSchema = z.object({
  data: z.array(z.looseObject({ id: z.int() })),
  config: z
    .object({
      iiif_url: z.string().nullish(),
      website_url: z.string().nullish(),
    })
    .nullish()
    .transform((config) => ({
      iiif: withoutSlash(config?.iiif_url ?? 'https://www.artic.edu/iiif/2'),
      website: withoutSlash(config?.website_url ?? 'https://www.artic.edu'),
    })),
})
export type ArticPage = z.output<typeof articPageSchema>

/** A work, or a record that cannot be brought in. */
export function articItem(
  row: ArticPage['data'][number],
  config: ArticPage['config'],
): CollectionItem {
  const record = String(row.id)
  const parsed = artworkSchema.safeParse(row)
  if (!parsed.success) {
    return { skipped: { record, reason: whatIsAmiss(parsed.error), keeps: record } }
  }
  const artwork = parsed.data
  if (!artwork.image_id) {
    return { skipped: { record, reason: 'the museum publishes no picture of it' } }
  }
  return webWork('artic', record, {
    picture: {
      urls: urlsOf(`${config.iiif}/${artwork.image_id}`, artwork.is_public_domain === true),
    },
    pictureVersion: artwork.image_id,
    label: {
      ...EMPTY_LABEL,
      title: artwork.title,
      artist: artistOf(artwork),
      date: artwork.date_display,
      medium: artwork.medium_display,
      museum: 'The Art Institute of Chicago',
      creditLine: artwork.credit_line,
      rights: rightsOf(artwork),
      room: artwork.gallery_title,
      onView: artwork.is_on_view ?? null,
      ...aboutIn('en', artwork.short_description),
      pageUrl: `${config.website}/artworks/${record}`,
    },
  })
}

/**
 * First the largest that they give of what is in the public domain; then the size that they ask
 * programs to use, since their image server keeps it at hand; where that is refused, the next
 * smaller of their sizes.
 */
function urlsOf(image: string, isPublicDomain: boolean): readonly [string, ...string[]] {
  const sized = (widthPx: number): string => `${image}/full/${widthPx},/0/default.jpg`
  return isPublicDomain ? [sized(1686), sized(843), sized(600)] : [sized(843), sized(600)]
}

/**
 * As the museum's own label has it, "Workshop of Rembrandt van Rijn", without nationality and
 * dates: `artist_title` leaves out how sure the museum is. It stands in where the label does not
 * name it.
 */
function artistOf({ artist_title, artist_display }: Artwork): string {
  const line = plainText(artist_display?.trim().split(/\r?\n/, 1)[0])
  const shown = line.replaceAll(/\s*\([^()]*[\d,][^()]*\)/g, '')
  return artistName(shown.includes(artist_title) ? shown : artist_title)
}

function rightsOf({ is_public_domain, copyright_notice }: Artwork): string {
  if (is_public_domain === true) return CC0
  return copyright_notice || 'rights reserved (the museum does not mark it as public domain)'
}
