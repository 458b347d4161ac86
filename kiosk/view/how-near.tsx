import { nearnessOf } from '../../embeddings/likeness/nearness.ts'
import type { Messages } from '../messages/messages.ts'
import type { Whole } from '../state/scene.ts'

/**
 * The question that every visitor asks, answered from the gallery's calibration. That is of visitors'
 * first matches, so nothing is said of how like each other two portraits are.
 */
export function HowNear({
  scene,
  messages,
}: {
  readonly scene: Whole
  readonly messages: Messages
}) {
  const { similarity } = scene.shown
  if (similarity === null || scene.back.name === 'cabinet') return null
  return (
    <div class="how-near">
      <h2 class="how-near-question">{messages.whole.howNear}</h2>
      <p class="how-near-answer">{messages.live.nearness[nearnessOf(similarity)]}</p>
    </div>
  )
}
