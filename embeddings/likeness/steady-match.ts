/** As much of a match as steadiness needs: which portrait, and what the gallery ranks it by. */
export type RankedMatch = {
  readonly portraitId: string
  /** Less is more like, and never below 0. */
  readonly adjustedSquaredDistance: number
  /** Further portraits of its sitter, none of them nearer. */
  readonly sameSitter?: readonly RankedMatch[] | undefined
}

/** Chooses which match of each answer to show, so that near-equals do not take turns. */
export interface SteadyMatch<Match extends RankedMatch> {
  /** Takes in the next answer, the most like first; `atMs` by any clock that does not go back. */
  choose(matches: readonly [Match, ...Match[]], atMs: number): SteadyChoice<Match>
  /** Somebody else stands there, or another gallery answers: begins afresh. */
  forget(): void
}

type SteadyChoice<Match> = {
  /** As the last answer that held it gave it. */
  readonly match: Match
  /** Whether it has been decided on: from now on it goes only for one that is clearly nearer. */
  readonly isSettled: boolean
}

/**
 * Since the first answer. While it looks, the nearest of each answer is shown, and the portraits
 * answer the visitor; then the last of these holds until there are frames enough to decide by.
 * Averages over 1 s of visits begun at ten different frames of a clip had the same nearest portrait
 * in 7 to 9 of 10, over 2.3 s in 8 to 10; and no visitor is to wait for a settled match beyond 3 s.
 */
const LOOKS_FOR_MS = 900
const DECIDES_AFTER_MS = 2_300
/**
 * By how much of the shown portrait's own measure another must be nearer to take its place once
 * that is settled, and for how long: some 0.07 where first matches lie at 1.2, which is more than
 * an average of seconds still wanders, and less than lies between a first and a tenth match.
 */
export const STEADY_MARGIN = 0.06
export const CHALLENGE_LASTS_MS = 800
/** Between answers farther apart than this, the visitor looked at something else. */
const PAUSE_MS = 600

/**
 * Steadiness in three spells: look, hold, decide. What the first frames happen to favour is let go
 * of at the decision, which a margin from the start would not do.
 */
export function createSteadyMatch<Match extends RankedMatch>(): SteadyMatch<Match> {
  let shown: Match | null = null
  let isSettled = false
  let begunAtMs = 0
  let challengedAtMs: number | null = null
  let answeredAtMs = 0

  /** Whether the shown portrait makes way. One that is not in the answer is farther than all. */
  const makesWay = (held: Match | undefined, nearest: Match, atMs: number): boolean => {
    if (!isSettled) {
      isSettled = atMs - begunAtMs >= DECIDES_AFTER_MS
      return isSettled || atMs - begunAtMs <= LOOKS_FOR_MS
    }
    const isBeaten =
      held === undefined ||
      nearest.adjustedSquaredDistance < held.adjustedSquaredDistance * (1 - STEADY_MARGIN)
    const isFresh = challengedAtMs === null || atMs - answeredAtMs > PAUSE_MS
    challengedAtMs = isBeaten ? (isFresh ? atMs : challengedAtMs) : null
    answeredAtMs = atMs
    return challengedAtMs !== null && atMs - challengedAtMs >= CHALLENGE_LASTS_MS
  }

  return {
    choose(matches, atMs) {
      const [nearest] = matches
      if (shown === null) begunAtMs = atMs
      const { portraitId } = shown ?? nearest
      const held = matchOf(portraitId, matches)
      if (makesWay(held, nearest, atMs)) {
        shown = nearest
        challengedAtMs = null
      } else {
        shown = held ?? shown ?? nearest
      }
      return { match: shown, isSettled }
    },

    forget() {
      shown = null
      isSettled = false
      challengedAtMs = null
    },
  }
}

/** The match that shows a portrait. A nearer portrait of its sitter, if any, comes under it. */
function matchOf<Match extends RankedMatch>(
  portraitId: string,
  matches: readonly Match[],
): Match | undefined {
  for (const match of matches) {
    if (match.portraitId === portraitId) return match
    const { sameSitter = [], ...nearer } = match
    const held = sameSitter.find((other) => other.portraitId === portraitId)
    if (held === undefined) continue
    // The others of a match are whole matches, but for others of their own.
    const others = [nearer, ...sameSitter.filter((one) => one !== held)]
    return { ...held, sameSitter: others } as unknown as Match
  }
  return undefined
}
