import type { HungPortrait } from './hung-portrait.ts'
import type { CabinetFilter } from './scene.ts'

/** Portraits, or null when the server gave none: a question always ends. */
type PortraitsAnswer = {
  readonly gallery: string
  readonly portraits: readonly HungPortrait[]
} | null

/** What the cabinet can be narrowed to: values and how many portraits each has, most first. */
export type Facets = {
  readonly museum: readonly FacetValue<string>[]
  readonly century: readonly FacetValue<number>[]
  readonly place: readonly FacetValue<string>[]
}
type FacetValue<Value> = { readonly value: Value; readonly portraits: number }

/** The collection as it may be looked through without a face. */
export interface Collection {
  /** Portraits from all over the gallery, of those that pass the filter. */
  spread(count: number, filter?: CabinetFilter): Promise<PortraitsAnswer>
  /** The portraits most like one of them, the nearest first. */
  likenesses(portraitId: string, count: number): Promise<PortraitsAnswer>
  /** What the whole gallery can be narrowed to; null when the server gave no answer. */
  facets(): Promise<{ readonly gallery: string; readonly facets: Facets } | null>
}
