/**
 * What sitters may wear. Longer than other files because it is a wardrobe: one entry an outfit, all
 * of them someone's best.
 */
import type { Dress, Fabric, Layer, Weave } from '../sculpture/garment.ts'
import type { Headwear } from '../sculpture/headwear.ts'
import type { Random } from './random.ts'

export type Outfit = {
  dress: Dress
  ruff: number
  necklace: 'none' | 'pearls' | 'beads' | 'chain'
  earrings: boolean
  headwear: Headwear
  headcloth: Fabric
  fur: string
}
type Shown = 'woman' | 'man'

const DEEP = [
  '5c1a1a',
  '1f2f4f',
  '23402f',
  '3c2438',
  '4a2f1a',
  '1f1d22',
  '6b3318',
  '15383d',
  '4d3a17',
] as const
const RICH = [
  '8f2a22',
  '2a4a80',
  '2f6b4a',
  '6e3a55',
  'a5622a',
  '23606b',
  '8a6a1f',
  '4a3f6b',
  'a34a3a',
] as const
const PALE = ['d9cdb8', 'c9b7a3', 'b9c2c4', 'd8bfae', 'a9b59a', 'cbb9c9', 'e0d2a8'] as const
const GOLD = ['b8913f', 'a67c2e', 'c6a45a'] as const
const BLACK = ['17151a', '1b1714', '141820'] as const
const WHITE = 'e9e2d3'

const fabric = (
  colour: string,
  sheen: Fabric['sheen'],
  weave: Weave = 'plain',
  second?: string,
  repeat = 5,
): Fabric =>
  second === undefined ? { colour, sheen, weave, repeat } : { colour, sheen, weave, second, repeat }
const linen = fabric(WHITE, 'linen')
const lace = fabric('ece6da', 'linen', 'lace', 'd9d0bf', 3.2)
const shirt = (shape: 'round' | 'v' | 'high' | 'square' | 'boat', depth: number): Layer => ({
  cut: { kind: 'neckline', shape, depth },
  fabric: linen,
  thick: 0.25,
  trim: { width: 0.35, fabric: linen },
})
const collar = (reach: number, cloth: Fabric, scallop = 0, pointed = 1.5, gap = 0.35): Layer => ({
  cut: { kind: 'collar', reach, pointed, gap, scallop },
  fabric: cloth,
  thick: 0.3,
  ...(scallop ? { trim: { width: 2.2, fabric: lace } } : {}),
})

type Tailor = (random: Random, shown: Shown, cloth?: Fabric) => Partial<Outfit> & { dress: Dress }

const any = <T>(random: Random, ...choices: [T, ...T[]]): T => random.pick(choices)
const deep = (r: Random) => r.pick(DEEP)
const rich = (r: Random) => r.pick(RICH)
const gold = (r: Random) => r.pick(GOLD)

const OUTFITS = {
  ruffed: (r, shown) => ({
    dress: {
      foldDepth: 0.5,
      layers: [
        {
          cut: { kind: 'neckline', shape: 'high', depth: 2 },
          fabric: fabric(r.pick(BLACK), 'silk', 'brocade', any(r, '3a3430', '5a4420', '3d2a3a'), 6),
          thick: 0.5,
          buttons: gold(r),
        },
      ],
    },
    ruff: r.between(4.5, 7.5),
    necklace: r.chance(0.4) ? 'chain' : 'none',
    earrings: shown === 'woman',
    headwear: shown === 'woman' && r.chance(0.4) ? 'coif' : 'none',
    headcloth: linen,
  }),
  bandCollar: (r, shown) => ({
    dress: {
      foldDepth: 0.8,
      layers: [
        {
          cut: { kind: 'neckline', shape: 'high', depth: 4 },
          fabric: fabric(any(r, ...BLACK, '2b2420', '26303a'), any(r, 'wool', 'silk'), 'plain'),
          thick: 0.5,
          buttons: '3a332c',
        },
        collar(r.between(8, 11), linen),
      ],
    },
    headwear:
      shown === 'man' ? any(r, 'none', 'none', 'broad-hat', 'beret') : any(r, 'coif', 'none'),
    headcloth: shown === 'man' ? fabric(r.pick(BLACK), 'wool') : linen,
  }),
  laceCollar: (r) => ({
    dress: {
      foldDepth: 0.9,
      layers: [
        {
          cut: { kind: 'neckline', shape: 'high', depth: 4 },
          fabric: fabric(any(r, deep(r), rich(r)), any(r, 'velvet', 'silk')),
          thick: 0.5,
        },
        collar(r.between(9, 12.5), linen, 0.5, 1, 0.25),
      ],
    },
    headwear: any(r, 'none', 'none', 'broad-hat'),
    headcloth: fabric(any(r, '2a211b', '1d1c20'), 'wool'),
    earrings: r.chance(0.5),
  }),
  crossedRobe: (r, shown) => {
    const outer = fabric(
      any(r, deep(r), rich(r), '2a2e38'),
      'silk',
      any(r, 'plain', 'leaves', 'brocade', 'dots'),
      any(r, ...GOLD, ...PALE),
      r.between(3, 5.5),
    )
    const edge = fabric(
      any(r, WHITE, deep(r), gold(r)),
      'silk',
      any(r, 'plain', 'plain', 'brocade'),
      any(r, ...GOLD),
      3,
    )
    const trim = { width: r.between(1.8, 3), fabric: edge }
    return {
      dress: {
        foldDepth: 0.9,
        layers: [
          shirt('v', 5),
          { cut: { kind: 'cross', side: -1 }, fabric: outer, thick: 0.45, trim },
          { cut: { kind: 'cross', side: 1 }, fabric: outer, thick: 0.45, trim },
        ],
      },
      headwear:
        shown === 'man' ? any(r, 'none', 'none', 'round-cap') : any(r, 'none', 'none', 'flowers'),
      headcloth: fabric(r.pick(BLACK), 'silk'),
    }
  },
  caftan: (r, shown) => {
    const trim = {
      width: r.between(1.6, 3),
      fabric: fabric(gold(r), 'gold', 'brocade', deep(r), 2.4),
    }
    return {
      dress: {
        foldDepth: 1,
        layers: [
          {
            cut: { kind: 'neckline', shape: 'high', depth: 5 },
            fabric: fabric(
              any(r, ...PALE, ...RICH),
              'silk',
              any(r, 'stripe', 'leaves', 'plain'),
              any(r, ...GOLD, ...PALE),
              2.4,
            ),
            thick: 0.35,
            buttons: gold(r),
          },
          {
            cut: { kind: 'open', gap: 3.2, widening: 0.22 },
            fabric: fabric(
              any(r, deep(r), rich(r)),
              any(r, 'velvet', 'silk'),
              any(r, 'plain', 'brocade', 'leaves'),
              gold(r),
              5,
            ),
            thick: 0.6,
            trim,
          },
        ],
      },
      headwear:
        shown === 'man'
          ? any(r, 'turban', 'turban', 'round-cap', 'none')
          : any(r, 'veil', 'round-cap', 'headwrap', 'none'),
      headcloth: fabric(
        any(r, ...PALE, ...RICH, WHITE),
        'silk',
        any(r, 'plain', 'plain', 'stripe'),
        gold(r),
        3,
      ),
      necklace: any(r, 'none', 'beads', 'chain'),
      earrings: shown === 'woman',
    }
  },
  squareGown: (r) => ({
    dress: {
      foldDepth: 0.5,
      layers: [
        shirt('square', 4.2),
        {
          cut: { kind: 'neckline', shape: 'square', depth: 6.5 },
          fabric: fabric(
            any(r, deep(r), rich(r)),
            any(r, 'velvet', 'silk'),
            any(r, 'plain', 'brocade'),
            gold(r),
            6,
          ),
          thick: 0.45,
          trim: { width: 1.5, fabric: fabric(gold(r), 'gold', 'brocade', '4a2a1a', 2) },
        },
      ],
    },
    necklace: any(r, 'pearls', 'chain', 'beads'),
    headwear: any(r, 'none', 'none', 'diadem', 'veil', 'coif'),
    headcloth: fabric(any(r, WHITE, ...PALE), 'linen'),
    earrings: r.chance(0.5),
  }),
  silkGown: (r) => ({
    dress: {
      foldDepth: 1.1,
      layers: [
        {
          cut: { kind: 'neckline', shape: 'boat', depth: 3.2 },
          fabric: linen,
          thick: 0.3,
          trim: { width: 1.3, fabric: lace },
        },
        {
          cut: { kind: 'neckline', shape: 'boat', depth: 4.6 },
          fabric: fabric(any(r, ...PALE, ...RICH), 'silk'),
          thick: 0.6,
          trim: { width: 0.7, fabric: fabric(r.pick(PALE), 'silk') },
        },
      ],
    },
    necklace: any(r, 'pearls', 'pearls', 'none'),
    earrings: true,
    headwear: any(r, 'none', 'none', 'none', 'diadem'),
  }),
  chemise: (r, shown) => ({
    dress: {
      foldDepth: 1.2,
      layers: [
        {
          cut: { kind: 'neckline', shape: any(r, 'round', 'v'), depth: r.between(2.5, 5) },
          fabric: fabric(
            any(r, WHITE, ...PALE),
            'linen',
            any(r, 'plain', 'plain', 'stripe', 'dots'),
            any(r, '5a6f8a', 'a5624a'),
            1.6,
          ),
          thick: 0.45,
          trim: { width: 1, fabric: any(r, linen, lace) },
        },
      ],
    },
    headwear:
      shown === 'woman'
        ? any(r, 'none', 'none', 'flowers', 'broad-hat', 'headwrap')
        : any(r, 'none', 'none', 'broad-hat', 'round-cap'),
    headcloth: fabric(any(r, 'c9ab6b', '3a3030', 'd8cbb0'), 'wool'),
    necklace: any(r, 'none', 'beads'),
  }),
  doublet: (r) => ({
    dress: {
      foldDepth: 0.5,
      layers: [
        shirt('high', 0.8),
        {
          cut: { kind: 'neckline', shape: 'high', depth: 2.4 },
          fabric: fabric(
            any(r, deep(r), rich(r)),
            any(r, 'velvet', 'silk'),
            any(r, 'plain', 'brocade', 'stripe'),
            gold(r),
            4.5,
          ),
          thick: 0.5,
          buttons: gold(r),
          trim: { width: 0.6, fabric: fabric(gold(r), 'gold') },
        },
      ],
    },
    headwear: any(r, 'none', 'beret', 'beret', 'round-cap'),
    headcloth: fabric(any(r, ...BLACK, deep(r), '8f2a22'), 'velvet'),
    necklace: any(r, 'none', 'chain'),
  }),
  coatAndCravat: (
    r,
    _shown,
    coat = fabric(any(r, deep(r), rich(r)), any(r, 'wool', 'velvet')),
  ) => ({
    dress: {
      foldDepth: 0.8,
      layers: [
        {
          cut: { kind: 'neckline', shape: 'high', depth: -1.2 },
          fabric: linen,
          thick: 0.7,
          trim: { width: 1.2, fabric: linen },
        },
        {
          cut: { kind: 'open', gap: 1.6, widening: 0.16 },
          fabric: fabric(
            any(r, ...PALE, ...RICH),
            'silk',
            any(r, 'plain', 'stripe', 'dots'),
            gold(r),
            1.6,
          ),
          thick: 0.35,
        },
        {
          cut: { kind: 'open', gap: 3.6, widening: 0.3 },
          fabric: coat,
          thick: 0.7,
          trim: { width: 2.8, fabric: coat },
        },
      ],
    },
    headwear: any(r, 'none', 'none', 'none', 'broad-hat'),
    headcloth: fabric('1d1a1a', 'wool'),
  }),
  dressCoat: (r) => ({
    dress: {
      foldDepth: 0.5,
      layers: [
        {
          cut: { kind: 'neckline', shape: 'high', depth: 0.2 },
          fabric: fabric(any(r, '7d1f1f', '1d2d52', '22402f', '2a2a30', 'd8d0bd'), 'wool'),
          thick: 0.6,
          buttons: gold(r),
          trim: { width: 2.2, fabric: fabric(gold(r), 'gold', 'leaves', '6b1a1a', 2) },
        },
        {
          cut: { kind: 'collar', reach: 8.6, pointed: 0, gap: 0.9, scallop: 0.15 },
          fabric: fabric(gold(r), 'gold', 'stripe', '8a6a2a', 0.7),
          thick: 0.35,
        },
      ],
    },
    headwear: 'none',
  }),
  drapedSilk: (r, shown) => {
    const trim = {
      width: r.between(1.8, 3),
      fabric: fabric(gold(r), 'gold', any(r, 'brocade', 'leaves', 'dots'), rich(r), 2),
    }
    return {
      dress: {
        foldDepth: 1.2,
        layers: [
          {
            cut: { kind: 'neckline', shape: 'round', depth: 4.2 },
            fabric: fabric(any(r, deep(r), rich(r)), 'silk'),
            thick: 0.3,
            trim: { width: 0.8, fabric: fabric(gold(r), 'gold') },
          },
          {
            cut: { kind: 'cross', side: any(r, 1, -1) },
            fabric: fabric(
              any(r, ...RICH, ...PALE),
              'silk',
              any(r, 'plain', 'dots', 'leaves'),
              gold(r),
              3.5,
            ),
            thick: 0.5,
            trim,
          },
        ],
      },
      necklace: any(r, 'beads', 'pearls', 'chain'),
      earrings: true,
      headwear:
        shown === 'woman'
          ? any(r, 'none', 'none', 'veil')
          : any(r, 'none', 'turban', 'turban', 'round-cap'),
      headcloth: fabric(any(r, ...RICH, ...PALE), 'silk', 'plain'),
    }
  },
  shawl: (r, shown) => ({
    dress: {
      foldDepth: 1.2,
      layers: [
        shirt(shown === 'man' ? 'high' : 'round', 3),
        {
          cut: { kind: 'neckline', shape: 'round', depth: 5 },
          fabric: fabric(deep(r), 'wool'),
          thick: 0.3,
        },
        {
          cut: { kind: 'open', gap: 5, widening: 0.3 },
          fabric: fabric(
            any(r, ...RICH, ...PALE),
            'wool',
            any(r, 'leaves', 'check', 'stripe'),
            any(r, gold(r), deep(r)),
            r.between(3, 5),
          ),
          thick: 0.8,
          trim: { width: 2.2, fabric: fabric(rich(r), 'wool', 'stripe', gold(r), 1) },
        },
      ],
    },
    headwear:
      shown === 'woman'
        ? any(r, 'none', 'headwrap', 'veil', 'none')
        : any(r, 'none', 'round-cap', 'broad-hat'),
    headcloth: fabric(any(r, ...RICH, ...PALE), 'wool', any(r, 'plain', 'stripe'), gold(r), 2),
    earrings: shown === 'woman',
  }),
  furGown: (r, shown) => ({
    dress: {
      foldDepth: 0.8,
      layers: [
        shirt('high', 3),
        {
          cut: { kind: 'neckline', shape: 'v', depth: 8 },
          fabric: fabric(
            any(r, deep(r), rich(r)),
            'velvet',
            any(r, 'plain', 'brocade'),
            gold(r),
            6,
          ),
          thick: 0.4,
        },
        {
          cut: { kind: 'open', gap: 4, widening: 0.26 },
          fabric: fabric(any(r, ...BLACK, deep(r)), 'velvet'),
          thick: 0.8,
          trim: { width: 4.2, fabric: fabric(any(r, '6b4a2e', '3f2d20', 'b3a48c'), 'fur') },
        },
      ],
    },
    headwear:
      shown === 'man'
        ? any(r, 'beret', 'beret', 'none', 'fur-hat')
        : any(r, 'none', 'veil', 'fur-hat'),
    headcloth: fabric(any(r, ...BLACK, '8f2a22', deep(r)), 'velvet'),
    necklace: any(r, 'chain', 'none'),
    fur: any(r, '5a4030', '8a7a66', '2f2620'),
  }),
  tunic: (r, shown) => ({
    dress: {
      foldDepth: 1.3,
      layers: [
        {
          cut: { kind: 'neckline', shape: any(r, 'round', 'v'), depth: 2.6 },
          fabric: fabric(any(r, ...PALE, WHITE, 'a5624a', '6b7d62'), 'linen'),
          thick: 0.4,
          trim: {
            width: 1.1,
            fabric: fabric(any(r, rich(r), gold(r)), 'wool', any(r, 'plain', 'dots'), gold(r), 1.2),
          },
        },
        {
          cut: { kind: 'cross', side: any(r, 1, -1) },
          fabric: fabric(any(r, ...RICH, ...PALE, WHITE), 'wool'),
          thick: 0.7,
        },
      ],
    },
    headwear: any(r, 'none', 'none', 'laurel', shown === 'woman' ? 'diadem' : 'none'),
    earrings: shown === 'woman',
    necklace: shown === 'woman' ? any(r, 'pearls', 'beads', 'none') : 'none',
  }),
  printedCloth: (r, shown) => ({
    dress: {
      foldDepth: 1,
      layers: [
        {
          cut: { kind: 'neckline', shape: any(r, 'round', 'square', 'v'), depth: 3.6 },
          fabric: fabric(
            any(r, ...RICH, ...DEEP),
            any(r, 'linen', 'silk'),
            any(r, 'leaves', 'dots', 'brocade', 'check'),
            any(r, ...GOLD, ...PALE, 'd98a3a'),
            r.between(2.2, 4),
          ),
          thick: 0.5,
          trim: {
            width: 1.6,
            fabric: fabric(any(r, ...GOLD, ...RICH), 'silk', 'leaves', any(r, ...PALE), 1.8),
          },
        },
      ],
    },
    headwear:
      shown === 'woman'
        ? any(r, 'headwrap', 'headwrap', 'none')
        : any(r, 'round-cap', 'none', 'turban'),
    headcloth: fabric(
      any(r, ...RICH),
      'silk',
      any(r, 'stripe', 'leaves', 'plain', 'check'),
      any(r, ...GOLD, ...PALE),
      r.between(2, 4),
    ),
    necklace: any(r, 'beads', 'none', 'chain'),
    earrings: shown === 'woman',
  }),
  scholarsGown: (r, shown, gown = fabric(any(r, ...BLACK, deep(r)), any(r, 'wool', 'velvet'))) => ({
    dress: {
      foldDepth: 1.2,
      layers: [
        { cut: { kind: 'neckline', shape: 'high', depth: 0.5 }, fabric: linen, thick: 0.35 },
        {
          cut: { kind: 'open', gap: 1.3, widening: 0.1 },
          fabric: gown,
          thick: 0.8,
          trim: { width: 2.4, fabric: gown },
        },
      ],
    },
    headwear:
      shown === 'man' ? any(r, 'none', 'round-cap', 'beret') : any(r, 'none', 'coif', 'veil'),
    headcloth: fabric(any(r, ...BLACK, '6b1f1f'), 'velvet'),
  }),
  embroidered: (r, shown) => ({
    dress: {
      foldDepth: 0.9,
      layers: [
        {
          cut: { kind: 'neckline', shape: any(r, 'round', 'square'), depth: 3 },
          fabric: fabric(any(r, WHITE, ...PALE, ...DEEP), 'linen'),
          thick: 0.45,
          trim: {
            width: r.between(3, 5),
            fabric: fabric(
              rich(r),
              'silk',
              any(r, 'leaves', 'brocade', 'check'),
              any(r, ...GOLD, ...PALE),
              2.2,
            ),
          },
        },
      ],
    },
    headwear:
      shown === 'woman'
        ? any(r, 'flowers', 'none', 'veil', 'headwrap')
        : any(r, 'none', 'broad-hat', 'fur-hat', 'round-cap'),
    headcloth: fabric(any(r, ...RICH, WHITE), 'linen', any(r, 'plain', 'leaves'), gold(r), 3),
    necklace: shown === 'woman' ? any(r, 'beads', 'chain', 'none') : 'none',
    earrings: shown === 'woman',
    fur: any(r, '5a4030', '2f2620'),
  }),
} as const satisfies Record<string, Tailor>

export type OutfitName = keyof typeof OUTFITS

export function dressSitter(name: OutfitName, shown: Shown, random: Random): Outfit {
  const tailored: Partial<Outfit> & { dress: Dress } = OUTFITS[name](random, shown)
  if (tailored.headwear === 'broad-hat' || tailored.headwear === 'beret') {
    tailored.headcloth = fabric(
      any(random, '231d1a', '1b1a1f', '3a2c22', 'b79a62', '5c1f1c', '2a3340'),
      tailored.headwear === 'beret' ? 'velvet' : 'wool',
    )
  }
  if (tailored.headwear === 'veil') {
    tailored.headcloth = fabric(any(random, WHITE, WHITE, ...PALE, ...DEEP), 'linen')
    if (random.chance(0.65)) {
      const wrap: Layer = {
        cut: { kind: 'neckline', shape: 'high', depth: -3.5 },
        fabric: tailored.headcloth,
        thick: 0.9,
      }
      tailored.dress = { ...tailored.dress, layers: [wrap, ...tailored.dress.layers] }
      tailored.necklace = 'none'
    }
  }
  return {
    ruff: 0,
    necklace: 'none',
    earrings: false,
    headwear: 'none',
    headcloth: linen,
    fur: '5a4030',
    ...tailored,
  }
}
