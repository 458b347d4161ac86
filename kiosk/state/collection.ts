import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { HeadPose } from '../../embeddings/face/head-pose.ts'
import type { Landmarks } from '../../embeddings/face/landmarks.ts'
import type { Media } from '../../embeddings/gallery/portrait.ts'
import type { BrowseFilter } from './scene.ts'
import type { ShownPortrait } from './shown-portrait.ts'

/** Portraits, or null when the server gave none: a question always ends. */
type PortraitsAnswer = {
  readonly gallery: string
  readonly portraits: readonly ShownPortrait[]
} | null

/** What browsing can be narrowed to: values and how many portraits each has, most first. */
export type Facets = {
  readonly museum: readonly FacetValue<string>[]
  readonly century: readonly FacetValue<number>[]
  readonly place: readonly FacetValue<string>[]
  readonly category: readonly FacetValue<string>[]
}
type FacetValue<Value> = { readonly value: Value; readonly portraits: number }

/** What was computed of a portrait's face; landmarks are on its crop, in the crop's pixels. */
export type ComputedFace = {
  readonly portraitId: string
  readonly crop: Media
  readonly landmarks: Landmarks
  readonly pose: HeadPose
  readonly descriptor: Descriptor
}

/** The collection as it may be looked through without a face. */
export interface CollectionQueries {
  /** Portraits from all over the gallery, of those that pass the filter. */
  spread(count: number, filter?: BrowseFilter): Promise<PortraitsAnswer>
  /** The portraits most like one of them, the nearest first. */
  likenesses(portraitId: string, count: number): Promise<PortraitsAnswer>
  /** One portrait; null when the server has none of that id, or gave no answer. */
  portrait(portraitId: string): Promise<ShownPortrait | null>
  /** What was computed of a portrait; null where that is not known. */
  computed(portraitId: string): Promise<ComputedFace | null>
  /** What the whole gallery can be narrowed to; null when the server gave no answer. */
  facets(): Promise<{ readonly gallery: string; readonly facets: Facets } | null>
}
