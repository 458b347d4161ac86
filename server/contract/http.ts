import { z } from 'zod'
import { DESCRIPTOR_LENGTH } from '../../embeddings/face/descriptor.ts'
import { LANDMARK_COUNT } from '../../embeddings/face/landmarks.ts'
import {
  labelSchema,
  mediaSchema,
  portraitMatchSchema,
  portraitSchema,
} from '../../embeddings/gallery/portrait.ts'
import { PROBLEM_CODES } from './failures.ts'

/**
 * The one file of portraits that answer movements: see `embeddings/movement/pose-pack.ts`, and
 * `posePackPath` for its path.
 */
const posePackInfoSchema = z.object({
  sha256: mediaSchema.shape.digest,
  bytes: z.int().positive(),
  portraits: z.int().positive(),
})

/** The served gallery, as kiosks and operators see it. */
export const galleryInfoSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  spaceId: z.string(),
  works: z.int().nonnegative(),
  portraits: z.int().nonnegative(),
  /** Null when the gallery has none, as older galleries. */
  reel: posePackInfoSchema.nullable().default(null),
  /** Whether it has an atlas: see `GET /api/v1/atlas`. */
  atlas: z.boolean().default(false),
})
export type GalleryInfo = z.output<typeof galleryInfoSchema>

/**
 * `GET /api/v1/health`: 200 when the server answers look-ups; 503 when it has no gallery or is too
 * overloaded to answer.
 */
export const healthSchema = z.object({
  status: z.enum(['ok', 'no-gallery', 'overloaded']),
  version: z.string(),
  uptimeSeconds: z.number().nonnegative(),
  gallery: galleryInfoSchema.nullable(),
  /**
   * Why the server refused a gallery published later than the served one; null when there is none.
   */
  refusedGallery: z.string().nullable(),
  /** The recent waiting time of work for the event loop, and for a thread that reads files. */
  waitMs: z
    .object({ eventLoop: z.int().nonnegative(), threadPool: z.int().nonnegative() })
    .optional(),
})
export type Health = z.output<typeof healthSchema>

/** `GET /api/v1/ready`: 200 only when the server takes look-ups, otherwise a problem. */
export const readinessSchema = z.object({ status: z.literal('ready'), gallery: galleryInfoSchema })
export type Readiness = z.output<typeof readinessSchema>

/** The most portraits that one `spread` may ask for, and the default number. */
export const MAX_SPREAD = 200
export const DEFAULT_SPREAD = 50

/**
 * `GET /api/v1/portraits?spread=N`: N portraits from all over the gallery, or from those that pass
 * a filter. The answer is the same every time.
 */
export const portraitListSchema = z.object({
  gallery: z.string(),
  portraits: z.array(portraitSchema),
})
export type PortraitList = z.output<typeof portraitListSchema>

/** The most values listed for one condition. */
export const MAX_FACET_VALUES = 100

function valuesOf<Value extends z.ZodType>(value: Value) {
  return z.array(z.object({ value, portraits: z.int().positive() })).max(MAX_FACET_VALUES)
}

/**
 * `GET /api/v1/facets`: the values that each condition of a filter may name, with their numbers of
 * portraits, the most frequent first. With a filter, each condition is counted among the portraits
 * that pass all other conditions.
 */
export const facetListSchema = z.object({
  gallery: z.string(),
  /** The number of portraits that pass the whole filter. */
  portraits: z.int().nonnegative(),
  museum: valuesOf(z.string()),
  century: valuesOf(z.int()),
  place: valuesOf(z.string()),
  /** What portraits show, as the curator named it; older servers do not tell it. */
  category: valuesOf(z.string()).default([]),
  /** The number of portraits that hang where visitors can see them. */
  onView: z.int().nonnegative(),
})
export type FacetList = z.output<typeof facetListSchema>

/** `GET /api/v1/works/:id`: a work and all its faces in the gallery, the largest first. */
export const workAnswerSchema = z.object({
  gallery: z.string(),
  work: z.object({
    id: z.string().min(1),
    label: labelSchema,
    picture: mediaSchema,
    closer: portraitSchema.shape.closer,
    portraits: z.array(portraitSchema).min(1),
  }),
})
export type WorkAnswer = z.output<typeof workAnswerSchema>

/** `GET /api/v1/portraits/:id/face`: the computed data of a portrait's face. */
export const faceAnswerSchema = z.object({
  gallery: z.string(),
  portraitId: z.string(),
  crop: mediaSchema,
  /** x and y of the 68 points of the iBUG 300-W mark-up, in pixels of the crop. */
  landmarks: z.array(z.tuple([z.number(), z.number()])).length(LANDMARK_COUNT),
  /** In degrees, as seen on the picture: see `HeadPose`. */
  pose: z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }),
  descriptor: z.array(z.number()).length(DESCRIPTOR_LENGTH),
})
export type FaceAnswer = z.output<typeof faceAnswerSchema>

/** `POST /api/v1/match` and `GET /api/v1/portraits/:id/similar`. */
export const matchListSchema = z.object({
  gallery: z.string(),
  /** See `LookupOutcome`. It is also true when there is no match at all. */
  nothingNear: z.boolean(),
  matches: z.array(portraitMatchSchema),
})
export type MatchList = z.output<typeof matchListSchema>

/**
 * Every error of the HTTP API: RFC 9457's `application/problem+json`, with the failure's name as
 * `code`.
 */
export const problemSchema = z.object({
  /** `urn:pendant:<code>` */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(PROBLEM_CODES),
  retry: z.enum(['never', 'later']),
})
export type Problem = z.output<typeof problemSchema>

/** The path of the served gallery's reel. */
export function posePackPath(sha256: string): string {
  return `/reels/${sha256}.reel`
}

/** The path of a picture in the media store. */
export function mediaPath(digest: string): string {
  return `/media/${digest}.jpg`
}

/** The path of a work's public page. It holds only the work's id. */
export function workPath(workId: string): string {
  return `/w/${encodeURIComponent(workId)}`
}

/** The path of the page that shows the way between two portraits. */
export function linePath(from: string, to: string): string {
  return `/line/${encodeURIComponent(from)}/${encodeURIComponent(to)}`
}
