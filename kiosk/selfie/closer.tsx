import { workPath } from '../../server/contract/http.ts'
import '../styles/closer.css'
import { CloserRoom } from '../parts/closer-room.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { SelfieCloser } from './selfie-state.ts'
import type { SelfieViewProps } from './view-props.ts'

/** One painting, whole at first, which the visitor may enlarge freely. */
export function SelfieCloserView({
  scene,
  messages,
  words,
  layout,
  selfie,
}: SelfieViewProps<SelfieCloser>) {
  const { shown } = scene
  return (
    <div class="words words-closer" key="closer">
      <CloserRoom
        portrait={shown}
        layout={layout}
        messages={messages}
        extent="full"
        words={words.closer}
      >
        <WordButton weight="main" onPress={() => selfie.send({ type: 'back' })}>
          {messages.ways.back}
        </WordButton>
        <WordButton onPress={() => selfie.send({ type: 'share' })}>{words.pair.share}</WordButton>
        <a class="word word-plain" href={workPath(shown.workId)}>
          <span class="word-text">{words.closer.page}</span>
        </a>
      </CloserRoom>
    </div>
  )
}
