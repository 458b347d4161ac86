import { PortraitEyeLines, VisitorEyeLines } from '../eye/eye-layer.tsx'
import { EyeWorkings } from '../eye/eye-workings.tsx'
import { SearchTrace } from '../eye/search-trace.tsx'
import type { ExhibitState } from '../state/exhibit-state.ts'
import { answerAbout } from '../state/remote.ts'
import type { Attract, FramingScene, Live, Moving } from '../state/scene.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { type SceneProps, type StateProps, useSurfaces, type WallProps } from './view-props.ts'

type EyeScene = FramingScene | Live | Moving

/** The portrait that the machine's eye sees beside the visitor; null where none keeps its place. */
function seenBeside(scene: EyeScene): ShownPortrait | null {
  if (scene.name === 'framing') return null
  return scene.name === 'live' && scene.verdict === 'nothing-near' ? null : scene.shown
}

/** What was computed of a portrait, once it is known. */
function computedOf({ remotes }: ExhibitState, portrait: ShownPortrait | null | undefined) {
  return portrait == null ? null : answerAbout(remotes.computed, portrait.portraitId)
}

/** What the machine finds on both faces, over them. */
export function EyeLines(props: SceneProps<EyeScene> & StateProps & WallProps) {
  const { state, scene, layout } = props
  const { eye } = useSurfaces()
  const seen = seenBeside(scene)
  const computed = computedOf(state, seen)
  return (
    <>
      <VisitorEyeLines eye={eye} place={layout.visitorSlot} />
      {seen === null || computed === null ? null : (
        <PortraitEyeLines face={computed.face} eyes={seen.eyes} place={layout.portraitSlot} />
      )}
    </>
  )
}

/** What it makes of them, below. */
export function EyeWords({ state, scene, messages }: SceneProps<EyeScene> & StateProps) {
  const { eye } = useSurfaces()
  const trace = scene.name === 'live' ? scene.trace : []
  const face = computedOf(state, seenBeside(scene))?.face ?? null
  return (
    <div class="eye-words">
      <EyeWorkings
        eye={eye}
        face={face}
        isCompared={scene.name !== 'moving'}
        texts={messages.eye}
      />
      <SearchTrace steps={trace} caption={messages.eye.walk(trace.length)} />
    </div>
  )
}

type PassingProps = SceneProps<Attract> &
  StateProps & { readonly portrait: ShownPortrait | undefined }

/** The same of a portrait that passes by while nobody is there. */
export function PassingEye({ state, portrait, layout }: PassingProps & WallProps) {
  const computed = computedOf(state, portrait)
  if (portrait === undefined || computed === null) return null
  return <PortraitEyeLines face={computed.face} eyes={portrait.eyes} place={layout.singleSlot} />
}

/** And what was made of it. */
export function PassingWorkings({ state, scene, messages, portrait }: PassingProps) {
  const computed = scene.isEyeOpen ? computedOf(state, portrait) : null
  if (computed === null) return null
  const { face, trace } = computed
  return (
    <div class="eye-passing">
      <EyeWorkings eye={null} face={face} isCompared={true} texts={null} />
      <SearchTrace steps={trace} caption={messages.eye.walk(trace.length)} />
    </div>
  )
}
