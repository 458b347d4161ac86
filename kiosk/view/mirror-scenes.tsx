import { nearnessOf } from '../../embeddings/likeness/nearness.ts'
import { Cousins } from '../parts/cousins.tsx'
import { Dissolve } from '../parts/dissolve.tsx'
import { HungFace } from '../parts/hung-face.tsx'
import { describeWork } from '../parts/label-words.ts'
import { MirrorCanvas } from '../parts/mirror-canvas.tsx'
import { DwellingThread, ThreadOfLight } from '../parts/thread-of-light.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { ExhibitState } from '../state/exhibit-state.ts'
import { isBeforeMirror } from '../state/ground.ts'
import { mayAskWhy } from '../state/look-into.ts'
import type { FramingScene, Live, Moving, Turn, Waking } from '../state/scene.ts'
import { boxStyle } from '../wall/box-style.ts'
import { EyeLines, EyeWords } from './eye-scenes.tsx'
import { FaceFrame } from './face-frame.tsx'
import { Modes } from './modes.tsx'
import { MoverOnWall } from './mover-on-wall.tsx'
import type { ViewProps } from './view-props.ts'

type MirrorScene = Waking | FramingScene | Live

/**
 * The visitor, and beside them the portrait, or the place on the wall that waits for one; and goes on
 * waiting where no likeness hangs. Between two visitors the first one's portrait keeps that place.
 */
export function MirrorPictures(props: ViewProps<MirrorScene | Moving | Turn>) {
  const { state, scene, messages, hang, mirror } = props
  const verdict = scene.name === 'live' ? scene.verdict : 'looking'
  const isTaken =
    scene.name === 'turn' ||
    scene.name === 'moving' ||
    (scene.name === 'live' && verdict !== 'nothing-near')
  return (
    <div class={`pair pair-${verdict}`}>
      <div class="pair-guest">
        <MirrorCanvas
          mirror={mirror}
          place={hang.guest}
          description={messages.spoken.mirror}
          fineness={scene.name === 'moving' ? 'coarse' : 'fine'}
        />
        <FaceFrame place={hang.guest} light={frameLight(state, scene)} />
      </div>
      <div class={isTaken ? 'vacancy vacancy-taken' : 'vacancy'} style={boxStyle(hang.host)} />
      {scene.name === 'turn' ? (
        <div class="pair-host pair-kept">
          <HungFace
            portrait={scene.first}
            place={hang.host}
            description={describeWork(scene.first.label, messages)}
          />
        </div>
      ) : null}
      {scene.name === 'moving' ? <MoverOnWall {...props} scene={scene} /> : null}
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
      {state.visit?.isEyeOpen === true && isBeforeMirror(scene) ? (
        <EyeLines {...props} scene={scene} />
      ) : null}
    </div>
  )
}

/** The frame is lit while a face is looked for, steadily once it stands well, and goes out after. */
function frameLight(
  state: ExhibitState,
  scene: MirrorScene | Moving | Turn,
): 'out' | 'breathing' | 'steady' {
  if (scene.name === 'turn') return 'breathing'
  if (scene.name !== 'framing') return 'out'
  return state.visit?.stance === 'framed' ? 'steady' : 'breathing'
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
  const { state, scene, settings, messages, send } = props
  const said = guidance(props)
  if (scene.name === 'live' && scene.verdict === 'nothing-near') {
    return (
      <Cousins
        portraits={[scene.shown, ...scene.others]}
        said={said}
        messages={messages}
        onChoose={(portraitId) => send({ type: 'see-whole', portraitId })}
      >
        {state.visit?.isDuet === true ? <WayOn {...props} scene={scene} /> : null}
        <WordButton onPress={() => send({ type: 'without-my-face' })}>
          {messages.consent.withoutMyFace}
        </WordButton>
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </Cousins>
    )
  }
  const isSettled = scene.name === 'live' && scene.verdict === 'settled'
  if (scene.name !== 'waking' && state.visit?.isEyeOpen === true) {
    return (
      <>
        <EyeWords {...props} scene={scene} />
        <Modes {...props} scene={scene} />
        <div class="ways ways-foot">
          {isSettled ? <WayOn {...props} scene={scene} /> : null}
          <WordButton onPress={() => send({ type: 'without-my-face' })}>
            {messages.consent.withoutMyFace}
          </WordButton>
          <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
        </div>
      </>
    )
  }
  const dwells = isSettled && settings.dwellMs > 0 && state.reachable
  const Guidance = scene.name === 'live' ? 'p' : 'h1'
  return (
    <>
      <div class="beside">
        {scene.name === 'live' ? (
          <WallLabel portrait={scene.shown} messages={messages} heading={true} />
        ) : null}
        {dwells ? (
          <DwellingThread
            sinceMs={state.visit?.dwellingSinceMs ?? null}
            nowMs={state.nowMs}
            lastsMs={settings.dwellMs}
          />
        ) : (
          <ThreadOfLight share={progress(props)} />
        )}
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
        {dwells && state.visit?.isDuet === false ? (
          <p class="instruction instruction-aside">{messages.live.holdForWhole}</p>
        ) : null}
      </div>
      {scene.name === 'waking' ? null : <Modes {...props} scene={scene} />}
      <div class="ways ways-foot">
        {isSettled ? <WayOn {...props} scene={scene} /> : null}
        {mayAskWhy(state, settings) ? (
          <WordButton onPress={() => send({ type: 'why' })}>{messages.why.ask}</WordButton>
        ) : null}
        <WordButton onPress={() => send({ type: 'without-my-face' })}>
          {messages.consent.withoutMyFace}
        </WordButton>
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </div>
    </>
  )
}

/** Where a settled portrait leads: to the whole of it; or, of two visitors, to the other and to both. */
function WayOn({ state, scene, messages, send }: ViewProps<Live>) {
  const { visit } = state
  if (visit?.isDuet === true) {
    return (
      <WordButton weight="main" onPress={() => send({ type: 'next-of-two' })}>
        {visit.first === null ? messages.live.nextOfTwo : messages.duet.title}
      </WordButton>
    )
  }
  return (
    <WordButton
      weight="main"
      onPress={() => send({ type: 'see-whole', portraitId: scene.shown.portraitId })}
    >
      {messages.live.seeWhole}
    </WordButton>
  )
}
