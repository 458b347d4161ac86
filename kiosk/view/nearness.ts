/** How near a match is, as it is put into words. */
export type Nearness = 'rare' | 'nine-in-ten' | 'three-in-four' | 'half' | 'ordinary' | 'cousin'

/** The words for a similarity (0 to 1, see `similarityOf`). Each claims no more than is so. */
export function nearnessOf(similarity: number): Nearness {
  if (similarity >= 0.99) return 'rare'
  if (similarity >= 0.9) return 'nine-in-ten'
  if (similarity >= 0.75) return 'three-in-four'
  if (similarity >= 0.5) return 'half'
  return similarity >= 0.1 ? 'ordinary' : 'cousin'
}
