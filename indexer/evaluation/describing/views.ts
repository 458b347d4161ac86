import type { Pixels } from '../../../embeddings/pixels/pixels.ts'
import { drawVariation, turnPicture, varyPicture } from './vary-picture.ts'

/** How a picture is shown to a pipeline. */
export type View =
  | { readonly kind: 'as-given' }
  | { readonly kind: 'turned'; readonly degrees: number }
  /** The `number`th variation of it, from 1. */
  | { readonly kind: 'varied'; readonly number: number }

export const AS_GIVEN: View = { kind: 'as-given' }

/** As given, and `variations` more of the same picture. */
export function viewsOf(variations: number): View[] {
  const varied = Array.from(
    { length: variations },
    (_, i): View => ({ kind: 'varied', number: i + 1 }),
  )
  return [AS_GIVEN, ...varied]
}

/** In words that tell one view of a picture from another. */
export function viewName(view: View): string {
  switch (view.kind) {
    case 'as-given':
      return 'as given'
    case 'turned':
      return `turned ${view.degrees}°`
    case 'varied':
      return `variation ${view.number}`
  }
}

/**
 * The picture as the view shows it. `name` seeds the variations: the same file varies alike
 * wherever it lies. `eyeDistancePx` is that of its largest face, undefined when none was found.
 */
export async function showPicture(
  picture: Pixels,
  view: View,
  name: string,
  eyeDistancePx: number | undefined,
): Promise<Pixels> {
  switch (view.kind) {
    case 'as-given':
      return picture
    case 'turned':
      return turnPicture(picture, view.degrees)
    case 'varied':
      return varyPicture(picture, drawVariation(`${name}#${view.number}`), eyeDistancePx)
  }
}
