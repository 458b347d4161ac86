import type { Evaluation } from './evaluate.ts'
import type {
  ByMethod,
  MeasuredRetrieval,
  RetrievalMeasurement,
} from './retrieval/measure-retrieval.ts'
import type { RetrievalLead } from './retrieval/retrieval.ts'
import { RESAMPLES } from './statistics/bootstrap.ts'
import type {
  VisitorsLead,
  VisitorsMeasurement,
  VisitorsReport,
} from './visitors/measure-visitors.ts'

/** Figures by method, and by how much Pendant leads each other one. */
type RetrievalBlock = ByMethod<MeasuredRetrieval> & {
  readonly leads: ByMethod<RetrievalLead>
  readonly missingWorks: RetrievalMeasurement['missingWorks']
}

type VisitorsBlock = ByMethod<VisitorsReport> &
  Pick<VisitorsMeasurement, 'people' | 'photos' | 'unreadable'> & {
    readonly leads: ByMethod<VisitorsLead>
  }

/**
 * What `pendant evaluate --json` answers; scripts rely on these names.
 *
 * At the top level stand Pendant's own figures over the pairs, or over the sitters where no pairs are
 * given: `probes`, `rank1`, `rank5`, `rank10`, `mrr`, `medianRank`, `undetected` and more, `turned`
 * with --turn, and face-api's under `faceApi` with --face-api. Then each list that was given, under
 * its name: `pairs`, `sitters`, `visitors`, with the same figures by method (`pendant`, `plain`,
 * `faceApi`) and under `leads` by how much Pendant is ahead of each other method (a difference,
 * Pendant's minus the other's; for `firstMatchSpread` a ratio).
 *
 * Beside figures stand `intervals`, by the same names: the low and the high end of the 95 % bootstrap
 * interval over people (see `bootstrap`), null where an end is not finite. Shares run from 0 to 1.
 */
export type EvaluationAnswer = Partial<MeasuredRetrieval> & {
  readonly faceApi?: MeasuredRetrieval
  /** The published gallery's id. */
  readonly gallery: string
  /** How many more probes were made of each picture. */
  readonly variations: number
  /** How often people were drawn anew for the intervals. */
  readonly resamples: number
  readonly pairs?: RetrievalBlock
  readonly sitters?: RetrievalBlock
  readonly visitors?: VisitorsBlock
}

export function answerOf(evaluation: Evaluation): EvaluationAnswer {
  const { galleryId, variations, pairs, sitters, visitors } = evaluation
  const top = (pairs ?? sitters)?.reports
  return {
    ...top?.pendant,
    ...(top?.faceApi && { faceApi: top.faceApi }),
    gallery: galleryId,
    variations,
    resamples: RESAMPLES,
    ...(pairs && { pairs: retrievalBlock(pairs) }),
    ...(sitters && { sitters: retrievalBlock(sitters) }),
    ...(visitors && { visitors: visitorsBlock(visitors) }),
  }
}

function retrievalBlock({ reports, leads, missingWorks }: RetrievalMeasurement): RetrievalBlock {
  return { ...reports, leads, missingWorks }
}

function visitorsBlock(measurement: VisitorsMeasurement): VisitorsBlock {
  const { people, photos, unreadable, reports, leads } = measurement
  return { people, photos, unreadable, ...reports, leads }
}
