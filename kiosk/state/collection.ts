import type { HungPortrait } from './hung-portrait.ts'

/** Portraits, or null when the server gave none: a question always ends. */
type PortraitsAnswer = {
  readonly gallery: string
  readonly portraits: readonly HungPortrait[]
} | null

/** The collection as it may be looked through without a face. */
export interface Collection {
  /** Portraits from all over the gallery. */
  spread(count: number): Promise<PortraitsAnswer>
  /** The portraits most like one of them, the nearest first. */
  likenesses(portraitId: string, count: number): Promise<PortraitsAnswer>
}
