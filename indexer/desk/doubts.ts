import type { QualityShares } from '../../embeddings/face/face-quality.ts'
import type { CataloguedFace } from '../catalogue/descriptions.ts'
import { sharesOf } from '../faces/hanging-rules.ts'

/** What makes a face doubtful, and how much, from 0 to 1. */
export type Doubt = { readonly words: string; readonly weight: number }

/** Faces of two works at this Euclidean distance are hardly ever two pictures. */
export const ALIKE_DISTANCE = 0.42
/** A face is among the ten nearest of ten others on average. */
const HUB_COUNT = 30
const LEAST_DOUBT = 0.15

const WORDS: Readonly<Record<keyof QualityShares, string>> = {
  size: 'small',
  certainty: 'perhaps no face',
  frontality: 'turned away',
  crispness: 'blurred',
  plausibility: 'odd proportions',
  symmetry: 'half hidden',
}

/** A face among the others, as far as they make it doubtful. */
export type Neighbourhood = {
  /** The nearest face of another work. */
  readonly nearest: { readonly title: string; readonly distance: number } | undefined
  /** How many others have it among their ten nearest. */
  readonly hubCount: number
  /** The work whose picture is the same. */
  readonly copyOf: string | undefined
}

/** All doubts about a face, the worst first. */
export function doubtsAbout(face: CataloguedFace, rule: string | undefined, among: Neighbourhood) {
  const shares = sharesOf(face)
  const doubts: Doubt[] = (Object.keys(shares) as (keyof QualityShares)[]).map((name) => ({
    words: WORDS[name],
    weight: 1 - shares[name],
  }))
  const { nearest, hubCount, copyOf } = among
  if (rule !== undefined) doubts.push({ words: `left out by the rules: ${rule}`, weight: 0.9 })
  if (copyOf !== undefined) doubts.push({ words: `the same picture as ${copyOf}`, weight: 0.9 })
  else if (nearest && nearest.distance < ALIKE_DISTANCE) {
    doubts.push({
      words: `nearly the same face as “${nearest.title}”`,
      weight: Math.min(1, 0.5 + (ALIKE_DISTANCE - nearest.distance) * 3),
    })
  }
  if (hubCount > HUB_COUNT) {
    doubts.push({
      words: `near to everybody: among the ten nearest of ${hubCount} others`,
      weight: Math.min(1, hubCount / (3 * HUB_COUNT)),
    })
  }
  return doubts.filter(({ weight }) => weight >= LEAST_DOUBT).sort((a, b) => b.weight - a.weight)
}

/** Several doubts as one, from 0 to 1. */
export function doubtInAll(doubts: readonly Doubt[]): number {
  return 1 - doubts.reduce((sure, { weight }) => sure * (1 - 0.8 * weight), 1)
}
