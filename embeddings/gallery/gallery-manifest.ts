import { z } from 'zod'
import { SPACE_ID } from '../face/descriptor.ts'
import { PROJECTED_LENGTH } from '../likeness/likeness-space.ts'
import { calibrationSchema } from '../likeness/similarity.ts'

export const GALLERY_FORMAT = 'pendant-gallery/2'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** What a published gallery says of itself. It is read and checked before any other file. */
const galleryManifestSchema = z.object({
  format: z.literal(GALLERY_FORMAT),
  id: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z-]*$/),
  createdAt: z.iso.datetime(),
  spaceId: z.string(),
  /** SHA-256 of every file of weights that made the descriptors. */
  models: z.record(z.string(), sha256Schema),
  works: z.int().nonnegative(),
  /** `portraits.db`: one row a portrait, by position. */
  portraits: z.object({ count: z.int().nonnegative(), sha256: sha256Schema }),
  /** `likeness.f32`: how probes and portraits are compared, see `LikenessSpace`. */
  likeness: z.object({ sha256: sha256Schema }),
  /** `portraits.hnsw`: the portraits' places in the likeness space. */
  index: z.object({
    kind: z.literal('hnsw'),
    metric: z.literal('squared-l2'),
    dimension: z.literal(PROJECTED_LENGTH),
    M: z.int().positive(),
    efConstruction: z.int().positive(),
    /** Candidates to weigh in a search: hnswlib forgets it on saving. */
    ef: z.int().positive(),
    /** Share of the exact ten nearest that the index finds at this `ef`. */
    recallAt10: z.number().min(0).max(1),
    sha256: sha256Schema,
  }),
  calibration: calibrationSchema,
  /**
   * `movement.reel`: from which movements are answered, see `PosePack`. Older galleries have none.
   */
  reel: z
    .object({ sha256: sha256Schema, bytes: z.int().positive(), portraits: z.int().positive() })
    .optional(),
  /** `portraits.atlas`: see `encodeAtlas`. Older galleries have none, nor those built without. */
  atlas: z
    .object({
      sha256: sha256Schema,
      bytes: z.int().positive(),
      portraits: z.int().positive(),
      /** Portraits that lie where they lay in the gallery before. */
      kept: z.int().nonnegative(),
      /** See `layoutQuality`; none where there are too few portraits to tell. */
      quality: z
        .object({
          k: z.int().positive(),
          trustworthiness: z.number().min(0).max(1),
          continuity: z.number().min(0).max(1),
        })
        .optional(),
    })
    .optional(),
})
export type GalleryManifest = z.output<typeof galleryManifestSchema>

/** Parses a manifest, or says why it cannot be served, in words for an operator. */
export function parseGalleryManifest(
  text: string,
): { manifest: GalleryManifest } | { problem: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { problem: `its manifest is not JSON (${(error as Error).message})` }
  }
  const format = (json as { format?: unknown } | null)?.format
  if (format !== GALLERY_FORMAT) {
    return {
      problem: `its format is ${JSON.stringify(format)}; this version reads "${GALLERY_FORMAT}"`,
    }
  }
  const parsed = galleryManifestSchema.safeParse(json)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    return { problem: `its manifest is damaged (${issues.join('; ')})` }
  }
  if (parsed.data.spaceId !== SPACE_ID) {
    return {
      problem: `its descriptors belong to the space "${parsed.data.spaceId}", this version describes faces in "${SPACE_ID}"; index the collection again`,
    }
  }
  return { manifest: parsed.data }
}
