import { z } from 'zod'
import { EMPTY_LABEL } from '../../../embeddings/gallery/portrait.ts'
import { artistName } from '../artist-name.ts'
import type { CollectionItem } from '../collection.ts'
import { CC0, plainText, plainTextSchema } from '../plain-text.ts'
import { webWork } from '../work-id.ts'

const address = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? '')

/** What is read of `objects/{objectID}`; https://metmuseum.github.io/#object. */
export const metObjectSchema = z.object({
  isPublicDomain: z.boolean(),
  primaryImage: address,
  primaryImageSmall: address,
  title: plainTextSchema,
  objectName: plainTextSchema,
  culture: plainTextSchema,
  artistPrefix: plainTextSchema,
  artistDisplayName: plainTextSchema,
  artistSuffix: plainTextSchema,
  objectDate: plainTextSchema,
  medium: plainTextSchema,
  creditLine: plainTextSchema,
  rightsAndReproduction: plainTextSchema,
  metadataDate: address,
  objectURL: address,
  /** Empty when it does not hang; older mirrors have no such field. */
  GalleryNumber: z.string().optional(),
})
type MetObject = z.output<typeof metObjectSchema>

/** A work, or a record without a picture, which cannot be hung. */
export function metItem(record: string, object: MetObject): CollectionItem {
  const rights = object.isPublicDomain
    ? CC0
    : object.rightsAndReproduction || 'rights reserved (the Met does not mark it as public domain)'
  // The original first: the smaller one is about 600 px wide, too little for the faces of a group
  // and for a visitor who looks closely. It is some megabytes, once.
  const [best, ...others] = [object.primaryImage, object.primaryImageSmall].filter(Boolean)
  if (best === undefined) {
    // The search is wrong about some. The Met gives no picture if it does not own the rights.
    const why = object.isPublicDomain ? '' : `: ${rights}`
    return { skipped: { record, reason: `the Met publishes no picture of it${why}` } }
  }
  return webWork('met', record, {
    picture: { urls: [best, ...others] },
    pictureVersion: object.metadataDate,
    label: {
      ...EMPTY_LABEL,
      title: object.title || object.objectName,
      artist: artistOf(object),
      date: object.objectDate,
      medium: object.medium,
      museum: 'The Metropolitan Museum of Art, New York',
      creditLine: object.creditLine,
      rights,
      room: roomOf(object),
      onView: object.GalleryNumber === undefined ? null : object.GalleryNumber.trim() !== '',
      pageUrl: object.objectURL || `https://www.metmuseum.org/art/collection/search/${record}`,
    },
  })
}

/** "Workshop of Rembrandt", not "Rembrandt"; for an unknown painter the culture. */
function artistOf(object: MetObject): string {
  const { artistPrefix, artistDisplayName, artistSuffix, culture } = object
  if (artistDisplayName === '') return culture
  return artistName([artistPrefix, artistDisplayName, artistSuffix].filter(Boolean).join(' '))
}

function roomOf({ GalleryNumber }: MetObject): string {
  const room = plainText(GalleryNumber)
  return /^\d/.test(room) ? `Gallery ${room}` : room
}
