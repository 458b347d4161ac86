import type { SourcePicture } from '../collection.ts'
import { httpAddress } from '../web-address.ts'
import { WANTED_LONG_SIDE_PX } from './image-address.ts'
import { imageServiceOf, type NamedImageService } from './image-service.ts'
import { asArray, field } from './loose-json.ts'
import { type Body, bodySchema, type Canvas, type Described } from './presentation-3.ts'

/** The image on a canvas, and what is said of the image itself. */
export type Painting = { readonly picture: SourcePicture; readonly image: Described }
type Problem = { readonly problem: string }

/** A choice of details of an image is as deep as it gets. */
const MAX_BODIES_WITHIN_BODIES = 3

/** The first image painted on a canvas, or why there is none. */
export function paintingOn(canvas: Canvas): Painting | Problem {
  let problem: Problem | undefined
  for (const page of canvas.items) {
    const annotations = field(page, 'items')
    if (annotations === undefined) {
      problem ??= { problem: 'its image annotations are kept in another document' }
    }
    for (const annotation of asArray(annotations)) {
      if (!isPainting(field(annotation, 'motivation'))) continue
      const painting = depicted(asArray(field(annotation, 'body'))[0], 0)
      if ('picture' in painting) return painting
      problem ??= painting
    }
  }
  return problem ?? { problem: 'it shows no image' }
}

/** Everything that stands among a canvas's own annotations paints it, unless it says otherwise. */
function isPainting(motivation: unknown): boolean {
  const motivations = asArray(motivation)
  return motivations.length === 0 || motivations.includes('painting')
}

function depicted(value: unknown, depth: number): Painting | Problem {
  const read = bodySchema.safeParse(value)
  if (!read.success || depth === MAX_BODIES_WITHIN_BODIES) {
    return { problem: 'what it shows cannot be made out' }
  }
  const body = read.data
  if (body.type === 'Choice' || body.type === 'oa:Choice') return depicted(body.items[0], depth + 1)
  if (body.type === 'SpecificResource') return part(body, depth)
  const service = imageServiceOf(body.service)
  const address = httpAddress(body.id)
  if (!isImage(body, service)) {
    return {
      problem: `it shows something of type ${body.type.slice(0, 40) || 'unknown'}, no image`,
    }
  }
  if (service) {
    const otherwise =
      address !== undefined && address !== service.base ? { otherwise: address } : {}
    return { picture: { service: service.base, ...otherwise }, image: body }
  }
  if (address !== undefined) return { picture: { urls: [address] }, image: body }
  return { problem: 'its image has no http address' }
}

function isImage({ type, format }: Body, service: NamedImageService | undefined): boolean {
  if (/^(dctypes:)?Image$/i.test(type)) return true
  return type === '' && (format.startsWith('image/') || service !== undefined)
}

/**
 * A part of an image, cut out by its image service. A selector of pixels says how large the part
 * is, so that it can be asked for without the service's own description.
 */
function part(body: Body, depth: number): Painting | Problem {
  const whole = depicted(body.source, depth + 1)
  const [selector, ...others] = asArray(body.selector)
  if ('problem' in whole || selector === undefined) return whole
  const region = regionOf(selector)
  if (others.length > 0 || region === undefined) {
    return { problem: 'it shows a part of an image in a way that is not read' }
  }
  if (region === 'full') return whole
  const pixels = /^(\d+),(\d+),(\d+),(\d+)$/.exec(region)?.slice(1).map(Number)
  const [, , width = 0, height = 0] = pixels ?? []
  const service = imageServiceOf(field(body.source, 'service'))
  if (width === 0 || height === 0 || !service) {
    return { problem: 'it shows a part of an image that cannot be asked for by its pixels' }
  }
  const scale = Math.min(1, WANTED_LONG_SIDE_PX / Math.max(width, height))
  const wide = Math.max(1, Math.round(width * scale))
  const address = `${service.base}/${region}/${wide},/0/${service.quality}.jpg`
  return { picture: { urls: [address] }, image: whole.image }
}

/**
 * The region of an image as its service takes it, of the two selectors that name one:
 * `ImageApiSelector` (and an image that is turned besides is not read), and `FragmentSelector` with
 * a media fragment. https://iiif.io/api/annex/openannotation/
 */
function regionOf(selector: unknown): string | undefined {
  const type = field(selector, 'type')
  if (type === 'FragmentSelector') return unprefixed(field(selector, 'value'))
  if (type !== 'ImageApiSelector' && type !== 'iiif:ImageApiSelector') return undefined
  if (!['0', 0, undefined].some((none) => field(selector, 'rotation') === none)) return undefined
  return unprefixed(field(selector, 'region') ?? 'full')
}

function unprefixed(region: unknown): string | undefined {
  return typeof region === 'string' ? region.replace(/^xywh=(?:pixel:)?/, '') : undefined
}
