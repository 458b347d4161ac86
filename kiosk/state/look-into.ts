import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import type { ExhibitState } from './exhibit-state.ts'
import type { Live, Scene, Whole } from './scene.ts'
import type { Settings } from './settings.ts'
import type { ShownPortrait } from './shown-portrait.ts'

/** An explanation takes a second, on a busy machine longer. One that takes this long has failed. */
const EXPLAINED_WITHIN_MS = 20_000

/** The portrait a visitor may ask about: the likeness that was found for them, and no runner-up. */
export function likenessOf(scene: Live | Whole): ShownPortrait | null {
  const live = scene.name === 'live' ? scene : scene.back
  return live.name === 'live' && live.verdict === 'settled' ? scene.shown : null
}

/** Whether it can be asked why this portrait is shown. */
export function mayAskWhy(scene: Scene, settings: Settings): boolean {
  if (!settings.why || (scene.name !== 'live' && scene.name !== 'whole')) return false
  return likenessOf(scene) !== null
}

/** Asks which parts of the two faces carry their likeness. */
export function askWhy(state: ExhibitState, scene: Live | Whole, settings: Settings): ExhibitState {
  const shown = likenessOf(scene)
  if (shown === null || !mayAskWhy(scene, settings)) return state
  const asked: ExhibitState = {
    ...state,
    scene: { name: 'why', shown, sinceMs: state.nowMs, explanation: 'asked', back: scene },
  }
  return scene.name === 'live' ? withoutStill(asked) : asked
}

/** Nobody's picture is held still yet: another one is taken than the last time. */
export function withoutStill(state: ExhibitState): ExhibitState {
  return { ...state, visit: state.visit && { ...state.visit, frozenBeside: null } }
}

/** What was answered, if it is still wanted. */
export function explain(
  state: ExhibitState,
  of: string,
  explanation: LikenessExplanation | 'unanswered',
): ExhibitState {
  const { scene } = state
  if (scene.name !== 'why' || scene.shown.portraitId !== of) return state
  return scene.explanation === 'asked' ? { ...state, scene: { ...scene, explanation } } : state
}

/** Gives up waiting for an explanation that does not come. */
export function giveUpExplaining(state: ExhibitState): ExhibitState {
  const { scene, nowMs } = state
  if (scene.name !== 'why' || nowMs - scene.sinceMs < EXPLAINED_WITHIN_MS) return state
  return explain(state, scene.shown.portraitId, 'unanswered')
}

/** Whether the picture half way between visitor and portrait can be shown: once there is one. */
export function mayShowPoster({ scene, visit }: ExhibitState, settings: Settings): boolean {
  return (
    settings.poster &&
    scene.name === 'whole' &&
    likenessOf(scene) !== null &&
    visit?.frozenBeside === scene.shown.portraitId
  )
}

/** Whether the visitor's place among all portraits can be shown: once they have a likeness. */
export function mayShowAtlas(scene: Whole, state: ExhibitState, { atlas }: Settings): boolean {
  return atlas !== 'off' && hasAtlas(state) && likenessOf(scene) !== null
}

/** Whether the published gallery has an atlas, as far as is known. */
export function hasAtlas({ gallery }: ExhibitState): boolean {
  return gallery !== null && gallery !== 'unknown' && gallery.atlas
}

/** Whether the machine's eye may be opened in a scene before the mirror. */
export function mayOpenEye({ visit }: ExhibitState, { machineEye }: Settings): boolean {
  return machineEye !== 'off' && visit?.way === 'face'
}

export function openEye(state: ExhibitState, isEyeOpen: boolean, settings: Settings): ExhibitState {
  const { visit } = state
  if (visit === null || !mayOpenEye(state, settings)) return state
  return { ...state, visit: { ...visit, isEyeOpen } }
}
