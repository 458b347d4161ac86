import { upgrade } from '@iiif/parser/upgrader'
import { z } from 'zod'
import { isLanguageTag } from './language-map.ts'
import {
  anythingSchema,
  asArray,
  field,
  type JsonObject,
  resourceAddress,
  textField,
} from './loose-json.ts'
import { statedRights } from './presentation-3.ts'

/**
 * Presentation API 2.0 and 2.1 made 3.0: https://iiif.io/api/presentation/2.1/. The upgrading is
 * done by @iiif/parser, which takes the shape of a document on trust; so nothing but what is used
 * later, in its proper shape, is given to it, a canvas at a time. What it loses is put back:
 * licences (2.2.10 drops every one of them), links to pages, parts of images. It may still throw at
 * some text in a stranger's document; who calls it names the document then.
 */

const CONTEXT = 'http://iiif.io/api/presentation/2/context.json'

/** A text as the parser takes it. */
type Text = { readonly '@value': string; readonly '@language'?: string }

const textSchema = anythingSchema.transform((value) => asArray(value).flatMap(textOf))

/** A text, `@value` with one or several of them, or a map by language as version 3 has it. */
function textOf(value: unknown): Text[] {
  if (typeof value !== 'object') return textsIn(undefined, value)
  const said = field(value, '@value')
  if (said !== undefined) return textsIn(field(value, '@language'), said)
  return Object.entries(value ?? {}).flatMap(([language, texts]) =>
    isLanguageTag(language) || language === 'none' ? textsIn(language, texts) : [],
  )
}

function textsIn(language: unknown, texts: unknown): Text[] {
  const tag = isLanguageTag(language) ? { '@language': language } : {}
  return asArray(texts).flatMap((text) =>
    typeof text === 'string' || typeof text === 'number'
      ? [{ '@value': String(text), ...tag }]
      : [],
  )
}

const licenceSchema = anythingSchema.transform(statedRights)

const describedShape = {
  label: textSchema,
  metadata: anythingSchema.transform((pairs) =>
    asArray(pairs).map((pair) => ({
      label: asArray(field(pair, 'label')).flatMap(textOf),
      value: asArray(field(pair, 'value')).flatMap(textOf),
    })),
  ),
  description: textSchema.transform((texts) => (texts.length > 0 ? texts : undefined)),
  attribution: textSchema.transform((texts) => (texts.length > 0 ? texts : undefined)),
  license: licenceSchema,
}

/** A manifest of version 2, its canvases not yet read. */
export const manifest2Schema = z.object({
  ...describedShape,
  navDate: z.string().optional().catch(undefined),
  related: anythingSchema.transform(pagesOf),
  sequences: z.array(
    z.object({ canvases: z.array(z.unknown()).catch([]) }).catch({ canvases: [] }),
  ),
})

const nameSchema = z.string().optional().catch(undefined)
const namesSchema = anythingSchema.transform((value) =>
  asArray(value).filter((name) => typeof name === 'string'),
)

const serviceSchema = anythingSchema.transform((services) =>
  asArray(services).flatMap((service) => {
    const read = imageServiceSchema.safeParse(
      typeof service === 'string' ? { '@id': service } : service,
    )
    return read.success ? [read.data] : []
  }),
)

const imageServiceSchema = z.object({
  '@context': namesSchema,
  '@id': nameSchema,
  id: nameSchema,
  '@type': nameSchema,
  type: nameSchema,
  profile: namesSchema,
})

const imageShape = {
  '@id': z.string().catch(''),
  '@type': namesSchema.transform(([type]) => type ?? 'dctypes:Image'),
  format: nameSchema,
  service: serviceSchema,
  ...describedShape,
}
const imageSchema = z.object(imageShape)

/** An image, a choice of images (`default`, `item`), or a part of one (`full`, `selector`). */
const resourceSchema = z.object({
  ...imageShape,
  default: imageSchema.optional().catch(undefined),
  item: anythingSchema.transform((items) =>
    asArray(items).flatMap((item) => {
      const read = imageSchema.safeParse(item)
      return read.success ? [read.data] : []
    }),
  ),
  full: imageSchema.optional().catch(undefined),
  selector: anythingSchema,
})
type Resource = z.output<typeof resourceSchema>

const canvasSchema = z.object({
  ...describedShape,
  '@id': z.string().catch(''),
  images: anythingSchema.transform(asArray),
})

/** Makes a manifest of version 2 one of version 3. For its canvases see `upgradeCanvas`. */
export function upgradeManifest(manifest: z.output<typeof manifest2Schema>): JsonObject {
  const { sequences, related, license, ...described } = manifest
  return {
    ...upgraded('sc:Manifest', { ...described, sequences: [] }),
    rights: license,
    homepage: related,
    items: sequences.flatMap(({ canvases }) => canvases),
  }
}

/** A canvas of version 2 as one of version 3; undefined when it is none. */
export function upgradeCanvas(canvas: unknown): JsonObject | undefined {
  const read = canvasSchema.safeParse(canvas)
  if (!read.success) return undefined
  const { images, license, '@id': id, ...described } = read.data
  const annotations = images.map((image) => {
    const [resource] = asArray(field(image, 'resource'))
    const body = resourceSchema.safeParse(
      typeof resource === 'string' ? { '@id': resource } : resource,
    )
    return { motivation: 'painting', body: body.success ? upgradeResource(body.data) : undefined }
  })
  return {
    ...upgraded('sc:Canvas', described),
    id,
    rights: license,
    items: [{ type: 'AnnotationPage', items: annotations }],
  }
}

function upgradeResource({ default: first, item, full, selector, ...image }: Resource): JsonObject {
  if (image['@type'] === 'oa:Choice') {
    return { type: 'Choice', items: [...(first ? [first] : []), ...item].map(upgradeImage) }
  }
  if (image['@type'] !== 'oa:SpecificResource' || !full) return upgradeImage(image)
  return {
    type: 'SpecificResource',
    source: upgradeImage(full),
    selector: {
      type: textField(selector, '@type').replace(/^(?:iiif|oa):/, ''),
      value: field(selector, 'value'),
      region: field(selector, 'region'),
      rotation: field(selector, 'rotation'),
    },
  }
}

function upgradeImage({ license, ...resource }: z.output<typeof imageSchema>): JsonObject {
  const annotation = upgraded('oa:Annotation', { on: 'urn:canvas', resource })
  return { ...(annotation.body as JsonObject), id: resource['@id'], rights: license }
}

/** Ids are put back by those who call this: the parser would make up those that are missing. */
function upgraded(type: string, resource: JsonObject): JsonObject {
  const named = { ...resource, '@context': CONTEXT, '@type': type, '@id': 'urn:upgraded' }
  return upgrade(named) as unknown as JsonObject
}

/** Pages about the work: HTML first, then those of unknown format. */
function pagesOf(related: unknown): { id: string; language: unknown }[] {
  const pages = asArray(related).flatMap((page) => {
    const id = resourceAddress(page)
    const format = textField(page, 'format')
    return id === undefined ? [] : [{ id, format, language: field(page, 'language') }]
  })
  const ofFormat = (format: string) => pages.filter((page) => page.format === format)
  return [...ofFormat('text/html'), ...ofFormat('')]
}
