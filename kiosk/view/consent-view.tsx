import { WordButton } from '../parts/word-button.tsx'
import { reelOf } from '../state/move-with-me.ts'
import type { Consent } from '../state/scene.ts'
import { Notice } from './notice.tsx'
import type { ViewProps } from './view-props.ts'

/** The notice: what is computed, where, for how long; and ways on of equal weight. */
export function ConsentWords(view: ViewProps<Consent>) {
  const { state, settings, messages, send } = view
  const { gallery } = state
  const { consent } = messages
  const portraits = gallery === null || gallery === 'unknown' ? null : gallery.portraits
  const compared = portraits === null ? consent.comparedWithAll : consent.compared(portraits)
  const movement = settings.moving && reelOf(state) !== null ? [consent.movement] : []
  return (
    <Notice
      view={view}
      title={consent.title}
      paragraphs={[compared, ...consent.promises, ...movement]}
      aside={consent.guardians}
    >
      <WordButton weight="main" onPress={() => send({ type: 'with-my-face' })}>
        {consent.withMyFace}
      </WordButton>
      <WordButton weight="main" onPress={() => send({ type: 'without-my-face' })}>
        {consent.withoutMyFace}
      </WordButton>
      {settings.duet ? (
        <WordButton weight="main" onPress={() => send({ type: 'the-two-of-us' })}>
          {consent.theTwoOfUs}
        </WordButton>
      ) : null}
    </Notice>
  )
}
