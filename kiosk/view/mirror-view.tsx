import type { Messages } from '../messages/messages.ts'
import { Dissolve } from '../parts/dissolve.tsx'
import { describeWork } from '../parts/label-words.ts'
import { MirrorCanvas } from '../parts/mirror-canvas.tsx'
import { PlacedFace } from '../parts/placed-face.tsx'
import { DwellProgress, ProgressLine } from '../parts/progress-line.tsx'
import { Reading } from '../parts/reading.tsx'
import { RunnersUp } from '../parts/runners-up.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import type { ExhibitState } from '../state/exhibit-state.ts'
import type { FramingScene, Live, Moving, TurnScene, Waking } from '../state/scene.ts'
import { isBeforeMirror } from '../state/scenes.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { FacePlace } from '../wall/layout.ts'
import { EyeLines, EyeWords } from './eye-scenes.tsx'
import { Modes, MovingPortrait } from './moving-view.tsx'
import { type SceneProps, type StateProps, useSurfaces, type WallProps } from './view-props.ts'
import { Ways, WaysFoot } from './ways.tsx'

/**
 * How far the frame reaches from the middle of the face, which is below the eyes: eye distances.
 */
const FRAME = { acrossHalf: 1.5, downHalf: 2.05, below: 0.42 }

type MirrorScene = Waking | FramingScene | Live

/**
 * The visitor, and beside them the portrait, or the place on the wall that waits for one; and goes
 * on waiting where no likeness hangs. Between two visitors the first one's portrait keeps that
 * place.
 */
export function MirrorPictures(
  props: SceneProps<MirrorScene | Moving | TurnScene> & StateProps & WallProps,
) {
  const { state, scene, messages, layout } = props
  const { mirror } = useSurfaces()
  const verdict = scene.name === 'live' ? scene.verdict : 'looking'
  const isTaken =
    scene.name === 'turn' ||
    scene.name === 'moving' ||
    (scene.name === 'live' && verdict !== 'nothing-near')
  return (
    <div class={`pair pair-${verdict}`}>
      <div class="pair-visitor">
        <MirrorCanvas
          mirror={mirror}
          place={layout.visitorSlot}
          description={messages.spoken.mirror}
          fineness={scene.name === 'moving' ? 'coarse' : 'fine'}
        />
        <FaceFrame place={layout.visitorSlot} light={frameLight(state, scene)} />
      </div>
      <div
        class={isTaken ? 'vacancy vacancy-taken' : 'vacancy'}
        style={boxStyle(layout.portraitSlot)}
      />
      {scene.name === 'turn' ? (
        <div class="pair-portrait pair-kept">
          <PlacedFace
            portrait={scene.first}
            place={layout.portraitSlot}
            description={describeWork(scene.first.label, messages)}
          />
        </div>
      ) : null}
      {scene.name === 'moving' ? <MovingPortrait {...props} scene={scene} /> : null}
      {scene.name === 'live' ? (
        <div class="pair-portrait" aria-hidden={!isTaken}>
          <Dissolve
            portrait={scene.shown}
            place={layout.portraitSlot}
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

/**
 * The frame is lit while a face is looked for, steadily once it stands well, and goes out after.
 */
function frameLight(
  state: ExhibitState,
  scene: MirrorScene | Moving | TurnScene,
): 'out' | 'breathing' | 'steady' {
  if (scene.name === 'turn') return 'breathing'
  if (scene.name !== 'framing') return 'out'
  return state.visit?.stance === 'framed' ? 'steady' : 'breathing'
}

/** What the visitor is told, one sentence at a time, the most pressing first. */
function guidance({ state, scene, messages }: SceneProps<MirrorScene> & StateProps): string {
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
  return mostLikeHere(state, messages)
}

/** That a portrait has been found, and among how many. */
function mostLikeHere({ gallery }: ExhibitState, { live }: Messages): string {
  const isKnown = gallery !== null && gallery !== 'unknown'
  return isKnown ? live.mostLike(gallery.portraits) : live.mostLikeOfAll
}

/** Three honest steps to a mirror and two to a settled portrait; no step is made up. */
function progress(state: ExhibitState, scene: MirrorScene): number {
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

export function MirrorWords(props: SceneProps<MirrorScene> & StateProps) {
  const { state, scene, settings, messages, send } = props
  const { visit } = state
  const said = guidance(props)
  if (scene.name === 'live' && scene.verdict === 'nothing-near') {
    return (
      <RunnersUp
        portraits={[scene.shown, ...scene.others]}
        said={said}
        messages={messages}
        onChoose={(portraitId) => send({ type: 'see-whole', portraitId })}
      >
        <Ways {...props} />
      </RunnersUp>
    )
  }
  if (scene.name !== 'waking' && visit?.isEyeOpen === true) {
    return (
      <>
        <Reading>
          <EyeWords {...props} scene={scene} />
        </Reading>
        <WaysFoot {...props}>
          <Modes {...props} scene={scene} />
        </WaysFoot>
      </>
    )
  }
  const isSettled = scene.name === 'live' && scene.verdict === 'settled'
  const dwells = isSettled && settings.dwellMs > 0 && state.reachable
  const Guidance = scene.name === 'live' ? 'p' : 'h1'
  return (
    <>
      <Reading>
        <div class="beside">
          {scene.name === 'live' ? (
            <WallLabel portrait={scene.shown} messages={messages} extent="wall" heading={true} />
          ) : null}
          {dwells ? (
            <DwellProgress
              sinceMs={visit?.dwellingSinceMs ?? null}
              nowMs={state.nowMs}
              lastsMs={settings.dwellMs}
            />
          ) : (
            <ProgressLine share={progress(state, scene)} />
          )}
        </div>
        <div class="guidance">
          <Guidance class="instruction" key={said}>
            {said}
          </Guidance>
          {scene.name === 'waking' ? (
            <p class="instruction instruction-aside">
              {visit?.cameraReady === true ? messages.waking.models : messages.waking.camera}
            </p>
          ) : null}
          {dwells && visit?.isDuet === false ? (
            <p class="instruction instruction-aside">{messages.live.holdForWhole}</p>
          ) : null}
        </div>
      </Reading>
      <WaysFoot {...props}>
        {scene.name === 'waking' ? null : <Modes {...props} scene={scene} />}
      </WaysFoot>
    </>
  )
}

/**
 * Where a face belongs: the hairline of an oval frame, such as miniatures have. It breathes while
 * it waits for one and holds its breath for a face that stands well.
 */
function FaceFrame(props: {
  readonly place: FacePlace
  readonly light: 'out' | 'breathing' | 'steady'
}) {
  const { place, light } = props
  const { eyeX, eyeY, eyeDistance } = place
  return (
    <div
      class={`face-frame face-frame-${light}`}
      aria-hidden="true"
      style={{
        left: `${eyeX - FRAME.acrossHalf * eyeDistance}px`,
        top: `${eyeY + (FRAME.below - FRAME.downHalf) * eyeDistance}px`,
        width: `${2 * FRAME.acrossHalf * eyeDistance}px`,
        height: `${2 * FRAME.downHalf * eyeDistance}px`,
      }}
    />
  )
}
