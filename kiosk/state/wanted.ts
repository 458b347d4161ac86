import type { ExhibitState } from './exhibit-state.ts'
import { mirrorUse, rootOf, type StillWanted, stillWanted } from './scenes.ts'
import { isEyeOpen } from './server-events.ts'

/** What should be running behind a state. The runner starts and stops things until it is so. */
export type Wanted = {
  /** The face reader's models and engine; kept from visit to visit. */
  readonly engine: boolean
  readonly camera: boolean
  /** Whether it is watched, before a visit, if somebody moves before the kiosk. */
  readonly motion: boolean
  /** Whether what the mirror reads is looked up. */
  readonly finding: boolean
  /** Whose face the mirror follows: it forgets the one when the other's turn comes. */
  readonly followed: 'first' | 'second'
  /** How much of likeness is in what moving portraits are chosen by; null while none move. */
  readonly moving: { readonly blend: number } | null
  /** Whether what is computed of the visitor is drawn, and the way through the index told. */
  readonly eye: boolean
  /** The portrait beside which the visitor's picture is held still. */
  readonly pair: StillWanted | null
  /** Whether it is to be told why that portrait is shown. */
  readonly explaining: boolean
}

export function wantedBy(state: ExhibitState, faceMode: boolean, attractAnswers = false): Wanted {
  const { visit, engine, scene } = state
  return {
    engine: faceMode && engine.status !== 'failed',
    camera: faceMode && (wantsMirror(state) || isShownToOperator(state)),
    motion: faceMode && attractAnswers && visit === null && scene.name === 'attract',
    finding: scene.name === 'framing' || scene.name === 'live',
    moving: scene.name === 'moving' ? { blend: scene.blend } : null,
    eye: isEyeOpen(state),
    pair: visit?.cameraReady === true ? stillWanted(scene) : null,
    explaining: scene.name === 'why' && scene.explanation === 'asked',
    followed: visit === null || visit.first === null ? 'first' : 'second',
  }
}

function wantsMirror({ visit, engine, scene }: ExhibitState): boolean {
  if (visit?.way !== 'face' || visit.cameraLost || engine.status === 'failed') return false
  const use = mirrorUse(rootOf(scene))
  return use !== 'off' && use !== 'paused'
}

/**
 * The operator sees the camera's picture even where the engine is broken; it may be why they came.
 */
function isShownToOperator({ scene }: ExhibitState): boolean {
  if (scene.name !== 'operator' || !scene.unlocked) return false
  return scene.camera === 'asked' || scene.camera === 'ready'
}
