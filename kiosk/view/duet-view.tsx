import { HungFace } from '../parts/hung-face.tsx'
import { describeWork, workName } from '../parts/label-words.ts'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { HungPortrait } from '../state/hung-portrait.ts'
import type { Duet } from '../state/scene.ts'
import type { ViewProps } from './view-props.ts'

/** The portraits of two visitors, two heads on one eye line: what the exhibit is named after. */
export function DuetPictures({ scene, messages, hang }: ViewProps<Duet>) {
  const [first, second] = scene.portraits
  const face = (portrait: HungPortrait, place: 'guest' | 'host') => (
    <div class={`pair-${place}`}>
      <HungFace
        portrait={portrait}
        place={hang[place]}
        description={describeWork(portrait.label, messages)}
      />
    </div>
  )
  return (
    <div class="pair pair-duet">
      {face(first, 'guest')}
      {face(second, 'host')}
    </div>
  )
}

export function DuetWords({ scene, messages, send }: ViewProps<Duet>) {
  const [first, second] = scene.portraits
  const words = (portrait: HungPortrait) => {
    const { title, artist } = workName(portrait.label, messages)
    return (
      <>
        <WallLabel portrait={portrait} messages={messages} extent="brief" />
        <WordButton
          // Two ways are called alike; whoever hears them hears which is which.
          label={`${messages.live.seeWhole}: ${title}, ${artist}`}
          onPress={() => send({ type: 'see-whole', portraitId: portrait.portraitId })}
        >
          {messages.live.seeWhole}
        </WordButton>
      </>
    )
  }
  return (
    <div class="duet">
      <h1 class="duet-title">{messages.duet.title}</h1>
      <div class="duet-label duet-first">{words(first)}</div>
      <div class="duet-label duet-second">{words(second)}</div>
      <div class="ways ways-foot">
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </div>
    </div>
  )
}
