import type { PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import { isNothingNear } from '../../embeddings/likeness/similarity-band.ts'

const NOTHING_NEAR =
  'No close likeness hangs in this gallery: the first match is farther than 99 in 100 first matches here. These are cousins, not twins.'

/** Matches, the most like first, for a terminal: no more is claimed of any than is so. */
export function matchLines(matches: readonly PortraitMatch[]): string[] {
  const lines = matches.flatMap((match, rank) => [
    toLine(match, rank),
    ...(match.sameSitter ?? []).map(
      ({ title, portraitId }) => `    the same sitter: ${title} · ${portraitId}`,
    ),
  ])
  return matches.length > 0 && isNothingNear(matches) ? [NOTHING_NEAR, ...lines] : lines
}

function toLine(match: PortraitMatch, rank: number): string {
  const { title, artist, date, similarity, portraitId } = match
  const label = [artist, title, date].filter((part) => part !== '').join(', ')
  // Rounded down: 99.9 in 100 are not all of them.
  const farther = Math.floor(similarity * 100)
  const near = farther > 0 ? `closer than ${farther}` : 'farther than 99'
  return `${String(rank + 1).padStart(2)}. ${label}\n    ${near} in 100 first matches here · ${portraitId}`
}
