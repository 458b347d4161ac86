import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { FrameConsumer, MirrorParts, MirrorWants, Tell } from './frame-consumer.ts'

/** While portraits move, likeness is looked at so often: movement needs the processor more. */
const DESCRIBE_EVERY_MS = 400

/**
 * Lets portraits answer how the visitor moves; `average` gives a copy of what the visitor looks
 * like.
 */
export function answerMovement(
  { poseMatcher, portrait, onFault }: Pick<MirrorParts, 'poseMatcher' | 'portrait' | 'onFault'>,
  wants: () => MirrorWants,
  average: () => Descriptor | null,
  tell: Tell,
): FrameConsumer {
  let lastDescribedMs = Number.NEGATIVE_INFINITY
  const stopResting = poseMatcher.onRest((portraitId) => {
    if (portraitId === null) return tell({ type: 'rested', portrait: null })
    portrait(portraitId).then((rested) => tell({ type: 'rested', portrait: rested }), onFault)
  })
  return {
    describes(atMs) {
      const { moving } = wants()
      return moving !== null && moving.blend > 0 && atMs - lastDescribedMs >= DESCRIBE_EVERY_MS
    },
    onFrame({ reading, atMs }) {
      const { moving, finding } = wants()
      if (moving !== null) {
        const likeTo = moving.blend > 0 ? average() : null
        poseMatcher.answer(reading, likeTo, moving.blend, atMs)
        likeTo?.fill(0)
      } else if (finding) poseMatcher.watch(reading, atMs)
      if (reading.face?.descriptor) lastDescribedMs = atMs
    },
    onWants(next, before) {
      if (next.moving === null && before.moving !== null) poseMatcher.forget()
    },
    forget: () => poseMatcher.forget(),
    close: stopResting,
  }
}
