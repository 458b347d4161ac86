import { z } from 'zod'
import {
  apparitionSchema,
  atlasLayoutSchema,
  atlasQualitySchema,
  atlasRegionSchema,
  WORD_KINDS,
} from '../../embeddings/atlas/atlas-file.ts'
import { portraitSchema } from '../../embeddings/gallery/portrait.ts'

const byteRangeSchema = z.object({
  at: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
})

/** `GET /api/v1/atlas`: the maps of the gallery's portraits, and where their files lie. */
export const atlasAnswerSchema = z.object({
  gallery: z.string(),
  portraits: z.int().positive(),
  /** Null where there are too few portraits to tell. */
  quality: atlasQualitySchema.nullable(),
  layouts: z.array(atlasLayoutSchema).min(1),
  regions: z.array(atlasRegionSchema),
  apparitions: z.array(apparitionSchema),
  /** One file, read by ranges of bytes: see `embeddings/atlas/atlas-file.ts` for its parts. */
  file: z.object({
    path: z.string(),
    bytes: z.int().positive(),
    points: byteRangeSchema,
    years: byteRangeSchema,
    slots: byteRangeSchema,
    /** By level, the coarse one first. */
    sheets: z.array(z.array(byteRangeSchema)),
  }),
})
export type AtlasAnswer = z.output<typeof atlasAnswerSchema>

/** Portraits that one request may ask for by their positions. */
export const MAX_POSITIONS = 200

const placedPortraitSchema = z.object({
  position: z.int().nonnegative(),
  portrait: portraitSchema,
})

/** `GET /api/v1/atlas/portraits`: portraits by their positions on the maps, or by their ids. */
export const atlasPortraitsSchema = z.object({
  gallery: z.string(),
  portraits: z.array(placedPortraitSchema),
})
export type AtlasPortraits = z.output<typeof atlasPortraitsSchema>

/** Letters of a question for words, and words of an answer. */
export const MAX_QUESTION = 200
export const MAX_WORDS = 200
export const DEFAULT_WORDS = 60

/** `GET /api/v1/labels`: words that works can be found by. */
export const labelListSchema = z.object({
  gallery: z.string(),
  words: z
    .array(
      z.object({
        kind: z.enum(WORD_KINDS),
        word: z.string(),
        portraits: z.int().positive(),
        /** Who says so: the label, a curator, or a detector that looked at the picture. */
        origin: z.enum(['label', 'curator', 'detector']),
        /** Of a detector: how sure it was, where least and where most, 0 to 1. */
        scores: z.object({ least: z.number(), most: z.number() }).optional(),
      }),
    )
    .max(MAX_WORDS),
  /** With a question: the positions of all portraits that have every word of it, ascending. */
  positions: z.array(z.int().nonnegative()).optional(),
})
export type LabelList = z.output<typeof labelListSchema>

/** `GET /api/v1/paths`: the way from one portrait to another, in which each resembles the next. */
export const pathAnswerSchema = z.object({
  gallery: z.string(),
  /** The two ends and the portraits between them. */
  portraits: z.array(placedPortraitSchema).min(1),
  /** From each to the next: one fewer. Euclidean, in the gallery's likeness space. */
  distances: z.array(z.number().nonnegative()),
  /** Their sum. */
  length: z.number().nonnegative(),
})
export type PathAnswer = z.output<typeof pathAnswerSchema>

/** The path of the served gallery's atlas. */
export function atlasPath(sha256: string): string {
  return `/atlases/${sha256}.atlas`
}
