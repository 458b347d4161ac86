/** How near a first match is by its gallery's own calibration. */
export type SimilarityBand =
  | 'rare'
  | 'nine-in-ten'
  | 'three-in-four'
  | 'half'
  | 'ordinary'
  | 'distant'
  | 'nothing-near'

/**
 * From which similarity on (see `similarityOf`: the share of this gallery's first matches that are
 * farther) each word is true, the nearest first. Everything said of a match, to visitors and to
 * programs, comes from this table.
 */
const BANDS: readonly (readonly [fromSimilarity: number, nearness: SimilarityBand])[] = [
  // Nearer than 99 of 100 first matches here, than nine of ten, three of four, half of them.
  [0.99, 'rare'],
  [0.9, 'nine-in-ten'],
  [0.75, 'three-in-four'],
  [0.5, 'half'],
  // One of the farther half, but not of the farthest tenth.
  [0.1, 'ordinary'],
  // Farther than nine of ten.
  [0.01, 'distant'],
]

/**
 * The word for a similarity, 0 to 1; never a nearer one for less. Below the whole table a first
 * match is farther than 99 of 100 first matches here: that is no likeness, and nobody should be
 * told so.
 */
export function similarityBandOf(similarity: number): SimilarityBand {
  return BANDS.find(([from]) => similarity >= from)?.[1] ?? 'nothing-near'
}

/** Whether an answer, the most like first, holds no close likeness: its first match is not near. */
export function isNothingNear(matches: readonly { readonly similarity: number }[]): boolean {
  const [first] = matches
  return first === undefined || similarityBandOf(first.similarity) === 'nothing-near'
}
