import type { ProjectedEmbedding } from './likeness-space.ts'

/** An indexed place near a probe. */
export type Neighbour = {
  /** Its place in the index, from 0 in the order of enrolment. */
  readonly position: number
  readonly squaredDistance: number
}

/** A vertex nearer to the probe than all looked at before it, and the layer it was found on. */
export type TraceStep = Neighbour & { readonly level: number }

/**
 * What answers "which enrolled places are nearest to this probe?": at once where the places are in
 * memory, by a promise where they are elsewhere. Whoever asks awaits both.
 */
export interface NearestIndex {
  readonly count: number
  /**
   * The `k` nearest, nearest first; all of them when fewer are enrolled.
   * Throws `RangeError` when `k` is not a whole number of at least 1.
   */
  nearest(probe: ProjectedEmbedding, k: number): Neighbour[] | Promise<Neighbour[]>
  /** The place enrolled at a position. Throws `RangeError` when there is none. */
  embeddingAt(position: number): ProjectedEmbedding | Promise<ProjectedEmbedding>
  /**
   * The way a search that weighs `ef` candidates takes to the nearest it finds; nothing in an empty
   * index. Only an index that was opened from a file knows.
   */
  trace?(probe: ProjectedEmbedding, ef: number): TraceStep[]
}

/** An index of this process's memory. */
export interface MemoryIndex extends NearestIndex {
  nearest(probe: ProjectedEmbedding, k: number): Neighbour[]
  embeddingAt(position: number): ProjectedEmbedding
}

/** Nearest first; of two at one distance, the lower position. */
export function byDistance(a: Neighbour, b: Neighbour): number {
  return a.squaredDistance - b.squaredDistance || a.position - b.position
}

/** Throws the `RangeError` that every index owes for a bad `k`. */
export function requireWholeK(k: number): void {
  if (!Number.isInteger(k) || k < 1) {
    throw new RangeError(`k is a whole number of at least 1, not ${k}.`)
  }
}

/** Throws the `RangeError` that every index owes for a position nobody is enrolled at. */
export function requirePosition(position: number, count: number): void {
  if (!Number.isInteger(position) || position < 0 || position >= count) {
    throw new RangeError(`No place is enrolled at position ${position}; there are ${count}.`)
  }
}
