import { describeWork, workName } from '../parts/label-words.ts'
import { PlacedFace } from '../parts/placed-face.tsx'
import { Reading } from '../parts/reading.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { Duet, TurnScene } from '../state/scene.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { PAIR_CLASS, type PairSlot } from './reveal.ts'
import type { SceneProps, StateProps, WallProps } from './view-props.ts'
import { WaysFoot } from './ways.tsx'

/** The second of two visitors is asked before the mirror; it goes on by itself once they are. */
export function TurnWords(props: SceneProps<TurnScene> & StateProps) {
  const { scene, messages } = props
  return (
    <>
      <Reading>
        <div class="beside">
          <WallLabel portrait={scene.first} messages={messages} extent="brief" />
        </div>
        <div class="guidance">
          <h1 class="instruction">{messages.turn.title}</h1>
          <p class="instruction instruction-aside">{messages.turn.advice}</p>
        </div>
      </Reading>
      <WaysFoot {...props} />
    </>
  )
}

/** The portraits of two visitors, two heads on one eye line: what the exhibit is named after. */
export function DuetPictures({ scene, messages, layout }: SceneProps<Duet> & WallProps) {
  const [first, second] = scene.portraits
  const face = (portrait: ShownPortrait, slot: PairSlot) => (
    <div class={PAIR_CLASS[slot]}>
      <PlacedFace
        portrait={portrait}
        place={layout[slot]}
        description={describeWork(portrait.label, messages)}
      />
    </div>
  )
  return (
    <div class="pair pair-duet">
      {face(first, 'visitorSlot')}
      {face(second, 'portraitSlot')}
    </div>
  )
}

export function DuetWords(props: SceneProps<Duet> & StateProps) {
  const { scene, messages, send } = props
  const [first, second] = scene.portraits
  const words = (portrait: ShownPortrait) => {
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
      <WaysFoot {...props} />
    </div>
  )
}
