import { type ExhibitState, galleryIdOf } from './exhibit-state.ts'
import { groundOf } from './ground.ts'
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

function wantsMirror({ visit, engine, scene }: ExhibitState): boolean {
  if (visit?.way !== 'face' || visit.cameraLost || engine.status === 'failed') return false
  const ground = groundOf(scene)
  switch (ground.name) {
    case 'waking':
    case 'framing':
    case 'live':
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
