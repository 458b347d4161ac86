import type { Descriptor } from '../../embeddings/descriptor.ts'
import { latestOnly } from '../camera/latest-only.ts'
import type { FindOutcome, PendantServer } from './pendant-server.ts'

/** Asks for the likeness of the newest probe, one question at a time. */
export interface NewestProbe {
  /** Asks now, or when the question under way is answered if no newer probe has come by then. */
  offer(descriptor: Descriptor): void
  /** The visit is over: the waiting probe is dropped and the answer under way is not told. */
  forget(): void
}

export type NewestProbeOptions = {
  readonly server: Pick<PendantServer, 'find'>
  /** Matches to ask for. */
  readonly k: number
  readonly onOutcome: (outcome: FindOutcome) => void
}

/** One probe in flight, the newest wins: answers never come out of order, and none is of a past visit. */
export function askWithNewestProbe({ server, k, onOutcome }: NewestProbeOptions): NewestProbe {
  let visit = 0
  const offer = latestOnly<{ descriptor: Descriptor; visit: number }>(
    async (probe) => {
      if (probe.visit !== visit) return
      const outcome = await server.find(probe.descriptor, k)
      if (probe.visit === visit) onOutcome(outcome)
    },
    {
      // `find` always ends in an outcome, so this is a bug, and is left to show itself as one.
      onFailure: (problem) => {
        queueMicrotask(() => {
          throw problem
        })
      },
    },
  )
  return {
    offer: (descriptor) => offer({ descriptor, visit }),
    forget() {
      visit++
    },
  }
}
