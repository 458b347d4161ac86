import { isSameFilter } from './cabinet-filter.ts'
import { watchPlace } from './duet.ts'
import type { HouseNews, MirrorNews } from './exhibit-event.ts'
import { type ExhibitState, galleryIdOf } from './exhibit-state.ts'
import { isBeforeMirror, withCabinet } from './ground.ts'
import { explain } from './look-into.ts'
import { rest, takeReel } from './move-with-me.ts'
import type { CameraTrouble, MirrorTrouble, Scene } from './scene.ts'
import type { Settings } from './settings.ts'
import { unlit } from './visitor.ts'
import { PORTRAITS_ON_A_WALL } from './walk-cabinet.ts'

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
      return {
        ...state,
        gallery: news.gallery,
        computed: null,
        computedWalk: [],
        spreadRetryAtMs: null,
        facetsRetryAtMs: null,
      }
    case 'house':
      return { ...state, publicUrl: news.publicUrl }
    case 'spread': {
      const { gallery, portraits } = news
      const spreadRetryAtMs = retryAtMs(state, gallery, settings)
      return { ...state, spread: { gallery, portraits }, spreadRetryAtMs }
    }
    case 'spread-unanswered':
      return { ...state, spreadRetryAtMs: state.nowMs + settings.retryMs }
    case 'facets': {
      const { gallery, facets } = news
      const facetsRetryAtMs = retryAtMs(state, gallery, settings)
      return { ...state, facets: { gallery, facets }, facetsRetryAtMs }
    }
    case 'facets-unanswered':
      return { ...state, facetsRetryAtMs: state.nowMs + settings.retryMs }
    case 'narrowed':
    case 'narrowed-unanswered':
      return hangNarrowed(state, news)
    case 'likenesses':
    case 'likenesses-unanswered': {
      const likenesses = news.type === 'likenesses' ? news.portraits : 'unanswered'
      const scene = withCabinet(state.scene, (cabinet) =>
        cabinet.chosen?.portraitId === news.of ? { ...cabinet, likenesses } : cabinet,
      )
      return { ...state, scene }
    }
    case 'reel-ready':
    case 'reel-unanswered':
      return takeReel(state, news, settings)
    case 'computed':
      return { ...state, computed: news.face, computedWalk: news.walk }
    case 'engine-ready':
      return wakeMirror({ ...state, engine: { status: 'ready' } })
    case 'engine-failed': {
      // One that ran can run again soon; files that did not come may come.
      const soon = news.reason === 'no-models' || state.engine.status === 'ready'
      const retryAtMs = state.nowMs + settings.retryMs * (soon ? 1 : RETRIES_LEFT_OUT)
      const engine = { status: 'failed', reason: news.reason, retryAtMs } as const
      return wakeMirror(darken({ ...state, engine }))
    }
    default:
      return news satisfies never
  }
}

/** When to ask again for what came of a gallery; null when it is the one that hangs. */
function retryAtMs(state: ExhibitState, gallery: string, settings: Settings): number | null {
  // A gallery published between the two messages: ask again, though not at once.
  return gallery === galleryIdOf(state) ? null : state.nowMs + settings.retryMs
}

/** Portraits that pass the filter of the cabinet; nothing where the filter is another by now. */
function hangNarrowed(
  state: ExhibitState,
  news: Extract<HouseNews, { type: 'narrowed' | 'narrowed-unanswered' }>,
): ExhibitState {
  const scene = withCabinet(state.scene, (cabinet) => {
    const { narrowed, filter } = cabinet
    if (narrowed === null || !isSameFilter(news.filter, filter)) return cabinet
    if (news.type === 'narrowed') {
      const { portraits, gallery } = news
      const wall = cabinet.wall * PORTRAITS_ON_A_WALL < portraits.length ? cabinet.wall : 0
      return { ...cabinet, narrowed: portraits, narrowedOf: gallery, wall }
    }
    // What hangs stays, even of a gallery that is no more.
    return narrowed === 'asked' ? { ...cabinet, narrowed: 'unanswered' } : cabinet
  })
  return { ...state, scene }
}

/** The exhibit after the camera or the face reader said something; nothing unless a mirror is on. */
export function takeMirrorNews(
  state: ExhibitState,
  news: MirrorNews,
  settings: Settings,
): ExhibitState {
  const { visit, scene } = state
  if (scene.name === 'operator') {
    if (news.type === 'camera-ready') return { ...state, scene: { ...scene, camera: 'ready' } }
    if (news.type !== 'camera-failed') return state
    return { ...state, scene: { ...scene, camera: news.reason } }
  }
  if (visit === null || visit.way !== 'face') return state
  switch (news.type) {
    case 'camera-ready':
      return wakeMirror({ ...state, visit: { ...visit, cameraReady: true } })
    case 'camera-failed':
      return loseCamera(darken(state), news.reason, settings)
    case 'face-read': {
      if (!visit.cameraReady) return state
      const nobodySinceMs = news.stance === 'nobody' ? (visit.nobodySinceMs ?? state.nowMs) : null
      const { stance, facesInView } = news
      return {
        ...state,
        visit: { ...visit, stance, facesInView, nobodySinceMs },
        scene: watchPlace(scene, stance),
      }
    }
    case 'matched': {
      if (scene.name !== 'framing' && scene.name !== 'live') return state
      const [shown, ...others] = news.portraits
      const { verdict, walk = [] } = news
      return {
        ...state,
        visit: { ...visit, lookupTrouble: null },
        scene: { name: 'live', verdict, shown, others, walk },
      }
    }
    case 'rested':
      return rest(state, news.portrait)
    case 'sat':
      return { ...state, visit: { ...visit, satBeside: news.portraitId } }
    case 'explained':
      return explain(state, news.of, news.explanation)
    case 'unanswered':
      return { ...state, visit: { ...visit, lookupTrouble: news.trouble } }
    default:
      return news satisfies never
  }
}

/** Whoever looks at a painting goes on doing so; the mirror is asked for again on the way back. */
function loseCamera(state: ExhibitState, reason: CameraTrouble, settings: Settings): ExhibitState {
  const { visit, scene } = state
  switch (scene.name) {
    case 'duet':
    case 'why':
    case 'whole':
    case 'closer':
    case 'poster':
    case 'print':
      return { ...state, visit: visit && { ...visit, cameraLost: true } }
    case 'waking':
    case 'framing':
    case 'live':
    case 'moving':
    case 'turn':
    case 'apology':
      return apologise(state, reason, state.nowMs + settings.retryMs)
    default:
      return state
  }
}

/**
 * Goes on from waking, or from an apology for the mirror, as soon as all is ready. Without an engine
 * nothing goes on before the mirror: an apology is made. A camera that was lost is asked for again.
 */
export function wakeMirror(state: ExhibitState): ExhibitState {
  const { visit, scene, engine } = state
  const waiting = scene.name === 'waking' || (scene.name === 'apology' && 'retryAtMs' in scene)
  const mirrored = isBeforeMirror(scene) || scene.name === 'turn'
  if (visit?.way !== 'face' || !(waiting || mirrored)) return state
  if (engine.status === 'failed') return apologise(state, engine.reason, engine.retryAtMs)
  if (visit.cameraLost) {
    return { ...state, visit: { ...visit, cameraLost: false }, scene: { name: 'waking' } }
  }
  if (mirrored || !visit.cameraReady) return state
  return { ...state, scene: engine.status === 'ready' ? { name: 'framing' } : { name: 'waking' } }
}

function apologise(state: ExhibitState, reason: MirrorTrouble, retryAtMs: number): ExhibitState {
  const visit = state.visit && { ...state.visit, cameraLost: false }
  return { ...state, visit, scene: { name: 'apology', reason, retryAtMs } }
}

/** The exhibit once its camera is off: nothing of the visitor is seen, and none of it printed. */
function darken(state: ExhibitState): ExhibitState {
  const { visit, scene } = state
  return { ...state, visit: visit && unlit(visit), scene: withoutVisitor(scene) }
}

/** The scene without any picture of the visitor: there is none to be shown any more. */
function withoutVisitor(scene: Scene): Scene {
  switch (scene.name) {
    case 'print':
      return scene.back.name === 'poster' ? scene.back.back : { ...scene, withMe: false }
    case 'why':
    case 'poster':
      return scene.back
    default:
      return scene
  }
}
