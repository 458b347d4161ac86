import type { Box } from '../../embeddings/pixels/point.ts'

/** A box as the inline geometry of an element; set through CSSOM, as the page's CSP demands. */
export function boxStyle(box: Box): Record<string, string> {
  return {
    left: `${box.x}px`,
    top: `${box.y}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
  }
}
