import {
  type Label,
  labelSchema,
  type Media,
  type Portrait,
  type PortraitMatch,
  type SingleMatch,
} from '../../embeddings/gallery/portrait.ts'
import type { Box } from '../../embeddings/pixels/point.ts'

/** Faces turned far aside show their eyes close together; their heads must not grow for it. */
export const LEAST_EYE_SHARE = 0.16

/** A portrait as it hangs on the kiosk's wall, whether it was matched or chosen. */
export type ShownPortrait = {
  readonly portraitId: string
  readonly workId: string
  readonly label: Label
  readonly picture: Media
  /** The whole work once more, larger; null where there is little more to see. */
  readonly closer: Media | null
  readonly crop: Media
  /**
   * What the crop shows of the picture, in shares of its width and height; null where nobody knows.
   */
  readonly place: Box | null
  /** Centres of the eyes on the crop in pixels, the left one on the picture first. */
  readonly eyes: Portrait['eyes']
  /** How many faces the work has; 1 where nobody knows. */
  readonly facesInWork: number
  /** The same for portraits of one person; null where no curator said so. */
  readonly sitter: string | null
  /** See `similarityOf`; null where nobody's likeness was asked about. */
  readonly similarity: number | null
  /** How near it is in the gallery's likeness space; null where `similarity` is. */
  readonly squaredDistance: number | null
}

export function shownPortrait({ id, label, ...portrait }: Portrait): ShownPortrait {
  return { portraitId: id, label, ...shownOf(portrait), similarity: null, squaredDistance: null }
}

export function shownMatch(match: SingleMatch): ShownPortrait {
  const { portraitId, similarity, adjustedSquaredDistance: squaredDistance } = match
  // A match carries its label among its own fields; the schema picks them out again.
  const label = labelSchema.parse(match)
  return { portraitId, label, ...shownOf(match), similarity, squaredDistance }
}

/** What of a portrait is to be seen, chosen or matched. */
function shownOf(of: Omit<Portrait, 'id' | 'label' | 'quality'>) {
  const { workId, picture, closer = null, crop, place = null, eyes, facesInWork = 1 } = of
  return { workId, picture, closer, crop, place, eyes, facesInWork, sitter: of.sitter ?? null }
}

/** The other portraits of a match's sitter, the most alike first. */
export function othersOfSitter({ sameSitter = [] }: PortraitMatch): ShownPortrait[] {
  return sameSitter.map(shownMatch)
}

/** Whether whoever sat for a portrait sat for others of these too, as a curator confirmed. */
export function hasSitterOf(others: readonly ShownPortrait[], { sitter }: ShownPortrait): boolean {
  return sitter !== null && others.some((other) => other.sitter === sitter)
}

/** The nearest portrait of each work other than `workId`, in the order given. */
export function onePerWork<Hung extends { readonly workId: string }>(
  portraits: readonly Hung[],
  workId: string,
): Hung[] {
  const works = new Set([workId])
  return portraits.filter((portrait) => !works.has(portrait.workId) && works.add(portrait.workId))
}
