import { PortraitEyeLines, VisitorEyeLines } from '../eye/eye-layer.tsx'
import { EyeWorkings } from '../eye/eye-workings.tsx'
import { WalkThread } from '../eye/walk-thread.tsx'
import type { HungPortrait } from '../state/hung-portrait.ts'
import type { Attract, FramingScene, Live, Moving } from '../state/scene.ts'
import type { FacePlace } from '../wall/hang.ts'
import type { ViewProps } from './view-props.ts'

type EyeScene = FramingScene | Live | Moving

/** The portrait that the machine's eye sees beside the visitor; null where none keeps its place. */
function seenBeside(scene: EyeScene): HungPortrait | null {
  if (scene.name === 'framing') return null
  return scene.name === 'live' && scene.verdict === 'nothing-near' ? null : scene.shown
}

/** What was computed of a portrait, once it is known. */
function computedOf({ state }: ViewProps, portrait: HungPortrait | null | undefined) {
  const { computed } = state
  return portrait != null && computed?.portraitId === portrait.portraitId ? computed : null
}

/** What the machine finds on both faces, over them. */
export function EyeLines(props: ViewProps<EyeScene>) {
  const { scene, hang, eye } = props
  const seen = seenBeside(scene)
  const face = computedOf(props, seen)
  return (
    <>
      <VisitorEyeLines eye={eye} place={hang.guest} />
      {seen === null || face === null ? null : (
        <PortraitEyeLines face={face} eyes={seen.eyes} place={hang.host} />
      )}
    </>
  )
}

/** What it makes of them, below. */
export function EyeWords(props: ViewProps<EyeScene>) {
  const { scene, messages, eye } = props
  const walk = scene.name === 'live' ? scene.walk : []
  return (
    <div class="eye-words">
      <EyeWorkings eye={eye} face={computedOf(props, seenBeside(scene))} texts={messages.eye} />
      <WalkThread steps={walk} caption={messages.eye.walk(walk.length)} />
    </div>
  )
}

/** The same of a portrait that passes by while nobody is there. */
export function PassingEye(
  props: ViewProps<Attract> & { readonly portrait: HungPortrait; readonly place: FacePlace },
) {
  const { portrait, place } = props
  const face = computedOf(props, portrait)
  if (face === null) return null
  return <PortraitEyeLines face={face} eyes={portrait.eyes} place={place} />
}

/** And what was made of it. */
export function PassingWorkings(
  props: ViewProps<Attract> & { readonly portrait: HungPortrait | undefined },
) {
  const { state, scene, messages, portrait } = props
  const face = scene.isEyeOpen ? computedOf(props, portrait) : null
  if (face === null) return null
  const walk = state.computedWalk
  return (
    <div class="eye-passing">
      <EyeWorkings eye={null} face={face} texts={null} />
      <WalkThread steps={walk} caption={messages.eye.walk(walk.length)} />
    </div>
  )
}
