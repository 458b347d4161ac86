import type { Media, Portrait } from '../../embeddings/gallery/portrait.ts'
import { midpoint, type Point } from '../../embeddings/pixels/point.ts'
import { mediaPath } from '../contract/http.ts'
import { type Html, html } from './html.ts'

/**
 * Pictures take their places by SVG coordinates: pages have no script, and their content security
 * policy allows no style in the markup.
 */

/**
 * Keeps the picture in the upper left corner when the style makes the SVG wider than the picture.
 */
const STAY = html`preserveAspectRatio="xMinYMin"`

/** The part of a painting around the eyes that is shown, in distances between the eyes. */
export type PictureWindow = {
  readonly toEachSide: number
  readonly above: number
  readonly below: number
}

/** Limits for a face shown alone: its width, and its enlargement. A larger face would be a blur. */
const WIDEST_PX = 900
const MOST_ENLARGED = 3.5

/**
 * Least eye distance for the scale. Faces turned far aside have close eyes, which would make their
 * heads too large.
 */
const LEAST_EYE_SHARE = 0.16

/**
 * A face as painted. In windows of one shape all eyes are at the same place and equally far apart,
 * so a row of them shares one eye line. Where the painting ends within the window, the picture ends
 * too. `description` is undefined when words beside the picture describe it.
 */
export function facePicture(
  { crop, eyes }: { readonly crop: Media; readonly eyes: readonly [Point, Point] },
  { toEachSide, above, below }: PictureWindow,
  description?: string,
): Html {
  const [left, right] = eyes
  const apart = Math.hypot(right.x - left.x, right.y - left.y)
  const unit = Math.max(apart, crop.width * LEAST_EYE_SHARE)
  const between = midpoint(left, right)
  const across = 2 * toEachSide * unit
  const down = (above + below) * unit
  const scale = Math.min(MOST_ENLARGED, WIDEST_PX / across)
  const seen = [between.x - toEachSide * unit, between.y - above * unit, across, down]
  const what =
    description === undefined
      ? html`aria-hidden="true"`
      : html`role="img" aria-label="${description}"`
  return html`<svg class="face" ${STAY} viewBox="${seen.map(toTenths).join(' ')}" width="${Math.round(across * scale)}" height="${Math.round(down * scale)}" ${what}><image href="${mediaPath(crop.digest)}" width="${crop.width}" height="${crop.height}"/></svg>`
}

/** The whole work, in its own proportions. */
export function wholePicture({ digest, width, height }: Media, description: string): Html {
  return html`<img class="whole" src="${mediaPath(digest)}" width="${width}" height="${height}" alt="${description}">`
}

/** The whole work with light on the face, or evenly lit if the face's place is unknown. */
export function litPicture({ picture, place }: Portrait, description: string): Html {
  if (!place) return wholePicture(picture, description)
  const { width, height } = picture
  const [x, y, across, down] = [
    place.x * width,
    place.y * height,
    place.width * width,
    place.height * height,
  ].map(toTenths)
  return html`<svg class="whole" ${STAY} viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${description}"><image href="${mediaPath(picture.digest)}" width="${width}" height="${height}"/><path class="unlit" fill-opacity="0.5" fill-rule="evenodd" d="M0 0h${width}v${height}h-${width}zM${x} ${y}h${across}v${down}h-${across}z"/></svg>`
}

function toTenths(pixels: number | undefined): number {
  return Math.round((pixels ?? 0) * 10) / 10
}
