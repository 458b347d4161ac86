/** As much of a match as steadiness needs. */
export type RankedMatch = { readonly portraitId: string; readonly squaredDistance: number }

/**
 * By how much of the shown portrait's squared distance another must be nearer to take its place.
 * The averaged probe of a person who keeps still wanders by less.
 */
export const STEADY_MARGIN = 0.06

/**
 * The match to show, out of an answer with the nearest first. The portrait that is shown stays
 * until another is clearly nearer to the same probe, so near-equals do not take turns. A shown
 * portrait that is not in the answer is farther than all that are, and goes.
 */
export function steadyMatch<Match extends RankedMatch>(
  shownPortraitId: string | null,
  matches: readonly [Match, ...Match[]],
  margin: number = STEADY_MARGIN,
): Match {
  const [nearest] = matches
  const shown = matches.find((match) => match.portraitId === shownPortraitId)
  if (shown === undefined) return nearest
  return nearest.squaredDistance < shown.squaredDistance * (1 - margin) ? nearest : shown
}
