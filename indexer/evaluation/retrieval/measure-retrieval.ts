import type { Work } from '../../catalogue/works.ts'
import type { Method, MethodName } from '../methods/methods.ts'
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

export type ByMethod<Value> = Readonly<Partial<Record<MethodName, Value>>>

type TurnedFigures = RetrievalFigures & {
  readonly degrees: number
  readonly undetected: readonly string[]
}

/** One method's figures; `turned` only when asked for. */
export type MeasuredRetrieval = RetrievalReport & { readonly turned?: readonly TurnedFigures[] }

/** A list of pairs as every method fared with it. */
export type RetrievalMeasurement = {
  readonly reports: ByMethod<MeasuredRetrieval>
  readonly probes: ByMethod<readonly RankedProbe[]>
  /** Of Pendant over each other method. */
  readonly leads: ByMethod<RetrievalLead>
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
  methods: readonly Method[],
  placeOf: (probe: RetrievalProbe, method: Method) => Float32Array | undefined,
  { works, turned }: Extent,
): RetrievalMeasurement {
  const reports: Partial<Record<MethodName, MeasuredRetrieval>> = {}
  const ranked: Partial<Record<MethodName, readonly RankedProbe[]>> = {}
  const leads: Partial<Record<MethodName, RetrievalLead>> = {}
  for (const method of methods) {
    const rank = (list: readonly RetrievalProbe[]): RankedProbe[] =>
      rankProbes(list, method, (probe) => placeOf(probe, method))
    const own = rank(probes)
    ranked[method.name] = own
    reports[method.name] = {
      ...retrievalReport(own),
      ...(turned.length > 0 && {
        turned: turned.map(({ degrees, probes: list }) => {
          const found = rank(list)
          const figures = retrievalFigures(found.map((probe) => probe.rank))
          return { degrees, ...figures, undetected: undetectedOf(found) }
        }),
      }),
    }
    if (ranked.pendant && method.name !== 'pendant') {
      leads[method.name] = retrievalLead(ranked.pendant, own)
    }
  }
  const [pendant] = methods
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
