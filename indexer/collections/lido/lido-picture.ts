import type { SourcePicture } from '../collection.ts'
import type { FileFinder } from '../find-file.ts'
import { isWebAddress } from '../web-address.ts'
import { elementsAt, lineOf, textAt, type XmlElement } from './xml-element.ts'

/** What a LIDO record's resources come to. */
export type LidoPicture =
  | {
      readonly picture: SourcePicture
      /** The set of resources that the picture is of, with its rights. */
      readonly resourceSet: XmlElement
    }
  /** `there` where the record does name a picture, so that its work is not gone. */
  | { readonly problem: string; readonly there: boolean }

/** A representation of a resource. */
type Representation = {
  readonly link: string
  readonly kind: 'full' | 'other' | 'preview' | 'service'
  /** Width times height; 0 where it is not said. */
  readonly pixels: number
}

/**
 * The picture of a record: the first of its resources that is a picture, in its best
 * representation. Files are looked for from the folder of the XML, and in it only: a record is
 * somebody else's text.
 */
export async function lidoPicture(record: XmlElement, find: FileFinder): Promise<LidoPicture> {
  const sets = elementsAt(record, 'administrativeMetadata/resourceWrap/resourceSet')
    .filter(isImage)
    .sort((a, b) => orderOf(a) - orderOf(b))
  let problem: LidoPicture = { problem: 'it names no picture', there: false }
  for (const resourceSet of sets) {
    const links = representationsOf(resourceSet)
    const found = await bestOf(links, find)
    if ('picture' in found) return { ...found, resourceSet }
    if (!problem.there) problem = found
  }
  return problem
}

async function bestOf(
  representations: readonly Representation[],
  find: FileFinder,
): Promise<
  { readonly picture: SourcePicture } | { readonly problem: string; readonly there: boolean }
> {
  const addresses = representations.filter(({ link }) => isWebAddress(link))
  let problem = { problem: 'it names no picture', there: false }
  for (const { link, kind } of representations) {
    if (isWebAddress(link)) {
      if (kind === 'service') {
        const otherwise = addresses.find((each) => each.kind !== 'service')?.link
        return { picture: { service: serviceOf(link), ...(otherwise && { otherwise }) } }
      }
      const urls = addresses.filter((each) => each.kind !== 'service').map((each) => each.link)
      return { picture: { urls: [link, ...urls.filter((each) => each !== link)] } }
    }
    if (/^[a-z]+:/i.test(link)) {
      const why = `its picture ${link} is neither an http address nor a file in the folder of the XML`
      problem = { problem: why, there: false }
      continue
    }
    const found = await find(link)
    if (!('problem' in found)) return { picture: { file: found.file } }
    problem = { problem: found.problem, there: found.isMissing }
  }
  return problem
}

/** Best first: a service, which has every size; full images by their size; previews last. */
function representationsOf(resourceSet: XmlElement): Representation[] {
  const rank = { service: 0, full: 1, other: 2, preview: 3 }
  return elementsAt(resourceSet, 'resourceRepresentation')
    .filter((each) => !/manifest/i.test(each.attributes.get('type') ?? ''))
    .flatMap((each) =>
      elementsAt(each, 'linkResource')
        .filter((link) => isPictureFormat(link.attributes.get('formatResource') ?? ''))
        .map((link) => ({
          link: lineOf(link),
          kind: kindOf(each, lineOf(link)),
          pixels: pixelsOf(each),
        })),
    )
    .filter(({ link }) => link !== '')
    .sort((a, b) => rank[a.kind] - rank[b.kind] || b.pixels - a.pixels)
}

/**
 * By the LIDO terminology (lido00464 provided image, lido00451 preview), the names of its first
 * version (image_full, image_thumb) or plain words.
 */
function kindOf(representation: XmlElement, link: string): Representation['kind'] {
  const type = representation.attributes.get('type') ?? ''
  if (/iiif/i.test(type) || /\/info\.json$/.test(link)) return 'service'
  if (/lido00451|thumb|preview/i.test(type)) return 'preview'
  return /lido00464|full|master|large|original|provided/i.test(type) ? 'full' : 'other'
}

/** The service of https://museum.org/iiif/1/info.json or of a request for the picture. */
function serviceOf(link: string): string {
  return link.replace(/\/(info\.json|full\/[^/]+\/0\/default\.\w+)?$/, '')
}

function pixelsOf(representation: XmlElement): number {
  const sizes = new Map<string, number>()
  for (const set of elementsAt(representation, 'resourceMeasurementsSet')) {
    if (!/^(pixels?|px)?$/i.test(textAt(set, 'measurementUnit'))) continue
    const value = Number(textAt(set, 'measurementValue'))
    for (const type of elementsAt(set, 'measurementType')) {
      const said = `${lineOf(type)} ${textAt(type, 'term')}`.toLowerCase()
      if (/width|breite/.test(said)) sizes.set('width', value)
      if (/height|höhe/.test(said)) sizes.set('height', value)
    }
  }
  const pixels = (sizes.get('width') ?? 0) * (sizes.get('height') ?? 0)
  return Number.isFinite(pixels) ? pixels : 0
}

/** `jpg` and `image/jpeg`, or nothing said; not `audio/mpeg`, `text/html` or `application/pdf`. */
function isPictureFormat(format: string): boolean {
  return !/^(audio|video|text|model)\/|pdf|html|xml/i.test(format)
}

function isImage(resourceSet: XmlElement): boolean {
  const types = elementsAt(resourceSet, 'resourceType/term').map(lineOf)
  return !types.some((type) => /^(audio|sound|video|film|text|3d)\b/i.test(type))
}

/** LIDO 1.1 numbers resources; those without a number stay behind, in their order. */
function orderOf({ attributes }: XmlElement): number {
  const order = Number.parseInt(attributes.get('sortorder') ?? '', 10)
  return Number.isNaN(order) ? Number.MAX_SAFE_INTEGER : order
}
