import type { PhotoPair, SitterPair } from './labelled-pairs.ts'
import type { Visitors } from './visitors-folder.ts'

/** What to measure; at least one of the three lists. */
export type EvaluationRequest = {
  readonly pairs?: readonly PhotoPair[]
  readonly sitters?: readonly SitterPair[]
  readonly visitors?: Visitors
  /** Degrees by which the pairs' photographs are turned, each for figures of its own. */
  readonly turns: readonly number[]
  /** How many more probes are made of each picture. */
  readonly variations: number
  /** Whether face-api's own chain is measured beside Pendant. */
  readonly faceApi: boolean
}
