/** Draws a visitor's face on its way to becoming a portrait. */
export interface MorphRenderer {
  readonly kind: 'webgl' | 'canvas' | 'cross-fade'
  /** Covers the place. Whoever opened the renderer puts it on the page. */
  readonly surface: HTMLCanvasElement
  /** Draws what there is to be seen at `t`, from 0 (the visitor) to 1 (the portrait). */
  draw(t: number): void
  /** Wipes everything that holds a pixel of the visitor; it draws no more. */
  close(): void
}
