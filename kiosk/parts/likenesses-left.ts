import type { PortraitMatch } from '../../embeddings/gallery/portrait.ts'

/** A portrait that a visitor resembles, as one page leaves it for the next. */
export type LeftLikeness = { readonly portraitId: string; readonly squaredDistance: number }

const NAME = 'pendant.likenesses'
/** So many place a visitor among the portraits; more say little. */
const NEAREST = 8

/** What of matches is left: the nearest, and how near. */
export function nearestOf(matches: readonly PortraitMatch[]): LeftLikeness[] {
  return matches.slice(0, NEAREST).map(({ portraitId, adjustedSquaredDistance }) => {
    return { portraitId, squaredDistance: adjustedSquaredDistance }
  })
}

/** Leaves likenesses in the memory of this tab, for the page that is opened now. */
export function leaveLikenesses(left: readonly LeftLikeness[]): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(left))
  } catch {
    // A browser that keeps nothing: the next page opens without them.
  }
}

/** What was left, if it is whole; afterwards it is forgotten. */
export function takeLikenesses(): LeftLikeness[] {
  try {
    const text = sessionStorage.getItem(NAME)
    sessionStorage.removeItem(NAME)
    const left: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(left) ? left.filter(isLikeness).slice(0, NEAREST) : []
  } catch {
    // Kept nothing, or something that is none of ours.
    return []
  }
}

function isLikeness(value: unknown): value is LeftLikeness {
  const { portraitId, squaredDistance } = (value ?? {}) as Partial<LeftLikeness>
  return typeof portraitId === 'string' && Number.isFinite(squaredDistance)
}
