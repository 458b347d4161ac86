import {
  type Label,
  labelSchema,
  type Media,
  type Portrait,
  type PortraitMatch,
} from '../../embeddings/portrait.ts'

/** A portrait as it hangs on the kiosk's wall, whether it was matched or chosen. */
export type HungPortrait = {
  readonly portraitId: string
  readonly workId: string
  readonly label: Label
  readonly picture: Media
  readonly crop: Media
  /** Centres of the eyes on the crop in pixels, the left one on the picture first. */
  readonly eyes: Portrait['eyes']
  /** See `similarityOf`; null where nobody's likeness was asked about. */
  readonly similarity: number | null
}

export function hangPortrait(portrait: Portrait): HungPortrait {
  const { id, workId, label, picture, crop, eyes } = portrait
  return { portraitId: id, workId, label, picture, crop, eyes, similarity: null }
}

export function hangMatch(match: PortraitMatch): HungPortrait {
  const { portraitId, workId, picture, crop, eyes, similarity } = match
  // A match carries its label among its own fields; the schema picks them out again.
  const label = labelSchema.parse(match)
  return { portraitId, workId, label, picture, crop, eyes, similarity }
}
