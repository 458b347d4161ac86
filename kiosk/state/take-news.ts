import type { Settings } from '../exhibit/settings.ts'
import type { HouseNews, MirrorNews } from './exhibit-event.ts'
import type { ExhibitState, Visit } from './exhibit-state.ts'
import type { MirrorTrouble } from './scene.ts'

/** An engine that does not start has taken long to say so and may well do so again: one minute usually. */
const RETRIES_LEFT_OUT = 12

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
      return wakeMirror({ ...state, engine: { status: 'ready' } })
    case 'engine-failed': {
      // One that ran can run again soon; files that did not come may come.
      const soon = news.reason === 'no-models' || state.engine.status === 'ready'
      const retryAtMs = state.nowMs + settings.retryMs * (soon ? 1 : RETRIES_LEFT_OUT)
      const engine = { status: 'failed', reason: news.reason, retryAtMs } as const
      return wakeMirror({ ...state, engine, visit: unseen(state.visit) })
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
      return wakeMirror({ ...state, visit: { ...visit, cameraReady: true } })
    case 'camera-failed':
      return apologise(
        { ...state, visit: unseen(visit) },
        news.reason,
        state.nowMs + settings.retryMs,
      )
    case 'face-read': {
      if (!visit.cameraReady) return state
      const nobodySinceMs = news.stance === 'nobody' ? (visit.nobodySinceMs ?? state.nowMs) : null
      const { stance, facesInView } = news
      return { ...state, visit: { ...visit, stance, facesInView, nobodySinceMs } }
    }
    case 'matched': {
      if (scene.name !== 'framing' && scene.name !== 'live') return state
      const [shown, ...others] = news.portraits
      return {
        ...state,
        visit: { ...visit, lookupTrouble: null },
        scene: { name: 'live', verdict: news.verdict, shown, others },
      }
    }
    case 'unanswered':
      return { ...state, visit: { ...visit, lookupTrouble: news.trouble } }
    default:
      return news satisfies never
  }
}

/**
 * Goes on from waking, or from an apology for the mirror, as soon as all is ready. Without an engine
 * nothing goes on before the mirror: an apology is made.
 */
export function wakeMirror(state: ExhibitState): ExhibitState {
  const { visit, scene, engine } = state
  const waiting = scene.name === 'waking' || (scene.name === 'apology' && 'retryAtMs' in scene)
  const mirrored = scene.name === 'framing' || scene.name === 'live'
  if (visit?.way !== 'face' || !(waiting || mirrored)) return state
  if (engine.status === 'failed') return apologise(state, engine.reason, engine.retryAtMs)
  if (mirrored || !visit.cameraReady) return state
  return { ...state, scene: engine.status === 'ready' ? { name: 'framing' } : { name: 'waking' } }
}

function apologise(state: ExhibitState, reason: MirrorTrouble, retryAtMs: number): ExhibitState {
  return { ...state, scene: { name: 'apology', reason, retryAtMs } }
}

/** The visit once its camera is off: what the mirror last saw of the visitor counts no more. */
function unseen<Kept extends Visit | null>(visit: Kept): Kept {
  if (visit === null) return visit
  return { ...visit, cameraReady: false, stance: 'nobody', facesInView: 0, nobodySinceMs: null }
}
