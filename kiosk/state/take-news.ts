import type { Settings } from '../exhibit/settings.ts'
import type { HouseNews, MirrorNews } from './exhibit-event.ts'
import type { ExhibitState } from './exhibit-state.ts'
import type { MirrorTrouble } from './scene.ts'

/** The exhibit after the server or the face engine said something. */
export function takeHouseNews(
  state: ExhibitState,
  news: HouseNews,
  settings: Settings,
): ExhibitState {
  switch (news.type) {
    case 'reachable':
      if (news.reachable === state.reachable) return state
      return { ...state, reachable: news.reachable, reachableSinceMs: state.nowMs }
    case 'gallery':
      return { ...state, gallery: news.gallery, spreadRetryAtMs: null }
    case 'spread': {
      const current =
        state.gallery !== null && state.gallery !== 'unknown' ? state.gallery.id : null
      return {
        ...state,
        spread: { gallery: news.gallery, portraits: news.portraits },
        // A gallery published between the two messages: ask again, though not at once.
        spreadRetryAtMs: news.gallery === current ? null : state.nowMs + settings.retryMs,
      }
    }
    case 'spread-unanswered':
      return { ...state, spreadRetryAtMs: state.nowMs + settings.retryMs }
    case 'likenesses':
    case 'likenesses-unanswered': {
      const { scene } = state
      if (scene.name !== 'cabinet' || scene.chosen?.portraitId !== news.of) return state
      if (news.type === 'likenesses-unanswered') {
        return { ...state, scene: { ...scene, likenesses: 'unanswered' } }
      }
      return { ...state, scene: { ...scene, likenesses: news.portraits } }
    }
    case 'engine-ready':
      return wakeMirror({ ...state, engine: { status: 'ready' } }, settings)
    case 'engine-failed': {
      // A browser that cannot run the nets will not learn to; files that did not come may yet.
      const retryAtMs = news.reason === 'no-models' ? state.nowMs + settings.retryMs : null
      const engine = { status: 'failed', reason: news.reason, retryAtMs } as const
      return wakeMirror({ ...state, engine }, settings)
    }
    default:
      return news satisfies never
  }
}

/** The exhibit after the camera or the face reader said something; nothing unless a mirror is on. */
export function takeMirrorNews(
  state: ExhibitState,
  news: MirrorNews,
  settings: Settings,
): ExhibitState {
  const { visit, scene } = state
  if (visit === null || visit.way !== 'face') return state
  switch (news.type) {
    case 'camera-ready':
      return wakeMirror({ ...state, visit: { ...visit, cameraReady: true } }, settings)
    case 'camera-failed':
      return apologise({ ...state, visit: { ...visit, cameraReady: false } }, news.reason, settings)
    case 'face-read': {
      if (!visit.cameraReady) return state
      const nobodySinceMs = news.stance === 'nobody' ? (visit.nobodySinceMs ?? state.nowMs) : null
      const { stance, facesInView } = news
      return { ...state, visit: { ...visit, stance, facesInView, nobodySinceMs } }
    }
    case 'matched': {
      if (scene.name !== 'framing' && scene.name !== 'live') return state
      const [shown, ...others] = news.portraits
      const held = scene.name === 'live' && scene.shown.portraitId === shown.portraitId
      const since = held ? (scene.settledSinceMs ?? state.nowMs) : state.nowMs
      const settledSinceMs = news.settled ? since : null
      return {
        ...state,
        visit: { ...visit, lookupTrouble: null },
        scene: { name: 'live', shown, others, settledSinceMs },
      }
    }
    case 'unanswered':
      return { ...state, visit: { ...visit, lookupTrouble: news.trouble } }
    default:
      return news satisfies never
  }
}

/** Goes on from waking, or from an apology for the mirror, as soon as all is ready. */
export function wakeMirror(state: ExhibitState, settings: Settings): ExhibitState {
  const { visit, scene, engine } = state
  const waiting = scene.name === 'waking' || (scene.name === 'apology' && 'retryAtMs' in scene)
  if (visit?.way !== 'face' || !waiting) return state
  if (engine.status === 'failed') return apologise(state, engine.reason, settings)
  if (!visit.cameraReady) return state
  return { ...state, scene: engine.status === 'ready' ? { name: 'framing' } : { name: 'waking' } }
}

function apologise(state: ExhibitState, reason: MirrorTrouble, settings: Settings): ExhibitState {
  const retryAtMs = state.nowMs + settings.retryMs
  return { ...state, scene: { name: 'apology', reason, retryAtMs } }
}
