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

/** What portraits answer movements from, one file: see `embeddings/movement/reel.ts`, and `reelPath` for where it is. */
const reelInfoSchema = z.object({
  sha256: mediaSchema.shape.digest,
  bytes: z.int().positive(),
  portraits: z.int().positive(),
})

/** The gallery that answers, as kiosks and operators see it. */
export const galleryInfoSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  spaceId: z.string(),
  works: z.int().nonnegative(),
  portraits: z.int().nonnegative(),
  /** Null where the gallery has none, as older ones. */
  reel: reelInfoSchema.nullable().default(null),
})
export type GalleryInfo = z.output<typeof galleryInfoSchema>

/**
 * `GET /api/v1/health`: 200 when look-ups are answered, 503 when there is no gallery to answer from,
 * or when the server does not get round to answering.
 */
export const healthSchema = z.object({
  status: z.enum(['ok', 'no-gallery', 'overloaded']),
  version: z.string(),
  uptimeSeconds: z.number().nonnegative(),
  gallery: galleryInfoSchema.nullable(),
  /** Why a gallery published later than the one served was refused; null when there is none such. */
  refusedGallery: z.string().nullable(),
  /** How long work has had to wait of late for the event loop and for a thread that reads files. */
  waitMs: z
    .object({ eventLoop: z.int().nonnegative(), threadPool: z.int().nonnegative() })
    .optional(),
})
export type Health = z.output<typeof healthSchema>

/** `GET /api/v1/ready`: answered only when the server may be sent look-ups; a problem otherwise. */
export const readinessSchema = z.object({ status: z.literal('ready'), gallery: galleryInfoSchema })
export type Readiness = z.output<typeof readinessSchema>

/** The most portraits that one `spread` may ask for, and how many there are when it asks for none. */
export const MAX_SPREAD = 200
export const DEFAULT_SPREAD = 50

/**
 * `GET /api/v1/portraits?spread=N`: N portraits from all over the gallery, or of those that pass a
 * filter; the same ones every time.
 */
export const portraitListSchema = z.object({
  gallery: z.string(),
  portraits: z.array(portraitSchema),
})
export type PortraitList = z.output<typeof portraitListSchema>

/** The most values that are told of one condition. */
export const MAX_FACET_VALUES = 100

function valuesOf<Value extends z.ZodType>(value: Value) {
  return z.array(z.object({ value, portraits: z.int().positive() })).max(MAX_FACET_VALUES)
}

/**
 * `GET /api/v1/facets`: what the conditions of a filter may name, by their names, each with how many
 * portraits there are of it, most first. Where it is asked with a filter, each condition is counted
 * among what passes all the others.
 */
export const facetListSchema = z.object({
  gallery: z.string(),
  /** How many portraits pass the whole filter. */
  portraits: z.int().nonnegative(),
  museum: valuesOf(z.string()),
  century: valuesOf(z.int()),
  place: valuesOf(z.string()),
  /** How many hang where visitors can see them. */
  onView: z.int().nonnegative(),
})
export type FacetList = z.output<typeof facetListSchema>

/** `GET /api/v1/works/:id`: a work with all of its faces that hang in the gallery, largest first. */
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

/** `GET /api/v1/portraits/:id/face`: what was computed of a portrait's face. */
export const faceAnswerSchema = z.object({
  gallery: z.string(),
  portraitId: z.string(),
  crop: mediaSchema,
  /** x and y of the 68 points of the iBUG 300-W mark-up, on the crop, in its pixels. */
  landmarks: z.array(z.tuple([z.number(), z.number()])).length(LANDMARK_COUNT),
  /** In degrees, as seen on the picture: see `HeadPose`. */
  pose: z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }),
  descriptor: z.array(z.number()).length(DESCRIPTOR_LENGTH),
})
export type FaceAnswer = z.output<typeof faceAnswerSchema>

/** `POST /api/v1/match` and `GET /api/v1/portraits/:id/similar`. */
export const matchListSchema = z.object({
  gallery: z.string(),
  /** See `LookupOutcome`; true also where there is no match at all. */
  nothingNear: z.boolean(),
  matches: z.array(portraitMatchSchema),
})
export type MatchList = z.output<typeof matchListSchema>

/** Every error of the HTTP API: RFC 9457's `application/problem+json`, with the failure's name as `code`. */
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

/** Where the reel of the gallery that is served lies. */
export function reelPath(sha256: string): string {
  return `/reels/${sha256}.reel`
}

/** Where a picture of the media store is served. */
export function mediaPath(digest: string): string {
  return `/media/${digest}.jpg`
}

/** The public page of a work. Its address holds nothing but the work's id. */
export function workPath(workId: string): string {
  return `/w/${encodeURIComponent(workId)}`
}
