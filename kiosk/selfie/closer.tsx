import '../styles/closer.css'
import { useRef } from 'preact/hooks'
import type { DeepZoom } from '../view/deep-zoom.ts'
import { describeWork } from '../view/label-words.ts'
import { closerRoom, LookCloser } from '../view/look-closer.tsx'
import { WallLabel } from '../view/wall-label.tsx'
import { WordButton } from '../view/word-button.tsx'
import { workPath } from '../view/work-path.ts'
import type { Closer } from './selfie-state.ts'
import type { SelfieViewProps } from './view-props.ts'

/** One painting, whole at first, and as near as one likes. */
export function CloserView({ scene, messages, words, hang, selfie }: SelfieViewProps<Closer>) {
  const { shown } = scene
  const zoom = useRef<DeepZoom | null>(null)
  return (
    <div class="words words-closer" key="closer">
      <LookCloser
        portrait={shown}
        hang={hang}
        description={describeWork(shown.label, messages)}
        zoom={zoom}
      />
      <div class="closer-words" style={{ '--room-bottom': `${closerRoom(hang).height}px` }}>
        <div class="beside">
          <WallLabel portrait={shown} messages={messages} heading={true} />
        </div>
        <p class="closer-advice">{words.closer.advice}</p>
        <div class="ways closer-ways">
          <WordButton onPress={() => zoom.current?.nearer()}>{words.closer.nearer}</WordButton>
          <WordButton onPress={() => zoom.current?.farther()}>{words.closer.farther}</WordButton>
          <WordButton onPress={() => zoom.current?.whole()}>{words.closer.whole}</WordButton>
        </div>
        <div class="ways ways-foot">
          <WordButton weight="main" onPress={() => selfie.send({ type: 'back' })}>
            {messages.ways.back}
          </WordButton>
          <WordButton onPress={() => selfie.send({ type: 'share' })}>{words.pair.share}</WordButton>
          <a class="word word-plain" href={workPath(shown.workId)}>
            <span class="word-text">{words.closer.page}</span>
          </a>
        </div>
      </div>
    </div>
  )
}
