import { lozengesOf } from './descriptor-pattern.ts'
import { BONE, UMBER, UNLIT } from './eye-colours.ts'

/** How much of its place a lozenge fills: the rest is the seam. */
const FILLED = 0.93
/** Numbers fill their lozenge by tone, or glow in the accent where two faces differ. */
export type PatternColour = 'bone' | { readonly accent: string }

/**
 * Draws 128 shares from 0 to 1 (tones, or differences) into a pattern that covers the canvas. Each
 * lozenge is two facets, one a shade lighter, as woven silk is.
 */
export function drawPattern(
  context: CanvasRenderingContext2D,
  shares: readonly number[],
  colours: PatternColour,
): void {
  const { width, height } = context.canvas
  context.clearRect(0, 0, width, height)
  const { halfWidth, halfHeight, middles } = lozengesOf(width, height)
  const [across, down] = [halfWidth * FILLED, halfHeight * FILLED]
  for (const [at, { x, y }] of middles.entries()) {
    const share = shares[at] as number
    for (const side of [-1, 1]) {
      context.beginPath()
      context.moveTo(x, y - down)
      context.lineTo(x + side * across, y)
      context.lineTo(x, y + down)
      context.closePath()
      const lit = side < 0 ? 1 : 0.82
      for (const [colour, opacity] of layersOf(share, colours)) {
        context.fillStyle = colour
        context.globalAlpha = opacity * (colour === UNLIT ? 1 : lit)
        context.fill()
      }
    }
  }
  context.globalAlpha = 1
}

/** From the ground up. */
function layersOf(
  share: number,
  colours: PatternColour,
): readonly (readonly [colour: string, opacity: number])[] {
  if (colours === 'bone') {
    return [
      [UNLIT, 0.92],
      [UMBER, Math.min(1, 0.06 + 1.1 * share)],
      [BONE, share ** 2.1],
    ]
  }
  return [
    [UNLIT, 0.92],
    [colours.accent, 0.05 + 0.95 * share ** 1.25],
    [BONE, 0.45 * share ** 4],
  ]
}
