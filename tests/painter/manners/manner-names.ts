/** The hands the collection is painted in. */
export const MANNER_NAMES = [
  'lamplit-oil',
  'grand-oil',
  'smooth-panel',
  'broken-brush',
  'pastel',
  'gouache',
  'woodcut',
  'engraving',
  'fresco',
  'gilded-panel',
  'ivory',
  'silk',
  'encaustic',
] as const

export type MannerName = (typeof MANNER_NAMES)[number]
