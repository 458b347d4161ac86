import { z } from 'zod'
import type { PortraitFilter } from '../../embeddings/gallery/portrait-filter.ts'
import { probeSchema } from './events.ts'
import { matchListSchema } from './http.ts'

/** The most values that one condition of a filter may name. */
const MAX_ALTERNATIVES = 16

const MUSEUM = `the name of a museum as labels write it, or up to ${MAX_ALTERNATIVES} of them`
const CENTURY = `a century such as 17 for 1601–1700 or -5 for 500–401 BC, or up to ${MAX_ALTERNATIVES} of them`

const PLACE = `where a work hangs as labels write it, such as Room 12, or up to ${MAX_ALTERNATIVES} of them`

const CATEGORY = `what portraits show as the curator named it, such as Beards, or up to ${MAX_ALTERNATIVES} of them`

const museumSchema = z.string().trim().min(1, MUSEUM).max(200, MUSEUM)
const centurySchema = z
  .int()
  .min(-40, CENTURY)
  .max(22, CENTURY)
  .refine((century) => century !== 0, CENTURY)

const placeSchema = z.string().trim().min(1, PLACE).max(200, PLACE)
const categorySchema = z.string().trim().min(1, CATEGORY).max(200, CATEGORY)

function oneOrSeveral<Schema extends z.ZodType>(schema: Schema, means: string) {
  return z.union([schema, z.array(schema).min(1, means).max(MAX_ALTERNATIVES, means)], {
    error: means,
  })
}

/** A filter as the client sends it. A portrait must meet each condition. */
export const portraitFilterSchema = z.strictObject({
  museum: oneOrSeveral(museumSchema, MUSEUM).optional(),
  century: oneOrSeveral(centurySchema, CENTURY).optional(),
  place: oneOrSeveral(placeSchema, PLACE).optional(),
  category: oneOrSeveral(categorySchema, CATEGORY).optional(),
  onView: z.literal(true, { error: 'true, or left out' }).optional(),
})
export type PortraitFilterMessage = z.input<typeof portraitFilterSchema>

/** The conditions of a filter: keys of `filter`, and field names in queries and forms. */
export const FILTER_FIELDS = portraitFilterSchema.keyof().options

/** The JSON body of `POST /api/v1/match`. Only the socket tells a walk. */
export const matchRequestSchema = probeSchema
  .omit({ walk: true })
  .extend({ filter: portraitFilterSchema.optional() })
export type MatchRequestMessage = z.input<typeof matchRequestSchema>

/** The highest number by which a client may ask for a face. */
export const MAX_FACE_NUMBER = 100

/**
 * The answer of `POST /api/v1/match` to a picture: the same list, and the compared face in pixels
 * of the upright picture. The box may reach beyond the picture.
 */
export const pictureMatchListSchema = matchListSchema.extend({
  face: z.object({
    box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
    /** Size of the picture. */
    width: z.int().positive(),
    height: z.int().positive(),
  }),
})
export type PictureMatchList = z.output<typeof pictureMatchListSchema>

/** Converts a client's filter to the search's filter. */
export function toPortraitFilter({
  museum,
  century,
  place,
  category,
  onView,
}: z.output<typeof portraitFilterSchema>): PortraitFilter | undefined {
  const filter: PortraitFilter = {
    ...(museum === undefined ? {} : { museums: [museum].flat() }),
    ...(century === undefined ? {} : { centuries: [century].flat() }),
    ...(place === undefined ? {} : { places: [place].flat() }),
    ...(category === undefined ? {} : { categories: [category].flat() }),
    ...(onView ? { onView } : {}),
  }
  return Object.keys(filter).length > 0 ? filter : undefined
}
