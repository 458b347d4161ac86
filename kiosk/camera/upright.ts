import type { CameraSettings } from '../../server/contract/kiosk-settings.ts'

/** How a camera hangs: see docs/settings.md. */
export type CameraGeometry = Pick<CameraSettings, 'rotate' | 'crop'>

/** A size in pixels. */
type Size = { readonly width: number; readonly height: number }
/** A canvas transform as `setTransform` takes it. */
type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** Where a camera's picture has to be laid, at its own size, to be seen upright and cut. */
export type UprightCut = Size & { readonly transform: Transform }

/**
 * The cut of a camera's picture of this size; null where there is nothing to be turned or cut.
 * Sizes are whole pixels of the camera's own: nothing is enlarged or made smaller.
 */
export function uprightCut(
  { rotate, crop }: CameraGeometry,
  { width, height }: Size,
): UprightCut | null {
  const isWhole = crop.left <= 0 && crop.top <= 0 && crop.width >= 1 && crop.height >= 1
  if (rotate === 0 && isWhole) return null
  const isAside = rotate === 90 || rotate === 270
  const upright = isAside ? { width: height, height: width } : { width, height }
  const left = Math.round(crop.left * upright.width)
  const top = Math.round(crop.top * upright.height)
  return {
    width: Math.max(1, Math.round(crop.width * upright.width)),
    height: Math.max(1, Math.round(crop.height * upright.height)),
    transform: turned(rotate, { width, height }, left, top),
  }
}

/**
 * Turns clockwise about the picture's corner, back into sight, and then past the cut's own corner.
 */
function turned(
  rotate: CameraGeometry['rotate'],
  { width, height }: Size,
  left: number,
  top: number,
): Transform {
  switch (rotate) {
    case 0:
      return [1, 0, 0, 1, -left, -top]
    case 90:
      return [0, 1, -1, 0, height - left, -top]
    case 180:
      return [-1, 0, 0, -1, width - left, height - top]
    case 270:
      return [0, -1, 1, 0, -left, width - top]
    default:
      return rotate satisfies never
  }
}
