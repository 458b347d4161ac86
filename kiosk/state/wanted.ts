import type { ExhibitState } from './exhibit-state.ts'

/** What should be running behind a state. The runner starts and stops things until it is so. */
export type Wanted = {
  /** The face reader's models and engine; kept from visit to visit. */
  readonly engine: boolean
  readonly camera: boolean
  /** Whether what the mirror reads is looked up. */
  readonly finding: boolean
  /** The id of the gallery to fetch a spread of. */
  readonly spreadOf: string | null
  /** The portrait to fetch likenesses of. */
  readonly likenessesOf: string | null
}

export function wantedBy(state: ExhibitState, faceMode: boolean): Wanted {
  const { visit, gallery, spread, engine } = state
  const asked = state.scene.name === 'still-there'
  const scene = state.scene.name === 'still-there' ? state.scene.under : state.scene
  const before = scene.name === 'whole' ? scene.back : scene
  const galleryId = gallery !== null && gallery !== 'unknown' ? gallery.id : null
  const mirror =
    before.name === 'waking' ||
    before.name === 'framing' ||
    before.name === 'live' ||
    (before.name === 'apology' && 'retryAtMs' in before && before.retryAtMs === null)
  const stale = galleryId !== null && spread?.gallery !== galleryId
  return {
    engine: faceMode && engine.status !== 'failed',
    camera: visit?.way === 'face' && mirror && engine.status !== 'failed',
    finding: !asked && (scene.name === 'framing' || scene.name === 'live'),
    spreadOf: stale && state.reachable && state.spreadRetryAtMs === null ? galleryId : null,
    likenessesOf:
      before.name === 'cabinet' && before.likenesses === 'asked' && before.chosen !== null
        ? before.chosen.portraitId
        : null,
  }
}
