import { RESAMPLES } from './bootstrap.ts'
import type { ContenderName } from './contenders.ts'
import type { Evaluation } from './evaluate.ts'
import type { ByContender, MeasuredRetrieval, RetrievalMeasurement } from './measure-retrieval.ts'
import type { VisitorsLead, VisitorsMeasurement, VisitorsReport } from './measure-visitors.ts'
import type { RetrievalLead } from './retrieval.ts'

/** Figures by contender, and by how much Pendant leads each other one. */
type RetrievalBlock = ByContender<MeasuredRetrieval> & {
  readonly leads: ByContender<RetrievalLead>
  readonly missingWorks: RetrievalMeasurement['missingWorks']
}

type VisitorsBlock = ByContender<VisitorsReport> &
  Pick<VisitorsMeasurement, 'people' | 'photos' | 'unreadable'> & {
    readonly leads: ByContender<VisitorsLead>
  }

/**
 * What `pendant evaluate --json` answers; scripts rely on these names.
 *
 * At the top level stand Pendant's own figures over the pairs, or over the sitters where no pairs are
 * given: `probes`, `rank1`, `rank5`, `rank10`, `mrr`, `medianRank`, `undetected` and more, `turned`
 * with --turn, and face-api's under `faceApi` with --face-api. Then each list that was given, under
 * its name: `pairs`, `sitters`, `visitors`, with the same figures by contender (`pendant`, `plain`,
 * `faceApi`) and under `leads` by how much Pendant is ahead of each other contender (a difference,
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

/** How contenders are called where people read it. */
export const CONTENDER_NAMES: Readonly<Record<ContenderName, string>> = {
  pendant: 'pendant',
  plain: 'plain distance',
  faceApi: 'face-api',
}

function retrievalBlock({ reports, leads, missingWorks }: RetrievalMeasurement): RetrievalBlock {
  return { ...reports, leads, missingWorks }
}

function visitorsBlock(measurement: VisitorsMeasurement): VisitorsBlock {
  const { people, photos, unreadable, reports, leads } = measurement
  return { people, photos, unreadable, ...reports, leads }
}
