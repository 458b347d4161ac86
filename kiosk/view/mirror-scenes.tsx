import { nearnessOf } from '../../embeddings/nearness.ts'
import type { FramingScene, Live, Waking } from '../state/scene.ts'
import { boxStyle } from './box-style.ts'
import { Cousins } from './cousins.tsx'
import { Dissolve } from './dissolve.tsx'
import { describeWork } from './label-words.ts'
import { MirrorCanvas } from './mirror-canvas.tsx'
import { ThreadOfLight } from './thread-of-light.tsx'
import type { ViewProps } from './view-props.ts'
import { WallLabel } from './wall-label.tsx'
import { WordButton } from './word-button.tsx'

type MirrorScene = Waking | FramingScene | Live

/**
 * The visitor, and beside them the portrait, or the place on the wall that waits for one; and goes on
 * waiting where no likeness hangs.
 */
export function MirrorPictures({ scene, messages, hang, mirror }: ViewProps<MirrorScene>) {
  const verdict = scene.name === 'live' ? scene.verdict : 'looking'
  const isTaken = scene.name === 'live' && verdict !== 'nothing-near'
  return (
    <div class={`pair pair-${verdict}`}>
      <div class="pair-guest">
        <MirrorCanvas mirror={mirror} place={hang.guest} description={messages.spoken.mirror} />
      </div>
      <div class={isTaken ? 'vacancy vacancy-taken' : 'vacancy'} style={boxStyle(hang.host)} />
      {scene.name === 'live' ? (
        <div class="pair-host" aria-hidden={!isTaken}>
          <Dissolve
            portrait={scene.shown}
            place={hang.host}
            manner="fade"
            describe={({ label }) => describeWork(label, messages)}
          />
        </div>
      ) : null}
    </div>
  )
}

/** What the visitor is told, one sentence at a time, the most pressing first. */
function guidance({ state, scene, messages }: ViewProps<MirrorScene>): string {
  const { visit } = state
  if (!state.reachable) return messages.failures['no-answer']
  if (scene.name === 'waking') return messages.waking.title
  const trouble = visit?.lookupTrouble ?? null
  if (trouble !== null && trouble !== 'too-many-probes') return messages.failures[trouble]
  const stance = visit?.stance ?? 'nobody'
  if (stance === 'nobody') return messages.stances.nobody
  if ((visit?.facesInView ?? 0) > 1 && stance !== 'framed') return messages.oneAtATime
  if (scene.name === 'framing' || stance !== 'framed') return messages.stances[stance]
  if (scene.verdict === 'looking' || scene.shown.similarity === null) return messages.live.looking
  if (scene.verdict === 'nothing-near') return messages.live.nearness['nothing-near']
  return messages.live.nearness[nearnessOf(scene.shown.similarity)]
}

/** Three honest steps to a mirror and two to a settled portrait; no step is made up. */
function progress({ state, scene }: ViewProps<MirrorScene>): number {
  switch (scene.name) {
    case 'waking':
      return (
        0.1 +
        (state.visit?.cameraReady === true ? 0.2 : 0) +
        (state.engine.status === 'ready' ? 0.2 : 0)
      )
    case 'framing':
      return state.visit?.stance === 'framed' ? 0.7 : 0.5
    case 'live':
      return scene.verdict === 'looking' ? 0.85 : 1
    default:
      return scene satisfies never
  }
}

export function MirrorWords(props: ViewProps<MirrorScene>) {
  const { state, scene, messages, send } = props
  const said = guidance(props)
  if (scene.name === 'live' && scene.verdict === 'nothing-near') {
    return (
      <Cousins
        portraits={[scene.shown, ...scene.others]}
        said={said}
        messages={messages}
        onChoose={(portraitId) => send({ type: 'see-whole', portraitId })}
      >
        <WordButton onPress={() => send({ type: 'without-my-face' })}>
          {messages.consent.withoutMyFace}
        </WordButton>
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </Cousins>
    )
  }
  const Guidance = scene.name === 'live' ? 'p' : 'h1'
  return (
    <>
      <div class="beside">
        {scene.name === 'live' ? (
          <WallLabel portrait={scene.shown} messages={messages} heading={true} />
        ) : null}
        <ThreadOfLight share={progress(props)} />
      </div>
      <div class="guidance">
        <Guidance class="instruction" key={said}>
          {said}
        </Guidance>
        {scene.name === 'waking' ? (
          <p class="instruction instruction-aside">
            {state.visit?.cameraReady === true ? messages.waking.models : messages.waking.camera}
          </p>
        ) : null}
      </div>
      <div class="ways ways-foot">
        {scene.name === 'live' && scene.verdict === 'settled' ? (
          <WordButton
            weight="main"
            onPress={() => send({ type: 'see-whole', portraitId: scene.shown.portraitId })}
          >
            {messages.live.seeWhole}
          </WordButton>
        ) : null}
        <WordButton onPress={() => send({ type: 'without-my-face' })}>
          {messages.consent.withoutMyFace}
        </WordButton>
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </div>
    </>
  )
}
