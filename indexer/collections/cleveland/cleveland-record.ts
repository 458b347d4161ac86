import { z } from 'zod'
import { EMPTY_LABEL, type Label } from '../../../embeddings/gallery/portrait.ts'
import { whatIsAmiss } from '../../downloads/document-reader.ts'
import { aboutIn } from '../about-work.ts'
import { artistName } from '../artist-name.ts'
import type { CollectionItem } from '../collection.ts'
import { CC0, plainText, plainTextSchema } from '../plain-text.ts'
import { webWork } from '../work-id.ts'

const imageSchema = z
  .object({
    url: z.string(),
    filename: z.string().nullish(),
    /** In bytes; a text in the answers seen. */
    filesize: z.union([z.string(), z.number()]).nullish(),
  })
  .nullish()

const creatorSchema = z.object({
  description: plainTextSchema,
  role: plainTextSchema,
  qualifier: plainTextSchema,
})

const idSchema = z.object({ id: z.union([z.int(), z.string().min(1)]).transform(String) })
const artworkSchema = idSchema.extend({
  share_license_status: plainTextSchema,
  copyright: plainTextSchema,
  title: plainTextSchema,
  creation_date: plainTextSchema,
  creators: z.array(creatorSchema).nullish(),
  technique: plainTextSchema,
  creditline: plainTextSchema,
  /** Such as "206 American Landscape"; null for what does not hang. */
  current_location: z.string().nullish(),
  did_you_know: plainTextSchema,
  /** What `did_you_know` was called before, as `wall_description` was `description`. */
  fun_fact: plainTextSchema,
  description: plainTextSchema,
  wall_description: plainTextSchema,
  url: plainTextSchema,
  updated_at: z.string().nullish(),
  images: z.object({ print: imageSchema, web: imageSchema }).nullish(),
})
type Artwork = z.output<typeof artworkSchema>

/** A record of the API as an item, and when it last changed (ms since 1970) where it says so. */
export function readArtwork(record: unknown): {
  item: CollectionItem
  changed: number | undefined
} {
  const parsed = artworkSchema.safeParse(record)
  if (!parsed.success) {
    const named = idSchema.safeParse(record)
    const id = named.success ? named.data.id : undefined
    const reason = whatIsAmiss(parsed.error)
    const skipped = { record: id ?? 'a record without an id', reason, ...(id && { keeps: id }) }
    return { item: { skipped }, changed: undefined }
  }
  const { id, images, updated_at: updated } = parsed.data
  // "2019-11-18 09:03:30.462000", in a zone that is nowhere told: taken for UTC, a day either way.
  const time = Date.parse(`${updated?.replace(' ', 'T').replace(/(\.\d{3})\d+$/, '$1')}Z`)
  const changed = Number.isNaN(time) ? undefined : time
  // Never `images.full`: a TIFF of 60 MB and more.
  const [best, ...others] = [images?.print?.url ?? '', images?.web?.url ?? ''].filter(Boolean)
  if (best === undefined) {
    return {
      item: { skipped: { record: id, reason: 'it has no picture for print or web' } },
      changed,
    }
  }
  const item = webWork('cleveland', id, {
    picture: { urls: [best, ...others] },
    pictureVersion: versionOf(parsed.data),
    label: labelOf(parsed.data),
  })
  return { item, changed }
}

/**
 * The name and size of the picture's file. Not `updated_at`, which moves for thousands of records
 * at once with every change to their texts, unless nothing better is told.
 */
function versionOf({ images, updated_at: updated }: Artwork): string {
  const file = images?.print?.url ? images.print : images?.web
  return file?.filesize ? `${file.filename ?? ''} ${file.filesize}` : (updated ?? '')
}

function labelOf(artwork: Artwork): Label {
  const place = artwork.current_location
  const hangs = Boolean(place) && !/^not on view/i.test(place ?? '')
  return {
    ...EMPTY_LABEL,
    title: artwork.title,
    artist: artistOf(artwork.creators ?? []),
    date: artwork.creation_date,
    medium: artwork.technique,
    museum: 'The Cleveland Museum of Art',
    creditLine: artwork.creditline,
    rights:
      artwork.share_license_status.toUpperCase() === 'CC0'
        ? CC0
        : artwork.copyright || artwork.share_license_status,
    ...aboutIn('en', aboutOf(artwork)),
    room: hangs ? plainText(place) : '',
    onView: place === undefined ? null : hangs,
    pageUrl: artwork.url,
  }
}

/** What is said in a sentence, else how the wall text begins. */
function aboutOf(artwork: Artwork): string {
  const said = artwork.did_you_know || artwork.fun_fact
  return said || artwork.description || artwork.wall_description
}

/** "Thomas Cole (American, 1801-1848)" as "Thomas Cole", "workshop of" kept before the name. */
function artistOf(creators: readonly z.output<typeof creatorSchema>[]): string {
  const artists = creators.filter(({ role }) => role.toLowerCase() === 'artist')
  const names = (artists.length > 0 ? artists : creators)
    .map(({ description, qualifier }) => {
      const name = description.replace(/\s*\(.*$/, '')
      const said = name.toLowerCase().startsWith(qualifier.toLowerCase())
      return artistName(said || name === '' ? name : `${qualifier} ${name}`)
    })
    .filter((name) => name !== '')
  return [...new Set(names)].join(', ')
}
