import { z } from 'zod'
import { plainText } from '../plain-text.ts'
import { strictestRights } from '../strictest-rights.ts'
import { readLanguageMap } from './language-map.ts'
import { anythingSchema, asArray, field, resourceAddress } from './loose-json.ts'

/**
 * Presentation API 3.0, as far as it is read: https://iiif.io/api/presentation/3.0/. Lenient in
 * what is described, since one wrong field is no reason to do without a work; strict in what is
 * built on.
 */

const textSchema = anythingSchema.transform(readLanguageMap)

const pairSchema = z.object({ label: textSchema, value: textSchema })
/** What stands under a name of the museum's own choosing, such as "Artist". */
export type MetadataPair = z.output<typeof pairSchema>

const pairsSchema = anythingSchema.transform((pairs) =>
  asArray(pairs).flatMap((pair) => {
    const read = pairSchema.safeParse(pair)
    return read.success ? [read.data] : []
  }),
)

/** What may be said of anything: of a manifest, of one of its canvases, of the image on it. */
const describedSchema = z.object({
  label: textSchema,
  metadata: pairsSchema,
  requiredStatement: pairSchema.optional().catch(undefined),
  summary: textSchema,
  rights: anythingSchema.transform(statedRights),
})
export type Described = z.output<typeof describedSchema>

const homepageSchema = anythingSchema.transform((pages) =>
  asArray(pages).flatMap((page) => {
    const address = resourceAddress(page)
    return address === undefined ? [] : [{ address, languages: asArray(field(page, 'language')) }]
  }),
)

export const manifestSchema = describedSchema.extend({
  provider: anythingSchema.transform((agents) =>
    readLanguageMap(field(asArray(agents)[0], 'label')),
  ),
  homepage: homepageSchema,
  navDate: z.string().catch(''),
  items: z.array(z.unknown()),
})
/** A manifest, its canvases not yet read. */
export type Manifest = z.output<typeof manifestSchema>

export const canvasSchema = describedSchema.extend({
  /** Empty when it has none. */
  id: z.string().trim().catch(''),
  /** Annotation pages. */
  items: z.array(z.unknown()).catch([]),
})
export type Canvas = z.output<typeof canvasSchema>

/** What is painted on a canvas: an image, a choice of images, a part of one, or no image. */
export const bodySchema = describedSchema.extend({
  id: z.string().catch(''),
  type: z.string().catch(''),
  format: z.string().catch(''),
  service: anythingSchema,
  /** The bodies of a Choice, the default first. */
  items: z.array(z.unknown()).catch([]),
  /** What a SpecificResource shows a part of. */
  source: anythingSchema,
  selector: anythingSchema,
})
export type Body = z.output<typeof bodySchema>

/**
 * What `rights` or `license` says: an address, verbatim, of which version 2 may give several; in
 * the words of those who do without one. Empty when it says nothing.
 */
export function statedRights(value: unknown): string {
  return strictestRights(
    asArray(value).map(
      (each) => resourceAddress(each) ?? plainText(typeof each === 'string' ? each : ''),
    ),
  )
}
