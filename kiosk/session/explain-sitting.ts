import type { FrameConsumer, MirrorParts, MirrorWants, Tell } from './frame-consumer.ts'

/** Asks what makes the two of a sitting alike, once for each. */
export interface SittingExplainer extends FrameConsumer {
  /** There is a sitting now. */
  onSat(): void
}

export function explainSittings(
  parts: Pick<MirrorParts, 'reader' | 'sittings' | 'copy' | 'onFault'>,
  wants: () => MirrorWants,
  tell: Tell,
): SittingExplainer {
  let explained: string | null = null

  const explain = async (): Promise<void> => {
    const { current } = parts.sittings.room
    if (!wants().explaining || current === null || explained === current.portraitId) return
    const { portraitId: of, visitor, portrait } = current
    explained = of
    try {
      // The pictures of the sitting stay; the reader gets others of the same pixels.
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
    onSat: () => void explain(),
    onWants(next) {
      if (!next.explaining) explained = null
      void explain()
    },
    // The reader drops what it is explaining when it is told to forget.
    forget: () => undefined,
  }
}
