import { type ExhibitState, galleryIdOf } from './exhibit-state.ts'
import { groundOf, isBeforeMirror } from './ground.ts'
import type { HungPortrait } from './hung-portrait.ts'
import { sittingWanted } from './look-into.ts'
import { reelOf } from './move-with-me.ts'
import { passingPortrait } from './passing.ts'
import type { Cabinet, CabinetFilter } from './scene.ts'

/** What should be running behind a state. The runner starts and stops things until it is so. */
export type Wanted = {
  /** The face reader's models and engine; kept from visit to visit. */
  readonly engine: boolean
  readonly camera: boolean
  /** Whether what the mirror reads is looked up. */
  readonly finding: boolean
  /** Whose face the mirror follows: it forgets the one when the other's turn comes. */
  readonly sitter: 'first' | 'second'
  /** How much of likeness is in what moving portraits are chosen by; null while none move. */
  readonly moving: { readonly blend: number } | null
  /** Whether what is computed of the visitor is drawn, and the way through the index told. */
  readonly eye: boolean
  /** The portrait beside which the visitor's picture is held still; see `sittingWanted`. */
  readonly sitting: { readonly beside: HungPortrait; readonly isTaken: boolean } | null
  /** Whether it is to be told why that portrait is shown. */
  readonly explaining: boolean
  /** The digest of the reel to fetch. */
  readonly reel: string | null
  /** The portrait whose computed face is to be fetched. */
  readonly computedOf: string | null
  /** The id of the gallery to fetch a spread of. */
  readonly spreadOf: string | null
  /** The id of the gallery to fetch the facets of. */
  readonly facetsOf: string | null
  /** What to fetch the cabinet's portraits by, and of which gallery as far as it is known. */
  readonly narrowed: { readonly by: CabinetFilter; readonly of: string | null } | null
  /** The portrait to fetch likenesses of. */
  readonly likenessesOf: string | null
}

export function wantedBy(state: ExhibitState, faceMode: boolean): Wanted {
  const { visit, spread, facets, engine, reachable } = state
  const galleryId = galleryIdOf(state)
  const ground = groundOf(state.scene)
  const cabinet = ground.name === 'cabinet' ? ground : null
  /** Not to be asked of a server that is silent, nor again at once. */
  const stale = (of: string | undefined, retryAtMs: number | null) =>
    of !== galleryId && reachable && retryAtMs === null ? galleryId : null
  return {
    engine: faceMode && engine.status !== 'failed',
    camera: faceMode && (wantsMirror(state) || isShownToOperator(state)),
    finding: state.scene.name === 'framing' || state.scene.name === 'live',
    moving: state.scene.name === 'moving' ? { blend: state.scene.blend } : null,
    eye: isEyeOpen(state),
    sitting: visit?.cameraReady === true ? sittingWanted(state.scene) : null,
    explaining: state.scene.name === 'why' && state.scene.explanation === 'asked',
    reel: reelToFetch(state),
    computedOf: computedOf(state),
    sitter: visit === null || visit.first === null ? 'first' : 'second',
    spreadOf: stale(spread?.gallery, state.spreadRetryAtMs),
    facetsOf: cabinet === null ? null : stale(facets?.gallery, state.facetsRetryAtMs),
    narrowed:
      cabinet !== null && isToBeNarrowed(cabinet, galleryId, reachable)
        ? { by: cabinet.filter, of: galleryId }
        : null,
    likenessesOf:
      cabinet?.likenesses === 'asked' && cabinet.chosen !== null ? cabinet.chosen.portraitId : null,
  }
}

/** Nobody waits for it: it is on its way as soon as somebody stands before the mirror. */
function reelToFetch(state: ExhibitState): string | null {
  const { visit, reel, reachable } = state
  const sha256 = reelOf(state)
  if (visit?.way !== 'face' || !reachable || reel?.status === 'failed') return null
  return sha256 === reel?.sha256 && reel?.status === 'ready' ? null : sha256
}

function isEyeOpen({ visit, scene }: ExhibitState): boolean {
  return visit?.isEyeOpen === true && isBeforeMirror(scene)
}

/** What the machine's eye looks at: beside the visitor, or while nobody is there. */
function computedOf(state: ExhibitState): string | null {
  const { scene, computed } = state
  if (scene.name === 'attract') {
    const portraitId = scene.isEyeOpen ? (passingPortrait(state, scene)?.portraitId ?? null) : null
    return computed?.portraitId === portraitId ? null : portraitId
  }
  if (!isEyeOpen(state) || (scene.name !== 'live' && scene.name !== 'moving')) return null
  const portraitId = scene.shown?.portraitId ?? null
  return computed?.portraitId === portraitId ? null : portraitId
}

function wantsMirror({ visit, engine, scene }: ExhibitState): boolean {
  if (visit?.way !== 'face' || visit.cameraLost || engine.status === 'failed') return false
  const ground = groundOf(scene)
  switch (ground.name) {
    case 'waking':
    case 'framing':
    case 'live':
    case 'moving':
    case 'turn':
    case 'duet':
      return true
    case 'apology':
      return 'retryAtMs' in ground && ground.retryAtMs === null
    default:
      return false
  }
}

/** The operator sees the camera's picture even where the engine is broken; it may be why they came. */
function isShownToOperator({ scene }: ExhibitState): boolean {
  if (scene.name !== 'operator' || !scene.unlocked) return false
  return scene.camera === 'asked' || scene.camera === 'ready'
}

/** Portraits of a gallery that no longer hangs stay until those of the present one have come. */
function isToBeNarrowed(cabinet: Cabinet, galleryId: string | null, reachable: boolean): boolean {
  const { narrowed, narrowedOf } = cabinet
  if (narrowed === 'asked') return true
  return Array.isArray(narrowed) && reachable && galleryId !== null && narrowedOf !== galleryId
}
