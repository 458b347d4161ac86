import { z } from 'zod'
import type { PortraitFilter } from '../../embeddings/gallery/portrait-filter.ts'
import { probeSchema } from './events.ts'
import { matchListSchema } from './http.ts'

/** Values that one condition of a filter may name. */
const MAX_ALTERNATIVES = 16

const MUSEUM = `the name of a museum as labels write it, or up to ${MAX_ALTERNATIVES} of them`
const CENTURY = `a century such as 17 for 1601–1700 or -5 for 500–401 BC, or up to ${MAX_ALTERNATIVES} of them`

const PLACE = `where a work hangs as labels write it, such as Room 12, or up to ${MAX_ALTERNATIVES} of them`

const museumSchema = z.string().trim().min(1, MUSEUM).max(200, MUSEUM)
const centurySchema = z
  .int()
  .min(-40, CENTURY)
  .max(22, CENTURY)
  .refine((century) => century !== 0, CENTURY)

const placeSchema = z.string().trim().min(1, PLACE).max(200, PLACE)

function oneOrSeveral<Schema extends z.ZodType>(schema: Schema, means: string) {
  return z.union([schema, z.array(schema).min(1, means).max(MAX_ALTERNATIVES, means)], {
    error: means,
  })
}

/** Which portraits may answer, as it is sent; each condition given has to be met. */
export const portraitFilterSchema = z.strictObject({
  museum: oneOrSeveral(museumSchema, MUSEUM).optional(),
  century: oneOrSeveral(centurySchema, CENTURY).optional(),
  place: oneOrSeveral(placeSchema, PLACE).optional(),
  onView: z.literal(true, { error: 'true, or left out' }).optional(),
})
export type PortraitFilterMessage = z.input<typeof portraitFilterSchema>

/** The conditions a filter may have: the keys of `filter`, and names of fields in queries and forms. */
export const FILTER_FIELDS = portraitFilterSchema.keyof().options

/** The body of `POST /api/v1/match` as JSON: a walk is told over the socket alone. */
export const matchRequestSchema = probeSchema
  .omit({ walk: true })
  .extend({ filter: portraitFilterSchema.optional() })
export type MatchRequestMessage = z.input<typeof matchRequestSchema>

/** Faces of a picture that may be asked for by number. */
export const MAX_FACE_NUMBER = 100

/**
 * What `POST /api/v1/match` answers about a picture: the same list, and the face that was compared,
 * in pixels of the upright picture. The box may reach beyond it.
 */
export const pictureMatchListSchema = matchListSchema.extend({
  face: z.object({
    box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
    /** Of the picture. */
    width: z.int().positive(),
    height: z.int().positive(),
  }),
})
export type PictureMatchList = z.output<typeof pictureMatchListSchema>

/** What was sent as a filter, in the words of the search. */
export function toPortraitFilter({
  museum,
  century,
  place,
  onView,
}: z.output<typeof portraitFilterSchema>): PortraitFilter | undefined {
  const filter: PortraitFilter = {
    ...(museum === undefined ? {} : { museums: [museum].flat() }),
    ...(century === undefined ? {} : { centuries: [century].flat() }),
    ...(place === undefined ? {} : { places: [place].flat() }),
    ...(onView ? { onView } : {}),
  }
  return Object.keys(filter).length > 0 ? filter : undefined
}
