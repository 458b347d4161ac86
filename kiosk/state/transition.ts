import { dwelledGesture, interruptDwelling, keepDwelling } from './dwell.ts'
import type { ExhibitEvent, Happening } from './exhibit-event.ts'
import type { ExhibitState } from './exhibit-state.ts'
import { followGesture } from './gestures.ts'
import { takeEngineEvent, takeMirrorEvent, takeScreenEvent } from './mirror-events.ts'
import { passTime, resume } from './pass-time.ts'
import { answerPasserBy } from './passing.ts'
import type { VisitScene } from './scene.ts'
import { askServer, takeServerEvent, withServerTrouble } from './server-events.ts'
import type { Settings } from './settings.ts'

type Handler<Source extends Happening['source']> = (
  state: ExhibitState,
  event: Extract<Happening, { readonly source: Source }>,
  settings: Settings,
) => ExhibitState

/** Who takes an event, by where it comes from. */
const HANDLERS: { readonly [Source in Happening['source']]: Handler<Source> } = {
  visitor: (state, gesture, settings) => followGesture(touched(state), gesture, settings),
  server: beneath(takeServerEvent),
  engine: beneath(takeEngineEvent),
  mirror: beneath(takeMirrorEvent),
  screen: beneath(takeScreenEvent),
  motion: (state, { isThere }) => answerPasserBy(state, isThere),
  clock(state, _tick, settings) {
    const dwelled = dwelledGesture(state, settings)
    return dwelled === null
      ? passTime(state, settings)
      : followGesture(touched(state), dwelled, settings)
  },
}

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
  const resumed = resume(state, now, settings)
  // A gesture for a scene that ended meanwhile resumes the exhibit and does no more.
  const isLate = event.source === 'visitor' && resumed !== now
  const handle = HANDLERS[event.source] as Handler<ExhibitEvent['source']>
  const handled = isLate ? resumed : handle(resumed, event, settings)
  return keepDwelling(state, askServer(withServerTrouble(handled, settings)), settings)
}

function touched(state: ExhibitState): ExhibitState {
  const { visit, scene, nowMs } = state
  if (scene.name === 'operator') return { ...state, scene: { ...scene, lastTouchMs: nowMs } }
  return visit === null ? state : { ...state, visit: { ...visit, lastTouchMs: nowMs } }
}

/** Lets events reach the scene that a question stands before; the question stays. */
function beneath<Event>(
  take: (state: ExhibitState, event: Event, settings: Settings) => ExhibitState,
): (state: ExhibitState, event: Event, settings: Settings) => ExhibitState {
  return (state, event, settings) => {
    const { scene } = state
    if (scene.name !== 'still-there') return take(state, event, settings)
    const after = take({ ...state, scene: scene.under }, event, settings)
    if (after.visit === null) return after
    return { ...after, scene: { ...scene, under: after.scene as VisitScene } }
  }
}
