import { awaitSecond } from './duet.ts'
import type { ExhibitState, VisitState } from './exhibit-state.ts'
import { giveUpExplaining } from './look-into.ts'
import { unlockPinPad } from './operator-panel.ts'
import type { Scene, VisitScene } from './scene.ts'
import { isBeforeMirror, rowOf } from './scenes.ts'
import type { Settings } from './settings.ts'
import { attract, lapseVisit } from './visit.ts'

/** Who is busy with a detail, a sheet of paper or changing places is out of sight for longer. */
const BUSY_SHARE = 2

/** The exhibit after nothing happened but time: deadlines that have come. */
export function passTime(state: ExhibitState, settings: Settings): ExhibitState {
  const tried = giveUpExplaining(unlockPinPad(awaitSecond(retry(state))))
  const { scene, visit, nowMs } = tried
  const { pass, isUnvisited } = rowOf(scene)
  const present = scene.name === 'still-there' ? scene.under : scene
  if (visit !== null && hasWalkedOff(visit, present, nowMs, settings)) {
    return lapseVisit(tried, settings)
  }
  if (pass !== undefined) return pass(tried, scene, settings)
  if (isUnvisited === true || visit === null || !isOverdue(visit, scene, nowMs, settings)) {
    return tried
  }
  const untilMs = nowMs + settings.stillThereMs
  return { ...tried, scene: { name: 'still-there', under: scene as VisitScene, untilMs } }
}

/**
 * The exhibit after the page was suspended, as a hidden tab or a closed computer is: what should
 * have ended meanwhile has, before anything new is taken. A visit that was suspended for longer
 * than anybody is waited for ends without a question and without goodbyes: nobody is there to read
 * them.
 */
export function resume(before: ExhibitState, now: ExhibitState, settings: Settings): ExhibitState {
  const { scene, visit, nowMs } = now
  if (visit !== null && nowMs - before.nowMs >= settings.idleMs + settings.stillThereMs) {
    return attract({ ...now, language: settings.language })
  }
  const ends = scene.name === 'still-there' || scene.name === 'operator'
  return ends ? (rowOf(scene).pass?.(now, scene, settings) ?? now) : now
}

/**
 * Whether the mirror saw the visitor leave: who was never seen has not. Only scenes that take the
 * visitor to be before it.
 */
function hasWalkedOff(visit: VisitState, scene: Scene, nowMs: number, settings: Settings): boolean {
  if (!visit.wasSeen || visit.nobodySinceMs === null || !isBeforeMirror(scene)) return false
  return nowMs - Math.max(visit.nobodySinceMs, visit.lastTouchMs) >= settings.walkOffMs
}

/** Whether it is time to ask. */
function isOverdue(visit: VisitState, scene: Scene, nowMs: number, settings: Settings): boolean {
  const untouchedMs = nowMs - visit.lastTouchMs
  const isMirrored = isBeforeMirror(scene) && visit.wasSeen
  const isFollowed = visit.cameraReady && visit.stance !== 'nobody'
  if (untouchedMs >= (isMirrored || isFollowed ? settings.mirrorIdleMs : settings.idleMs)) {
    return true
  }
  if (isBeforeMirror(scene) || visit.nobodySinceMs === null) return false
  // A reader of the whole painting may have stepped aside: ask rather than end.
  const graceMs = settings.walkOffMs * (rowOf(scene).isBusy === true ? BUSY_SHARE : 1)
  return Math.min(nowMs - visit.nobodySinceMs, untouchedMs) >= graceMs
}

/** Tries the engine and the camera again when it is time. */
function retry(state: ExhibitState): ExhibitState {
  const due = (atMs: number | null) => atMs !== null && state.nowMs >= atMs
  const isEngineDue = state.engine.status === 'failed' && due(state.engine.retryAtMs)
  const next: ExhibitState = isEngineDue ? { ...state, engine: { status: 'starting' } } : state
  const { scene } = next
  const apology = scene.name === 'still-there' ? scene.under : scene
  if (apology.name !== 'apology' || !('retryAtMs' in apology)) return next
  if (!due(apology.retryAtMs)) return next
  const trying = { ...apology, retryAtMs: null }
  return { ...next, scene: scene.name === 'still-there' ? { ...scene, under: trying } : trying }
}
