import type { FrameConsumer, MirrorParts, MirrorWants, Tell } from './frame-consumer.ts'

/** Asks what makes the two of a frozen pair alike, once for each. */
export interface FrozenPairExplainer extends FrameConsumer {
  /** There is a frozen pair now. */
  onFrozen(): void
}

export function explainFrozenPairs(
  parts: Pick<MirrorParts, 'reader' | 'frozenPairs' | 'copy' | 'onFault'>,
  wants: () => MirrorWants,
  tell: Tell,
): FrozenPairExplainer {
  let explained: string | null = null

  const explain = async (): Promise<void> => {
    const { current } = parts.frozenPairs.room
    if (!wants().explaining || current === null || explained === current.portraitId) return
    const { portraitId: of, visitor, portrait } = current
    explained = of
    try {
      // The pictures of the frozen pair stay; the reader gets others of the same pixels.
      const [one, other] = await Promise.all([
        parts.copy(visitor.picture),
        parts.copy(portrait.picture),
      ])
      const explanation = await parts.reader.explain({
        visitor: { picture: one, landmarks: visitor.landmarks },
        portrait: { picture: other, landmarks: portrait.landmarks },
      })
      tell({ type: 'explained', of, explanation: explanation ?? 'unanswered' })
    } catch (problem) {
      tell({ type: 'explained', of, explanation: 'unanswered' })
      parts.onFault(problem)
    }
  }

  return {
    onFrozen: () => void explain(),
    onWants(next) {
      if (!next.explaining) explained = null
      void explain()
    },
    // The reader drops what it is explaining when it is told to forget.
    forget: () => undefined,
  }
}
