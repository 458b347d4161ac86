import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { latestOnly } from '../camera/latest-only.ts'
import type { FindOutcome, PendantServer } from './pendant-server.ts'

/** Asks for the likeness of the newest probe, one question at a time. */
export interface NewestProbe {
  /**
   * Asks now, or when the question under way is answered if no newer probe has come by then. Takes
   * the descriptor over and zeroes it once it is answered or passed over.
   */
  offer(descriptor: Descriptor): void
  /** The visit is over: the waiting probe is zeroed and the answer under way is not told. */
  forget(): void
}

/** How long a kiosk leaves an overloaded server alone; not all kiosks equally long. */
const LEFT_ALONE_MS = { least: 500, most: 1_500 }

export type NewestProbeOptions = {
  readonly server: Pick<PendantServer, 'find'>
  /** Matches to ask for. */
  readonly k: number
  /** Whether to ask for the way through the index too; not, where nothing is said. */
  readonly trace?: () => boolean
  readonly onOutcome: (outcome: FindOutcome) => void
}

/**
 * One probe in flight, the newest wins: answers never come out of order, and none is of a past
 * visit.
 */
export function askWithNewestProbe({
  server,
  k,
  trace = () => false,
  onOutcome,
}: NewestProbeOptions): NewestProbe {
  let visit = 0
  const probes = latestOnly<Descriptor>(
    async (descriptor) => {
      const askedIn = visit
      try {
        const outcome = await server.find(descriptor, k, { trace: trace() })
        if (askedIn === visit) onOutcome(outcome)
        if (outcome.status === 'matched' || outcome.failure.code !== 'overloaded') return
      } finally {
        descriptor.fill(0)
      }
      const { least, most } = LEFT_ALONE_MS
      await new Promise((resolve) => {
        setTimeout(resolve, least + (most - least) * Math.random())
      })
    },
    {
      drop: (descriptor) => descriptor.fill(0),
      // `find` always ends in an outcome, so this is a bug, and is left to show itself as one.
      onFailure: (problem) => {
        queueMicrotask(() => {
          throw problem
        })
      },
    },
  )
  return {
    offer: probes.offer,
    forget() {
      visit++
      probes.dropWaiting()
    },
  }
}
