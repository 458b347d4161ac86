import { dwelledGesture, interruptDwelling, keepDwelling } from './dwell.ts'
import type { ExhibitEvent, Gesture, HouseNews, MirrorNews } from './exhibit-event.ts'
import type { ExhibitState } from './exhibit-state.ts'
import { followGesture } from './follow-gesture.ts'
import { wake } from './overslept.ts'
import { passTime } from './pass-time.ts'
import type { VisitScene } from './scene.ts'
import type { Settings } from './settings.ts'
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
  const nowMs = Math.max(state.nowMs, event.atMs)
  const now = interruptDwelling(state, { ...state, nowMs })
  const awake = wake(state, now, settings)
  const after = heedHouse(follow(awake, awake !== now, event, settings), settings)
  return keepDwelling(state, after, settings)
}

/** A gesture that `isLate` was meant for a scene that is over: it wakes the exhibit and no more. */
function follow(
  state: ExhibitState,
  isLate: boolean,
  event: ExhibitEvent,
  settings: Settings,
): ExhibitState {
  switch (event.type) {
    case 'tick': {
      const dwelled = dwelledGesture(state, settings)
      return dwelled === null
        ? passTime(state, settings)
        : followGesture(touched(state), dwelled, settings)
    }
    case 'begin':
    case 'speak':
    case 'with-my-face':
    case 'the-two-of-us':
    case 'sign':
    case 'without-my-face':
    case 'see-whole':
    case 'look-closer':
    case 'print':
    case 'move-with-me':
    case 'look-alike':
    case 'blend':
    case 'why':
    case 'poster':
    case 'eye':
    case 'with-me':
    case 'next-of-two':
    case 'choose':
    case 'another-wall':
    case 'narrow':
    case 'filter':
    case 'operate':
    case 'pin':
    case 'try-again':
    case 'back':
    case 'leave':
    case 'touch':
      if (isLate) return state
      return followGesture(touched(state), event satisfies Gesture, settings)
    case 'reachable':
    case 'gallery':
    case 'house':
    case 'spread':
    case 'spread-unanswered':
    case 'facets':
    case 'facets-unanswered':
    case 'narrowed':
    case 'narrowed-unanswered':
    case 'likenesses':
    case 'likenesses-unanswered':
    case 'reel-ready':
    case 'reel-unanswered':
    case 'computed':
    case 'engine-ready':
    case 'engine-failed':
      return beneath(state, (under) => takeHouseNews(under, event satisfies HouseNews, settings))
    case 'camera-ready':
    case 'camera-failed':
    case 'face-read':
    case 'matched':
    case 'rested':
    case 'sat':
    case 'explained':
    case 'unanswered':
      return beneath(state, (under) => takeMirrorNews(under, event satisfies MirrorNews, settings))
    default:
      return event satisfies never
  }
}

function touched(state: ExhibitState): ExhibitState {
  const { visit, scene, nowMs } = state
  if (scene.name === 'operator') return { ...state, scene: { ...scene, lastTouchMs: nowMs } }
  return visit === null ? state : { ...state, visit: { ...visit, lastTouchMs: nowMs } }
}

/** Lets news reach the scene that a question stands before; the question stays. */
function beneath(state: ExhibitState, take: (state: ExhibitState) => ExhibitState): ExhibitState {
  const { scene } = state
  if (scene.name !== 'still-there') return take(state)
  const after = take({ ...state, scene: scene.under })
  if (after.visit === null) return after
  return { ...after, scene: { ...scene, under: after.scene as VisitScene } }
}
