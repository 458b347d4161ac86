import type { Work } from '../catalogue/works.ts'
import type { Contender, ContenderName } from './contenders.ts'
import { type RetrievalFigures, retrievalFigures } from './ranking.ts'
import {
  type RankedProbe,
  type RetrievalLead,
  type RetrievalProbe,
  type RetrievalReport,
  rankProbes,
  retrievalLead,
  retrievalReport,
  undetectedOf,
} from './retrieval.ts'

export type ByContender<Value> = Readonly<Partial<Record<ContenderName, Value>>>

type TurnedFigures = RetrievalFigures & {
  readonly degrees: number
  readonly undetected: readonly string[]
}

/** One contender's figures; `turned` only when asked for. */
export type MeasuredRetrieval = RetrievalReport & { readonly turned?: readonly TurnedFigures[] }

/** A list of pairs as every contender fared with it. */
export type RetrievalMeasurement = {
  readonly reports: ByContender<MeasuredRetrieval>
  readonly probes: ByContender<readonly RankedProbe[]>
  /** Of Pendant over each other contender. */
  readonly leads: ByContender<RetrievalLead>
  /** Works that no probe can find. */
  readonly missingWorks: readonly { readonly workId: string; readonly reason: string }[]
}

type Extent = {
  /** The catalogue's; undefined when there is no catalogue to look in. */
  readonly works: ReadonlyMap<string, Work> | undefined
  readonly turned: readonly {
    readonly degrees: number
    readonly probes: readonly RetrievalProbe[]
  }[]
}

export function measureRetrieval(
  probes: readonly RetrievalProbe[],
  contenders: readonly Contender[],
  placeOf: (probe: RetrievalProbe, contender: Contender) => Float32Array | undefined,
  { works, turned }: Extent,
): RetrievalMeasurement {
  const reports: Partial<Record<ContenderName, MeasuredRetrieval>> = {}
  const ranked: Partial<Record<ContenderName, readonly RankedProbe[]>> = {}
  const leads: Partial<Record<ContenderName, RetrievalLead>> = {}
  for (const contender of contenders) {
    const rank = (list: readonly RetrievalProbe[]): RankedProbe[] =>
      rankProbes(list, contender, (probe) => placeOf(probe, contender))
    const own = rank(probes)
    ranked[contender.name] = own
    reports[contender.name] = {
      ...retrievalReport(own),
      ...(turned.length > 0 && {
        turned: turned.map(({ degrees, probes: list }) => {
          const found = rank(list)
          const figures = retrievalFigures(found.map((probe) => probe.rank))
          return { degrees, ...figures, undetected: undetectedOf(found) }
        }),
      }),
    }
    if (ranked.pendant && contender.name !== 'pendant') {
      leads[contender.name] = retrievalLead(ranked.pendant, own)
    }
  }
  const [pendant] = contenders
  const hung = new Set(pendant?.enrolled.map(({ workId }) => workId))
  const missing = [...new Set(probes.map(({ workId }) => workId))].filter((id) => !hung.has(id))
  return {
    reports,
    probes: ranked,
    leads,
    missingWorks: missing.map((workId) => ({
      workId,
      reason:
        works && !works.has(workId) ? 'not in the catalogue' : 'without a portrait in the gallery',
    })),
  }
}
