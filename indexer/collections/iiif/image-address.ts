import { type DocumentReader, readJson } from '../../downloads/document-reader.ts'
import { withoutSlash } from '../web-address.ts'
import { type ImageInfo, imageInfoSchema } from './image-info.ts'

/**
 * Enough for a head to hang large and to look at the work closely, and no burden for the museum.
 */
export const WANTED_LONG_SIDE_PX = 2400

const IMAGE_INFO_REQUEST = {
  accept:
    'application/ld+json;profile="http://iiif.io/api/image/3/context.json", application/ld+json, application/json',
}

/**
 * The address of a whole picture as a JPEG, with a long side of about what is wanted: not larger
 * than the picture itself, nor than its server allows.
 * https://iiif.io/api/image/3.0/#4-image-requests
 *
 * A server that makes no sizes (level 0) is asked for the smallest it lists that is large enough,
 * else the largest; those it lists are files, so that their names have to be exact: `w,` in version
 * 2, `w,h` in version 3. All others are asked for `w,`, which every version and level understands.
 */
export function imageAddress(
  info: ImageInfo,
  service: string,
  wantedLongSidePx: number = WANTED_LONG_SIDE_PX,
): string {
  const listed = info.makesSizes ? undefined : listedSize(info, wantedLongSidePx)
  if (listed) return addressFor(info, service, listed.exact)
  const widthPx = info.makesSizes ? widthToAskFor(info, wantedLongSidePx) : info.width
  return addressFor(info, service, widthPx < info.width ? `${widthPx},` : fullSize(info))
}

/**
 * Where the picture of an image service is to be had, the best address first: asks the service what
 * it can do, and has `otherwise` as a last resort.
 */
export async function resolveImageService(
  documents: DocumentReader,
  picture: { readonly service: string; readonly otherwise?: string },
): Promise<readonly [string, ...string[]] | { readonly problem: string }> {
  const { service, otherwise } = picture
  const outcome = await readJson(
    documents,
    `${withoutSlash(service)}/info.json`,
    imageInfoSchema,
    IMAGE_INFO_REQUEST,
  )
  const spare = otherwise === undefined ? [] : [otherwise]
  if (outcome.status !== 'read') {
    return nonEmpty(spare) ?? { problem: `its image service cannot be used: ${outcome.problem}` }
  }
  const info = outcome.value
  if (!info.makesSizes && info.sizes.length === 0 && info.hasTiles) {
    const problem = `its image service ${service} has nothing but tiles (level 0), which are not put together`
    return nonEmpty(spare) ?? { problem }
  }
  // The pictures lie beside the description, after redirects, or where it was asked for.
  const bases = new Set([baseOf(outcome.url), withoutSlash(service)])
  const [best = '', ...others] = new Set([
    ...[...bases].flatMap((base) => addressesFrom(info, base)),
    ...spare,
  ])
  return [best, ...others]
}

/** The address wanted, and those to ask for where a server refuses it: other sizes, all of it. */
function addressesFrom(info: ImageInfo, base: string): string[] {
  const wanted = imageAddress(info, base)
  const listed = listedSize(info, WANTED_LONG_SIDE_PX)
  // Some static servers of version 2 name their files as version 3 does.
  const sizes = listed === undefined ? [] : info.makesSizes ? [listed.exact] : [listed.both]
  const whole = info.makesSizes ? [addressFor(info, base, fullSize(info))] : []
  return [wanted, ...sizes.map((size) => addressFor(info, base, size)), ...whole]
}

function baseOf(description: string): string {
  const { origin, pathname } = new URL(description)
  return withoutSlash(origin + pathname.replace(/\/info\.json$/i, ''))
}

/** The width to ask for: the server works out the height. */
function widthToAskFor(info: ImageInfo, wantedLongSidePx: number): number {
  const { width, height, maxWidth, maxHeight, maxArea } = info
  const scale = Math.min(
    1,
    wantedLongSidePx / Math.max(width, height),
    maxWidth / width,
    maxHeight / height,
    Math.sqrt(maxArea / (width * height)),
  )
  // A hair above, lest 2400/9000 of 9000 be 2399.
  let widthPx = Math.max(1, Math.floor(width * scale + 1e-6))
  // The server rounds the height, which of a long and narrow picture is much of its area.
  while (widthPx > 1 && widthPx * Math.round((height * widthPx) / width) > maxArea) widthPx -= 1
  return widthPx
}

function listedSize(
  { version, width, height, sizes }: ImageInfo,
  wantedLongSidePx: number,
): { exact: string; both: string } | undefined {
  const longSide = (size: { width: number; height: number }) => Math.max(size.width, size.height)
  const ascending = sizes
    .filter((size) => size.width <= width && size.height <= height)
    .sort((one, other) => longSide(one) - longSide(other))
  const size = ascending.find((each) => longSide(each) >= wantedLongSidePx) ?? ascending.at(-1)
  if (!size) return undefined
  const both = `${size.width},${size.height}`
  return { exact: version === 3 ? both : `${size.width},`, both }
}

function fullSize({ version }: ImageInfo): string {
  return version === 3 ? 'max' : 'full'
}

function addressFor({ version }: ImageInfo, service: string, size: string): string {
  const quality = version === 1 ? 'native' : 'default'
  return `${withoutSlash(service)}/full/${size}/0/${quality}.jpg`
}

function nonEmpty<T>(values: readonly T[]): readonly [T, ...T[]] | undefined {
  const [first, ...others] = values
  return first === undefined ? undefined : [first, ...others]
}
