import { z } from 'zod'

const pointSchema = z.object({ x: z.number(), y: z.number() })

/** A picture in the media store, by the SHA-256 of its bytes; sizes in pixels. */
export const mediaSchema = z.object({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.int().positive(),
  height: z.int().positive(),
})
export type Media = z.output<typeof mediaSchema>

/** What of a label may come in several languages. */
const labelTextsSchema = z.object({
  title: z.string(),
  artist: z.string(),
  date: z.string(),
  medium: z.string(),
  museum: z.string(),
  creditLine: z.string(),
  requiredStatement: z.string(),
  room: z.string(),
  about: z.string(),
})
export type LabelTexts = z.output<typeof labelTextsSchema>

/** What a wall label says of a work. Empty text where the source says nothing. */
export const labelSchema = z.object({
  title: z.string(),
  artist: z.string(),
  date: z.string(),
  medium: z.string(),
  museum: z.string(),
  creditLine: z.string(),
  /** A rights statement: a URI where the source gives one, else its words. */
  rights: z.string(),
  /** What has to be shown wherever the work is, word for word, such as an attribution. */
  requiredStatement: z.string().default(''),
  /** A sentence or two about the sitter or the work, plain text; older galleries lack it. */
  about: z.string().default(''),
  /** Where the work hangs, such as "Room 12"; empty when not known. */
  room: z.string(),
  /** Whether it hangs where visitors can see it; null when not known. */
  onView: z.boolean().nullable().default(null),
  /** The museum's own page of the work; empty when there is none. */
  pageUrl: z.string(),
  /** The same in other languages, as far as the source has them, by BCP 47 tag. */
  translations: z.record(z.string(), labelTextsSchema.partial()).default({}),
})
export type Label = z.output<typeof labelSchema>

/** A label that says nothing. */
export const EMPTY_LABEL: Label = {
  title: '',
  artist: '',
  date: '',
  medium: '',
  museum: '',
  creditLine: '',
  rights: '',
  requiredStatement: '',
  about: '',
  room: '',
  onView: null,
  pageUrl: '',
  translations: {},
}

/** One usable face found in a work: what the index holds and what is hung beside a visitor. */
export const portraitSchema = z.object({
  /** `<workId>~<number of the face in the work, from 1, largest first>` */
  id: z.string().min(1),
  workId: z.string().min(1),
  label: labelSchema,
  /** The whole work. */
  picture: mediaSchema,
  /** The same, larger, to be looked at closely; none where the source has little more to show. */
  closer: mediaSchema.optional(),
  /** The face with its surroundings, as painted (not turned upright). */
  crop: mediaSchema,
  /** The crop's part of the work, in shares of width and height; older galleries lack it. */
  place: z
    .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
    .optional(),
  /** Centres of the eyes on the crop in pixels, the left one on the picture first. */
  eyes: z.tuple([pointSchema, pointSchema]),
  /** How many faces were found in the work; older galleries lack it. */
  facesInWork: z.int().positive().optional(),
  /** See `faceQuality`. */
  quality: z.number().min(0).max(1),
  /** The same for portraits of one person, as a curator confirmed; else there is none. */
  sitter: z.string().min(1).optional(),
  /** What a curator said that it shows, such as "Beards"; left out where that is nothing. */
  categories: z.array(z.string().min(1)).min(1).optional(),
})
export type Portrait = z.output<typeof portraitSchema>

/** One portrait of a match, by itself. */
const singleMatchSchema = z.object({
  portraitId: z.string(),
  workId: z.string(),
  ...labelSchema.shape,
  /** Between the two descriptors. */
  squaredDistance: z.number().nonnegative(),
  /** Between the two places in the gallery's likeness space: what matches are ranked by. */
  adjustedSquaredDistance: z.number().nonnegative(),
  /** See `similarityOf`. */
  similarity: z.number().min(0).max(1),
  picture: mediaSchema,
  closer: portraitSchema.shape.closer,
  crop: mediaSchema,
  place: portraitSchema.shape.place,
  eyes: portraitSchema.shape.eyes,
  facesInWork: portraitSchema.shape.facesInWork,
  /** See `faceQuality`; older servers do not tell it. */
  quality: portraitSchema.shape.quality.optional(),
  /** How the painted head is held (see `headPose`); older galleries do not know it. */
  pose: z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }).optional(),
  sitter: portraitSchema.shape.sitter,
  categories: portraitSchema.shape.categories,
})
export type SingleMatch = z.output<typeof singleMatchSchema>

/** A neighbour dressed for a visitor. */
export const portraitMatchSchema = singleMatchSchema.extend({
  /** Further portraits of the same sitter, the most like first; at most MAX_SAME_SITTER. */
  sameSitter: z.array(singleMatchSchema).optional(),
})
export type PortraitMatch = z.output<typeof portraitMatchSchema>

/** A match has at most so many further portraits of its sitter. */
export const MAX_SAME_SITTER = 5

/** How near a portrait is to a probe. */
type Distances = Pick<PortraitMatch, 'squaredDistance' | 'adjustedSquaredDistance' | 'similarity'>

export function toPortraitMatch(
  portrait: Portrait,
  distances: Distances,
  pose?: SingleMatch['pose'],
): SingleMatch {
  const { id, label, ...shown } = portrait
  const match = { portraitId: id, ...label, ...distances, ...shown }
  return pose === undefined ? match : { ...match, pose }
}
