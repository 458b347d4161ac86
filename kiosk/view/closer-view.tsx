import { useRef } from 'preact/hooks'
import type { Closer } from '../state/scene.ts'
import type { DeepZoom } from './deep-zoom.ts'
import { describeWork } from './label-words.ts'
import { closerRoom, LookCloser } from './look-closer.tsx'
import type { ViewProps } from './view-props.ts'
import { WallLabel } from './wall-label.tsx'
import { WordButton } from './word-button.tsx'

/** A painting as near as one likes, and the words that bring it nearer. */
export function CloserView({ scene, messages, hang, send }: ViewProps<Closer>) {
  const { shown } = scene.back
  const zoom = useRef<DeepZoom | null>(null)
  return (
    <>
      <LookCloser
        portrait={shown}
        hang={hang}
        description={describeWork(shown.label, messages)}
        zoom={zoom}
      />
      <div class="closer-words" style={{ '--room-bottom': `${closerRoom(hang).height}px` }}>
        <div class="beside">
          <WallLabel portrait={shown} messages={messages} extent="name" heading={true} />
        </div>
        <p class="closer-advice">{messages.closer.advice}</p>
        <div class="ways closer-ways">
          <WordButton onPress={() => zoom.current?.nearer()}>{messages.closer.nearer}</WordButton>
          <WordButton onPress={() => zoom.current?.farther()}>{messages.closer.farther}</WordButton>
          <WordButton onPress={() => zoom.current?.whole()}>{messages.closer.whole}</WordButton>
        </div>
        <div class="ways ways-foot">
          <WordButton weight="main" onPress={() => send({ type: 'back' })}>
            {messages.ways.back}
          </WordButton>
          <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
        </div>
      </div>
    </>
  )
}
