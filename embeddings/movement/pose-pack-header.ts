import { z } from 'zod'
import { SPACE_ID } from '../face/descriptor.ts'
import { type Label, labelSchema } from '../gallery/portrait.ts'
import { decodeUtf8 } from '../gallery/utf8.ts'
import { POSE_VECTOR_LENGTH } from './pose-vector.ts'

/** More portraits than a browser would want to hold. */
const MAX_PORTRAITS = 20_000
const MAX_THUMBNAIL_SIDE_PX = 2_048

const pointSchema = z.object({ x: z.number(), y: z.number() })

/**
 * All thumbnails of a pose pack are of one size and show the eyes in the same two places; in
 * pixels.
 */
const thumbnailShapeSchema = z
  .object({
    width: z.int().positive().max(MAX_THUMBNAIL_SIDE_PX),
    height: z.int().positive().max(MAX_THUMBNAIL_SIDE_PX),
    /** The left one first. */
    eyes: z.tuple([pointSchema, pointSchema]).readonly(),
  })
  .refine(
    ({ width, height, eyes: [left, right] }) =>
      0 <= left.x &&
      left.x < right.x &&
      right.x <= width &&
      left.y === right.y &&
      0 <= left.y &&
      left.y <= height,
    'must show both eyes, upright',
  )
export type ThumbnailShape = z.output<typeof thumbnailShapeSchema>

const SHORT_TEXTS = ['title', 'artist', 'date', 'requiredStatement'] as const
const shortTexts = { title: true, artist: true, date: true, requiredStatement: true } as const

/**
 * As much of a label as goes with a portrait that is gone in a moment; `requiredStatement` is owed
 * even then.
 */
const posePackLabelSchema = labelSchema.pick(shortTexts).extend({
  translations: z.record(
    z.string(),
    labelSchema.shape.translations.unwrap().valueType.pick(shortTexts),
  ),
})
export type PosePackLabel = z.output<typeof posePackLabelSchema>

const posePackHeaderSchema = z.object({
  /** Of the places: see SPACE_ID. */
  spaceId: z.string(),
  tile: thumbnailShapeSchema,
  /** See `UsualPose`. */
  usual: z.object({
    mean: z.array(z.number()).length(POSE_VECTOR_LENGTH),
    spread: z.array(z.number().positive()).length(POSE_VECTOR_LENGTH),
  }),
  portraits: z
    .array(
      z.object({
        portraitId: z.string().min(1),
        workId: z.string().min(1),
        label: posePackLabelSchema,
        luminance: z.number().min(0).max(1),
        /** Of its thumbnail. Thumbnails lie end to end, in this order. */
        jpegBytes: z.int().positive(),
      }),
    )
    .min(1)
    .max(MAX_PORTRAITS),
})
/** What a pose pack says of itself and of its portraits, but for their numbers. */
export type PosePackHeader = z.output<typeof posePackHeaderSchema>

/** The bytes of a header as a header this program can use, or what is wrong with it. */
export function parsePosePackHeader(
  bytes: Uint8Array,
): { header: PosePackHeader } | { problem: string } {
  let json: unknown
  try {
    json = JSON.parse(decodeUtf8(bytes))
  } catch {
    return { problem: "The pose pack's header is not JSON." }
  }
  const parsed = posePackHeaderSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return {
      problem: `The pose pack's header is damaged (${issue?.path.join('.')}: ${issue?.message}).`,
    }
  }
  const { data: header } = parsed
  if (header.spaceId !== SPACE_ID) {
    return { problem: `The pose pack's places belong to the space "${header.spaceId}".` }
  }
  const ids = new Set(header.portraits.map(({ portraitId }) => portraitId))
  if (ids.size < header.portraits.length) return { problem: 'The pose pack has a portrait twice.' }
  return { header }
}

/** What a pose pack says of a work. */
export function posePackLabel({
  title,
  artist,
  date,
  requiredStatement,
  translations,
}: Label): PosePackLabel {
  const kept = Object.entries(translations).flatMap(([tag, texts]) => {
    const said = SHORT_TEXTS.flatMap((name) => (texts[name] ? [[name, texts[name]] as const] : []))
    return said.length > 0 ? [[tag, Object.fromEntries(said)] as const] : []
  })
  return { title, artist, date, requiredStatement, translations: Object.fromEntries(kept) }
}
