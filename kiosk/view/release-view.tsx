import { WordButton } from '../parts/word-button.tsx'
import type { Release } from '../state/scene.ts'
import { Notice } from './notice.tsx'
import type { ViewProps } from './view-props.ts'

/** Where the law asks for it: what is consented to, and the word that is the signature. */
export function ReleaseWords(view: ViewProps<Release>) {
  const { messages, send } = view
  const { title, text, meaning, sign } = messages.release
  return (
    <Notice view={view} title={title} paragraphs={text} aside={meaning}>
      <WordButton weight="main" onPress={() => send({ type: 'sign' })}>
        {sign}
      </WordButton>
      <WordButton weight="main" onPress={() => send({ type: 'without-my-face' })}>
        {messages.consent.withoutMyFace}
      </WordButton>
    </Notice>
  )
}
