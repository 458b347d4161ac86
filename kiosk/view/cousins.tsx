import type { Live } from '../state/scene.ts'
import { HeadButton } from './small-row.tsx'
import type { ViewProps } from './view-props.ts'
import { WallLabel } from './wall-label.tsx'
import { WordButton } from './word-button.tsx'

/**
 * No close likeness hangs here: the place beside the visitor stays empty and says so, and the three
 * nearest hang apart as kin, of one size, their eyes on one line, none before the others.
 */
export function Cousins(props: ViewProps<Live> & { readonly said: string }) {
  const { scene, messages, send, said } = props
  return (
    <div class="cousins">
      <div class="cousins-verdict">
        <h1 class="cousins-said" key={said}>
          {said}
        </h1>
      </div>
      <div class="cousins-place">
        <p class="cousins-title">{messages.live.cousins}</p>
        <ul class="cousins-heads">
          {[scene.shown, ...scene.others].map((portrait) => (
            <li key={portrait.portraitId} class="cousin">
              <HeadButton
                portrait={portrait}
                messages={messages}
                onPress={() => send({ type: 'see-whole', portraitId: portrait.portraitId })}
              />
              <WallLabel portrait={portrait} messages={messages} extent="name" />
            </li>
          ))}
        </ul>
      </div>
      <div class="ways ways-foot">
        <WordButton onPress={() => send({ type: 'without-my-face' })}>
          {messages.consent.withoutMyFace}
        </WordButton>
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </div>
    </div>
  )
}
