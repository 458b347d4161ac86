import type { Settings } from '../exhibit/settings.ts'
import type { ExhibitEvent, Gesture, HouseNews, MirrorNews } from './exhibit-event.ts'
import type { ExhibitState } from './exhibit-state.ts'
import { followGesture } from './follow-gesture.ts'
import { passTime } from './pass-time.ts'
import type { VisitScene } from './scene.ts'
import { takeHouseNews, takeMirrorNews } from './take-news.ts'
import { heedHouse } from './visit-endings.ts'

/**
 * The exhibit: what it is after something happened. Pure; the clock is in the event. Events that
 * mean nothing in the present scene change nothing but the clock.
 */
export function transition(
  state: ExhibitState,
  event: ExhibitEvent,
  settings: Settings,
): ExhibitState {
  const now = { ...state, nowMs: Math.max(state.nowMs, event.atMs) }
  return heedHouse(follow(now, event, settings), settings)
}

function follow(state: ExhibitState, event: ExhibitEvent, settings: Settings): ExhibitState {
  switch (event.type) {
    case 'tick':
      return passTime(state, settings)
    case 'begin':
    case 'speak':
    case 'with-my-face':
    case 'without-my-face':
    case 'see-whole':
    case 'choose':
    case 'another-wall':
    case 'try-again':
    case 'back':
    case 'leave':
    case 'touch':
      return followGesture(touched(state), event satisfies Gesture, settings)
    case 'reachable':
    case 'gallery':
    case 'spread':
    case 'spread-unanswered':
    case 'likenesses':
    case 'likenesses-unanswered':
    case 'engine-ready':
    case 'engine-failed':
      return beneath(state, (under) => takeHouseNews(under, event satisfies HouseNews, settings))
    case 'camera-ready':
    case 'camera-failed':
    case 'face-read':
    case 'matched':
    case 'unanswered':
      return beneath(state, (under) => takeMirrorNews(under, event satisfies MirrorNews, settings))
    default:
      return event satisfies never
  }
}

function touched(state: ExhibitState): ExhibitState {
  if (state.visit === null) return state
  return { ...state, visit: { ...state.visit, lastTouchMs: state.nowMs } }
}

/** Lets news reach the scene that a question stands before; the question stays. */
function beneath(state: ExhibitState, take: (state: ExhibitState) => ExhibitState): ExhibitState {
  const { scene } = state
  if (scene.name !== 'still-there') return take(state)
  const after = take({ ...state, scene: scene.under })
  if (after.visit === null) return after
  return { ...after, scene: { ...scene, under: after.scene as VisitScene } }
}
