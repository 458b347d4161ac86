import type { Evaluation } from './evaluate.ts'
import { RESAMPLES } from './statistics/bootstrap.ts'

/**
 * What `pendant evaluate --json` answers; scripts rely on these names.
 *
 * At the top level stand Pendant's own figures over the pairs, or over the sitters where no pairs
 * are given: `probes`, `rank1`, `rank5`, `rank10`, `mrr`, `medianRank`, `undetected` and more,
 * `turned` with --turn, and face-api's under `faceApi` with --face-api. Then each list that was
 * given, under its name: `pairs`, `sitters`, `visitors`, with the same figures by method
 * (`pendant`, `plain`, `faceApi`) and under `leads` by how much Pendant is ahead of each other
 * method (a difference, Pendant's minus the other's; for `firstMatchSpread` a ratio).
 *
 * Beside figures stand `intervals`, by the same names: the low and the high end of the 95 %
 * bootstrap interval over people (see `bootstrap`), null where an end is not finite. Shares run
 * from 0 to 1.
 */
export type EvaluationAnswer = ReturnType<typeof answerOf>

export function answerOf({ galleryId, variations, pairs, sitters, visitors }: Evaluation) {
  const top = (pairs ?? sitters)?.reports
  return {
    ...top?.pendant,
    ...(top?.faceApi && { faceApi: top.faceApi }),
    gallery: galleryId,
    /** How many more probes were made of each picture. */
    variations,
    /** How often people were drawn anew for the intervals. */
    resamples: RESAMPLES,
    ...(pairs && { pairs: retrievalBlock(pairs) }),
    ...(sitters && { sitters: retrievalBlock(sitters) }),
    ...(visitors && { visitors: visitorsBlock(visitors) }),
  }
}

function retrievalBlock({ reports, leads, missingWorks }: NonNullable<Evaluation['pairs']>) {
  return { ...reports, leads, missingWorks }
}

function visitorsBlock(measurement: NonNullable<Evaluation['visitors']>) {
  const { people, photos, unreadable, reports, leads } = measurement
  return { people, photos, unreadable, ...reports, leads }
}
