import { smoothstep } from './curves.ts'

/**
 * A piece of clothing is an area of the bust: where it is cut, what it is made of. Bust
 * centimetres, see bust.ts.
 */
type Cut =
  | { kind: 'neckline'; shape: 'round' | 'v' | 'square' | 'boat' | 'high'; depth: number }
  /** One side laid over the other, as robes close; 1 = the picture's right side on top. */
  | { kind: 'cross'; side: 1 | -1 }
  /** Open in front: half the gap at the neck and how much it widens a centimetre down. */
  | { kind: 'open'; gap: number; widening: number }
  /** A collar lying on the shoulders. */
  | { kind: 'collar'; reach: number; pointed: number; gap: number; scallop: number }

export type Weave = 'plain' | 'brocade' | 'stripe' | 'check' | 'dots' | 'lace' | 'leaves'
export type Fabric = {
  /** sRGB hex. */
  colour: string
  second?: string
  weave: Weave
  sheen: 'wool' | 'linen' | 'velvet' | 'silk' | 'fur' | 'gold'
  /** Centimetres of one repeat. */
  repeat: number
}
export type Layer = {
  cut: Cut
  fabric: Fabric
  thick: number
  trim?: { width: number; fabric: Fabric }
  buttons?: string
}
export type Dress = { layers: readonly Layer[]; foldDepth: number }

/** Centimetres inside the cut's edge; negative outside. */
function insideCut(cut: Cut, x: number, y: number): number {
  const ax = Math.abs(x)
  switch (cut.kind) {
    case 'neckline': {
      if (cut.shape === 'high') return -12.2 - cut.depth - y
      const half = cut.shape === 'boat' ? 14.5 : cut.shape === 'square' ? 10 : 7.6
      const top = cut.shape === 'boat' ? -20.4 : -17.6
      const t = ax / half
      if (t >= 1) return (top - y + (ax - half) * 0.75) / 1.17
      const form =
        cut.shape === 'v'
          ? 1 - t
          : cut.shape === 'square'
            ? 1 - t ** 7
            : Math.sqrt(Math.max(0, 1 - t * t))
      const edge = top - cut.depth * form
      const slope = cut.shape === 'v' ? cut.depth / half : 0.6
      return (edge - y) / Math.sqrt(1 + slope * slope)
    }
    case 'cross':
      return (cut.side * x + 7 - 13.4 * ((y + 35) / 17.5)) / 1.25
    case 'open':
      return ax - cut.gap - cut.widening * Math.max(0, -17 - y)
    case 'collar': {
      const below = -15.2 - y
      const front = cut.gap * Math.max(0, below - 1.2)
      const distance =
        Math.hypot(Math.max(0, ax - 5) * 0.9, Math.max(0, below)) -
        cut.pointed * Math.exp(-(((ax - 5) / 3) ** 2))
      const edge =
        cut.reach -
        distance +
        (cut.scallop > 0 ? cut.scallop * Math.abs(Math.sin(Math.atan2(below, ax - 2) * 9)) : 0)
      return Math.min(edge, (ax - front) * 0.9, below + 0.6)
    }
  }
}

const found: { layer: Layer | undefined; inside: number } = { layer: undefined, inside: 0 }

/**
 * The topmost layer at a point of the bust, none where skin shows. The answer is overwritten by the
 * next call.
 */
export function layerAt(
  dress: Dress,
  x: number,
  y: number,
): { layer: Layer | undefined; inside: number } {
  for (let i = dress.layers.length - 1; i >= 0; i--) {
    const layer = dress.layers[i] as Layer
    const inside = insideCut(layer.cut, x, y)
    if (inside > 0) {
      found.layer = layer
      found.inside = inside
      return found
    }
  }
  found.layer = undefined
  return found
}

export function garmentThickness(
  dress: Dress,
  x: number,
  y: number,
): { inside: number; thick: number } {
  let thick = 0
  let deepest = 0
  for (const layer of dress.layers) {
    const inside = insideCut(layer.cut, x, y)
    if (inside <= 0) continue
    const rolled = layer.trim
      ? 0.18 * smoothstep(layer.trim.width + 0.25, layer.trim.width - 0.1, inside)
      : 0
    thick += layer.thick * smoothstep(0, 0.45, inside) + rolled * smoothstep(0, 0.3, inside)
    deepest = Math.max(deepest, inside)
  }
  return { inside: deepest, thick }
}
