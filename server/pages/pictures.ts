import type { Media, Portrait } from '../../embeddings/gallery/portrait.ts'
import { midpoint, type Point } from '../../embeddings/pixels/point.ts'
import { mediaPath } from '../contract/http.ts'
import { type Html, html } from './html.ts'

/**
 * Pictures are placed by SVG's own coordinates: pages have no script, and their content security
 * policy allows no style in the markup.
 */

/** Where the style makes an SVG lower than wide enough, its picture stays in the upper left corner. */
const STAY = html`preserveAspectRatio="xMinYMin"`

/** How much of a painting a window shows around the eyes, in distances between the eyes. */
export type PictureWindow = {
  readonly toEachSide: number
  readonly above: number
  readonly below: number
}

/** A face shown alone is at most so wide, and so many times its own pixels: larger, it is a blur. */
const WIDEST_PX = 900
const MOST_ENLARGED = 3.5

/** Faces turned far aside show their eyes close together; their heads must not grow for it. */
const LEAST_EYE_SHARE = 0.16

/**
 * A face as painted: in windows of one shape all eyes are at one place and equally far apart, so
 * that a row of them has one eye line. Where the painting ends within the window, so does the
 * picture. `description` is undefined where words beside the picture say what it shows.
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

/** The whole work, lit where the face is; all of it, where the gallery does not say where that is. */
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
