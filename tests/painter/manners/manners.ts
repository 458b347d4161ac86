/** A table of hands and their studios; long because every manner is spelt out in one place. */
import type { OutfitName } from '../casting/wardrobe.ts'
import type { GroundKind } from '../grounds/grounds.ts'
import { brokenBrush } from './broken-brush.ts'
import { encaustic } from './encaustic.ts'
import { engraving } from './engraving.ts'
import { fresco } from './fresco.ts'
import { gildedPanel } from './gilded-panel.ts'
import { gouache } from './gouache.ts'
import { ivoryMiniature } from './ivory.ts'
import type { MannerName } from './manner-names.ts'
import { grandOil, lamplitOil, smoothPanel } from './oil.ts'
import { pastel } from './pastel.ts'
import type { Picture, Work } from './picture.ts'
import { inkOnSilk } from './silk.ts'
import { woodcut } from './woodcut.ts'

type Choices<T> = readonly [T, ...T[]]

/** A hand, and the studio it likes. */
export type Manner = {
  paint: (work: Work) => Picture
  grounds: Choices<readonly [GroundKind, string]>
  outfits: Choices<OutfitName>
  /** Width over height, from … to. */
  shape: readonly [number, number]
  /** Pixels a centimetre. */
  scale: readonly [number, number]
  /** How far the window stands to the side (0 behind the painter, 1 beside the sitter). */
  sideLight: readonly [number, number]
  /** 0 soft day … 1 one lamp in the dark. */
  drama: number
  warmth: number
}

export const MANNERS: Record<MannerName, Manner> = {
  'lamplit-oil': {
    paint: lamplitOil,
    grounds: [
      ['dark', '33261b'],
      ['umber', '3d2b1c'],
      ['dark', '2a2621'],
      ['umber', '45331f'],
    ],
    outfits: [
      'ruffed',
      'bandCollar',
      'laceCollar',
      'furGown',
      'scholarsGown',
      'caftan',
      'squareGown',
      'printedCloth',
      'crossedRobe',
      'drapedSilk',
      'tunic',
    ],
    shape: [0.76, 0.84],
    scale: [20, 23],
    sideLight: [0.5, 0.75],
    drama: 0.9,
    warmth: 0.9,
  },
  'grand-oil': {
    paint: grandOil,
    grounds: [
      ['sky', '5d7ea0'],
      ['curtain', '7a2320'],
      ['curtain', '2f4a36'],
      ['sky', '5d7ea0'],
      ['umber', '6b5a42'],
      ['grey', '6f6a5e'],
    ],
    outfits: [
      'coatAndCravat',
      'silkGown',
      'dressCoat',
      'shawl',
      'caftan',
      'laceCollar',
      'drapedSilk',
      'printedCloth',
      'crossedRobe',
      'embroidered',
    ],
    shape: [0.78, 0.86],
    scale: [18.6, 21],
    sideLight: [0.35, 0.6],
    drama: 0.45,
    warmth: 0.5,
  },
  'smooth-panel': {
    paint: smoothPanel,
    grounds: [
      ['landscape', ''],
      ['landscape', ''],
      ['mountains', ''],
      ['niche', '8a7d66'],
      ['window', '4a3d2e'],
      ['plain', '2f4436'],
      ['plain', '23395a'],
    ],
    outfits: [
      'squareGown',
      'doublet',
      'furGown',
      'caftan',
      'crossedRobe',
      'chemise',
      'scholarsGown',
      'embroidered',
      'drapedSilk',
      'tunic',
      'printedCloth',
    ],
    shape: [0.68, 0.78],
    scale: [19.5, 22],
    sideLight: [0.3, 0.5],
    drama: 0.4,
    warmth: 0.4,
  },
  'broken-brush': {
    paint: brokenBrush,
    grounds: [
      ['garden', 'e8c4c0'],
      ['garden', 'e6dc9a'],
      ['wall', '8fa0a8'],
      ['landscape', ''],
      ['sky', ''],
      ['wall', 'b39c86'],
    ],
    outfits: [
      'chemise',
      'silkGown',
      'shawl',
      'coatAndCravat',
      'printedCloth',
      'embroidered',
      'crossedRobe',
      'drapedSilk',
      'scholarsGown',
    ],
    shape: [0.8, 0.95],
    scale: [20, 24],
    sideLight: [0.3, 0.55],
    drama: 0.2,
    warmth: 0.2,
  },
  pastel: {
    paint: pastel,
    grounds: [
      ['grey', '8a8f94'],
      ['grey', '8f8170'],
      ['plain', '7d8f9c'],
      ['sky', ''],
      ['plain', '9a8d78'],
    ],
    outfits: [
      'silkGown',
      'coatAndCravat',
      'chemise',
      'shawl',
      'drapedSilk',
      'caftan',
      'scholarsGown',
      'embroidered',
      'crossedRobe',
      'printedCloth',
    ],
    shape: [0.76, 0.86],
    scale: [20, 23],
    sideLight: [0.3, 0.5],
    drama: 0.25,
    warmth: 0.3,
  },
  gouache: {
    paint: gouache,
    grounds: [
      ['plain', '4f7a6a'],
      ['plain', '8a9a6a'],
      ['plain', '39577a'],
      ['plain', 'b08a5a'],
      ['landscape', ''],
      ['wall', '9a5a46'],
    ],
    outfits: [
      'caftan',
      'drapedSilk',
      'crossedRobe',
      'embroidered',
      'printedCloth',
      'tunic',
      'doublet',
      'shawl',
      'scholarsGown',
    ],
    shape: [0.68, 0.8],
    scale: [18.8, 20.5],
    sideLight: [0.2, 0.4],
    drama: 0.15,
    warmth: 0.3,
  },
  woodcut: {
    paint: woodcut,
    grounds: [['plain', '8a7a60']],
    outfits: ['ruffed', 'furGown', 'crossedRobe', 'caftan', 'printedCloth', 'bandCollar', 'tunic'],
    shape: [0.7, 0.8],
    scale: [20.5, 23],
    sideLight: [0.4, 0.55],
    drama: 0.35,
    warmth: 0.3,
  },
  engraving: {
    paint: engraving,
    grounds: [['plain', '8a8378']],
    outfits: [
      'ruffed',
      'laceCollar',
      'bandCollar',
      'coatAndCravat',
      'caftan',
      'furGown',
      'drapedSilk',
      'squareGown',
    ],
    shape: [0.7, 0.78],
    scale: [20.5, 22.5],
    sideLight: [0.4, 0.55],
    drama: 0.35,
    warmth: 0.3,
  },
  fresco: {
    paint: fresco,
    grounds: [
      ['plain', '44607a'],
      ['plain', '8a4a36'],
      ['landscape', ''],
      ['niche', '9a8668'],
      ['plain', '7a7a52'],
    ],
    outfits: [
      'tunic',
      'crossedRobe',
      'doublet',
      'chemise',
      'embroidered',
      'scholarsGown',
      'printedCloth',
      'caftan',
    ],
    shape: [0.8, 0.95],
    scale: [20, 23],
    sideLight: [0.3, 0.45],
    drama: 0.15,
    warmth: 0.4,
  },
  'gilded-panel': {
    paint: gildedPanel,
    grounds: [['plain', 'b8913f']],
    outfits: [
      'tunic',
      'drapedSilk',
      'caftan',
      'crossedRobe',
      'squareGown',
      'embroidered',
      'doublet',
    ],
    shape: [0.7, 0.78],
    scale: [19.5, 21],
    sideLight: [0.25, 0.4],
    drama: 0.3,
    warmth: 0.6,
  },
  ivory: {
    paint: ivoryMiniature,
    grounds: [
      ['sky', ''],
      ['grey', '8d949a'],
      ['plain', '7f95a8'],
      ['grey', 'a08d7a'],
    ],
    outfits: [
      'silkGown',
      'coatAndCravat',
      'dressCoat',
      'chemise',
      'drapedSilk',
      'laceCollar',
      'caftan',
      'shawl',
    ],
    shape: [0.78, 0.82],
    scale: [19, 20.5],
    sideLight: [0.25, 0.45],
    drama: 0.2,
    warmth: 0.3,
  },
  silk: {
    paint: inkOnSilk,
    grounds: [['plain', 'b79b6c']],
    outfits: [
      'crossedRobe',
      'crossedRobe',
      'caftan',
      'embroidered',
      'drapedSilk',
      'printedCloth',
      'scholarsGown',
      'tunic',
    ],
    shape: [0.62, 0.72],
    scale: [18.8, 20.5],
    sideLight: [0.12, 0.3],
    drama: 0.1,
    warmth: 0.3,
  },
  encaustic: {
    paint: encaustic,
    grounds: [
      ['grey', '8f8468'],
      ['umber', '6f6046'],
      ['grey', '7a8078'],
      ['plain', 'a08c62'],
    ],
    outfits: ['tunic', 'tunic', 'chemise', 'drapedSilk', 'embroidered', 'crossedRobe'],
    shape: [0.62, 0.74],
    scale: [21.5, 24],
    sideLight: [0.4, 0.6],
    drama: 0.45,
    warmth: 0.7,
  },
}
