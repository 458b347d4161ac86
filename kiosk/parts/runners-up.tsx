import type { ComponentChildren } from 'preact'
import type { Messages } from '../messages/messages.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { HeadButton } from './small-row.tsx'
import { WallLabel } from './wall-label.tsx'

/**
 * No close likeness hangs here: the place beside the visitor stays empty and says so, and the three
 * nearest hang apart, of one size, their eyes on one line, none before the others. The ways on
 * are the children.
 */
export function RunnersUp(props: {
  readonly portraits: readonly ShownPortrait[]
  readonly said: string
  readonly messages: Messages
  readonly onChoose: (portraitId: string) => void
  readonly children: ComponentChildren
}) {
  const { portraits, said, messages, onChoose, children } = props
  return (
    <div class="runners-up">
      <div class="runners-up-verdict">
        <h1 class="runners-up-said" key={said}>
          {said}
        </h1>
      </div>
      <div class="runners-up-place">
        <p class="runners-up-title">{messages.live.cousins}</p>
        <ul class="runners-up-heads">
          {portraits.map((portrait) => (
            <li key={portrait.portraitId} class="runner-up">
              <HeadButton
                portrait={portrait}
                messages={messages}
                onPress={() => onChoose(portrait.portraitId)}
              />
              <WallLabel portrait={portrait} messages={messages} extent="name" />
            </li>
          ))}
        </ul>
      </div>
      <div class="ways ways-foot">{children}</div>
    </div>
  )
}
