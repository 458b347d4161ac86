/**
 * The light that draws over pictures, whatever the museum's ink: paint is dark or bright as it is.
 */
export const BONE = '#f6efe0'
/** Between light and dark, as undyed wool is. */
export const UMBER = 'rgb(122 109 84)'
/** The unlit ground of what is drawn. */
export const UNLIT = 'rgb(20 19 15)'

/** The one colour that the room has of its painting, as an element sees it: see `useAccent`. */
export function accentAt(element: Element): string {
  return getComputedStyle(element).getPropertyValue('--accent').trim() || BONE
}
