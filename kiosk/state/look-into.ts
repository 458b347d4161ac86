import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import type { ExhibitState } from './exhibit-state.ts'
import type { HungPortrait } from './hung-portrait.ts'
import type { Live, Scene, Whole } from './scene.ts'
import type { Settings } from './settings.ts'

/** An explanation that has not come by then is not waited for; it takes a second, on a busy machine more. */
const EXPLAINED_WITHIN_MS = 20_000

/** The portrait a visitor may ask about: the likeness that was found for them, and no cousin. */
function asksAbout(scene: Live | Whole): HungPortrait | null {
  const live = scene.name === 'live' ? scene : scene.back
  return live.name === 'live' && live.verdict === 'settled' ? scene.shown : null
}

/** Whether it can be asked why this portrait is shown. */
export function mayAskWhy({ scene }: ExhibitState, settings: Settings): boolean {
  if (!settings.why || (scene.name !== 'live' && scene.name !== 'whole')) return false
  return asksAbout(scene) !== null
}

/** Asks which parts of the two faces carry their likeness. */
export function askWhy(state: ExhibitState, settings: Settings): ExhibitState {
  const { scene, nowMs } = state
  if (scene.name !== 'live' && scene.name !== 'whole') return state
  const shown = asksAbout(scene)
  if (shown === null || !mayAskWhy(state, settings)) return state
  const asked: ExhibitState = {
    ...state,
    scene: { name: 'why', shown, sinceMs: nowMs, explanation: 'asked', back: scene },
  }
  return scene.name === 'live' ? notYetSat(asked) : asked
}

/** Nobody's picture is held still yet: another one is taken than the last time. */
export function notYetSat(state: ExhibitState): ExhibitState {
  return { ...state, visit: state.visit && { ...state.visit, satBeside: null } }
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
  if (scene.name !== 'why' || scene.explanation !== 'asked') return state
  if (nowMs - scene.sinceMs < EXPLAINED_WITHIN_MS) return state
  return { ...state, scene: { ...scene, explanation: 'unanswered' } }
}

/** Whether the picture half way between visitor and portrait can be shown: only while there is one. */
export function mayShowPoster({ scene, visit }: ExhibitState, settings: Settings): boolean {
  return (
    settings.poster &&
    scene.name === 'whole' &&
    asksAbout(scene) !== null &&
    visit?.satBeside === scene.shown.portraitId
  )
}

export function showPoster(state: ExhibitState, settings: Settings): ExhibitState {
  const { scene } = state
  if (scene.name !== 'whole' || !mayShowPoster(state, settings)) return state
  return { ...state, scene: { name: 'poster', back: scene } }
}

/** Whether the machine's eye may be opened here. */
export function mayOpenEye({ scene, visit }: ExhibitState, { machineEye }: Settings): boolean {
  if (machineEye === 'off' || visit?.way !== 'face') return false
  return scene.name === 'framing' || scene.name === 'live' || scene.name === 'moving'
}

export function openEye(state: ExhibitState, isOpen: boolean, settings: Settings): ExhibitState {
  const { visit } = state
  if (visit === null || !mayOpenEye(state, settings)) return state
  return { ...state, visit: { ...visit, isEyeOpen: isOpen } }
}

/**
 * The portrait beside which the visitor's picture is held still, for what is made of both; null while
 * there is none. `isTaken` once it is time to take it: before that, what is known of the portrait is
 * fetched, so that nobody has to wait.
 */
export function sittingWanted(
  scene: Scene,
): { readonly beside: HungPortrait; readonly isTaken: boolean } | null {
  switch (scene.name) {
    case 'still-there':
      return sittingWanted(scene.under)
    case 'closer':
    case 'poster':
    case 'print':
      return sittingWanted(scene.back)
    case 'why':
      return { beside: scene.shown, isTaken: true }
    case 'live':
    case 'whole': {
      const beside = asksAbout(scene)
      return beside && { beside, isTaken: scene.name === 'whole' }
    }
    default:
      return null
  }
}
