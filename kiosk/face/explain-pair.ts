import type { FaceModels } from '../../embeddings/face/face-models.ts'
import {
  explainLikeness,
  type FaceOnChip,
  type LikenessExplanation,
} from '../../embeddings/face/why-alike.ts'
import { blank } from '../../embeddings/follow/forgetful-models.ts'

/** Does a piece of work when its turn comes; others have theirs between two pieces. */
export type InTurn = <Answer>(work: () => Promise<Answer>) => Promise<Answer>

/** Explains likenesses, a piece at a time. */
export interface PairExplainer {
  /** Takes the two chips over and blanks them. Null when the visitor was forgotten meanwhile. */
  explain(
    pair: { readonly visitor: FaceOnChip; readonly portrait: FaceOnChip },
    inTurn: InTurn,
  ): Promise<LikenessExplanation | null>
  /** Drops every explanation that is being made, and overwrites the faces it is made of. */
  forget(): void
}

/** An explanation asks the net some fifty times; each time it waits for its turn. */
export function createPairExplainer(models: Pick<FaceModels, 'describe'>): PairExplainer {
  const going = new Set<AbortController>()
  return {
    async explain({ visitor, portrait }, inTurn) {
      const dropping = new AbortController()
      const { signal } = dropping
      const clear = () => [visitor.chip, portrait.chip].forEach(blank)
      signal.addEventListener('abort', clear)
      going.add(dropping)
      const takingTurns: Pick<FaceModels, 'describe'> = {
        describe: (chips) =>
          inTurn(() => {
            signal.throwIfAborted()
            return models.describe(chips)
          }),
      }
      try {
        return await explainLikeness(takingTurns, visitor, portrait)
      } catch (problem) {
        if (signal.aborted) return null
        throw problem
      } finally {
        going.delete(dropping)
        clear()
      }
    },

    forget() {
      for (const dropping of going) dropping.abort()
      going.clear()
    },
  }
}
