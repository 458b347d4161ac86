import { z } from 'zod'
import { asArray, field } from './loose-json.ts'

/** What an image service can do, of version 1.0 to 3.0; sizes in pixels. */
export type ImageInfo = {
  readonly version: 1 | 2 | 3
  readonly width: number
  readonly height: number
  /** Whether it makes pictures of any width (level 1 and 2), or has only some (level 0). */
  readonly makesSizes: boolean
  /** The sizes it has of the whole picture. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
  readonly hasTiles: boolean
  /** Limits of what it sends; infinite where it has none. */
  readonly maxWidth: number
  readonly maxHeight: number
  readonly maxArea: number
}

/** Some servers write numbers as strings. */
const pixelsSchema = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.int().positive())
const limitSchema = pixelsSchema.optional().catch(undefined)
const sizeSchema = z.object({ width: pixelsSchema, height: pixelsSchema })
const limitsSchema = z
  .object({ maxWidth: limitSchema, maxHeight: limitSchema, maxArea: limitSchema })
  .catch({ maxWidth: undefined, maxHeight: undefined, maxArea: undefined })

/** Reads `info.json`: https://iiif.io/api/image/3.0/#5-image-information, /2.1/, /1.1/, and 1.0. */
export const imageInfoSchema = z
  .looseObject({ width: pixelsSchema, height: pixelsSchema })
  .transform((info): ImageInfo => {
    const profiles = asArray(info.profile)
    const names = [...asArray(info['@context']), ...asArray(info.type), ...profiles].filter(
      (name) => typeof name === 'string',
    )
    const version = versionOf(names, info)
    // Version 2 has limits and features in an object of the profile, version 3 in the document.
    const additions = profiles.find((profile) => typeof profile === 'object') ?? info
    const limits = limitsSchema.parse(version === 3 ? info : additions)
    const features = [...asArray(field(additions, 'supports')), ...asArray(info.extraFeatures)]
    const isLevel0 = names.some((name) => /level0(\.json)?$/.test(name))
    const maxWidth = limits.maxWidth ?? Number.POSITIVE_INFINITY
    return {
      version,
      width: info.width,
      height: info.height,
      makesSizes: !isLevel0 || features.includes('sizeByW'),
      sizes: asArray(info.sizes).flatMap((size) => {
        const read = sizeSchema.safeParse(size)
        return read.success ? [read.data] : []
      }),
      hasTiles: asArray(info.tiles).length > 0,
      maxWidth,
      // Where only one is given it is that of either side.
      maxHeight: limits.maxHeight ?? maxWidth,
      maxArea: limits.maxArea ?? Number.POSITIVE_INFINITY,
    }
  })

function versionOf(names: readonly string[], info: Readonly<Record<string, unknown>>): 1 | 2 | 3 {
  const named = (words: RegExp): boolean => names.some((name) => words.test(name))
  if (named(/\/api\/image\/3\b|^ImageService3$|^level[012]$/)) return 3
  if (named(/\/api\/image\/2\b|^ImageService2$/)) return 2
  // Version 1.0 has no context, and `identifier` in place of an address.
  if (named(/\/image-api\/|\/api\/image\/1\b|^ImageService1$/)) return 1
  return info.identifier === undefined ? 2 : 1
}
