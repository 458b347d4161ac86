import type { Settings } from '../exhibit/settings.ts'
import { awaitSecond } from './duet.ts'
import type { ExhibitState, Visit } from './exhibit-state.ts'
import { isCornerDeserted, relentGuard } from './operator-corner.ts'
import type { VisitScene } from './scene.ts'
import { attract, endVisit } from './visit-endings.ts'

/** Who is busy with a detail, a sheet of paper or changing places is out of sight for longer. */
const BUSY_SHARE = 2

/** The exhibit after nothing happened but time: deadlines that have come. */
export function passTime(state: ExhibitState, settings: Settings): ExhibitState {
  const tried = relentGuard(awaitSecond(retry(state)))
  const { scene, visit, nowMs } = tried
  switch (scene.name) {
    case 'attract': {
      const due = nowMs - scene.sinceMs >= settings.faceHeldMs
      const passing = (tried.spread?.portraits.length ?? 0) > 1
      if (!due || !passing) return tried
      return { ...tried, scene: { name: 'attract', turn: scene.turn + 1, sinceMs: nowMs } }
    }
    case 'goodbye':
      return nowMs - scene.sinceMs >= settings.goodbyeMs ? attract(tried) : tried
    case 'operator':
      return isCornerDeserted(scene, nowMs) ? attract(tried) : tried
    case 'still-there':
      return nowMs >= scene.untilMs || hasWalkedOff(tried, scene.under, settings)
        ? endVisit(tried, settings)
        : tried
    case 'consent':
    case 'release':
    case 'waking':
    case 'framing':
    case 'live':
    case 'turn':
    case 'duet':
    case 'whole':
    case 'closer':
    case 'print':
    case 'cabinet':
    case 'apology':
      if (visit === null) return tried
      if (hasWalkedOff(tried, scene, settings)) return endVisit(tried, settings)
      if (!isOverdue(tried, visit, scene, settings)) return tried
      return {
        ...tried,
        scene: { name: 'still-there', under: scene, untilMs: nowMs + settings.stillThereMs },
      }
    default:
      return scene satisfies never
  }
}

/** Whether the mirror saw the visitor leave. Only scenes that take the visitor to be before it. */
function hasWalkedOff(state: ExhibitState, scene: VisitScene, settings: Settings): boolean {
  const { visit, nowMs } = state
  if (visit === null || visit.nobodySinceMs === null) return false
  if (scene.name !== 'framing' && scene.name !== 'live') return false
  return nowMs - Math.max(visit.nobodySinceMs, visit.lastTouchMs) >= settings.walkOffMs
}

/** Whether it is time to ask. */
function isOverdue(
  state: ExhibitState,
  visit: Visit,
  scene: VisitScene,
  settings: Settings,
): boolean {
  const untouchedMs = state.nowMs - visit.lastTouchMs
  const isBeforeMirror = scene.name === 'framing' || scene.name === 'live'
  const isFollowed = visit.cameraReady && visit.stance !== 'nobody'
  if (untouchedMs >= (isBeforeMirror || isFollowed ? settings.mirrorIdleMs : settings.idleMs)) {
    return true
  }
  if (isBeforeMirror || visit.nobodySinceMs === null) return false
  // A reader of the whole painting may have stepped aside: ask rather than end.
  const isBusy = scene.name === 'closer' || scene.name === 'print' || scene.name === 'turn'
  const graceMs = settings.walkOffMs * (isBusy ? BUSY_SHARE : 1)
  return Math.min(state.nowMs - visit.nobodySinceMs, untouchedMs) >= graceMs
}

/** Tries again what is due for it. */
function retry(state: ExhibitState): ExhibitState {
  let next = state
  const due = (atMs: number | null) => atMs !== null && state.nowMs >= atMs
  if (due(next.spreadRetryAtMs)) next = { ...next, spreadRetryAtMs: null }
  if (due(next.facetsRetryAtMs)) next = { ...next, facetsRetryAtMs: null }
  if (next.engine.status === 'failed' && due(next.engine.retryAtMs)) {
    next = { ...next, engine: { status: 'starting' } }
  }
  const { scene } = next
  const apology = scene.name === 'still-there' ? scene.under : scene
  if (apology.name === 'apology' && 'retryAtMs' in apology && due(apology.retryAtMs)) {
    const trying = { ...apology, retryAtMs: null }
    next = {
      ...next,
      scene: scene.name === 'still-there' ? { ...scene, under: trying } : trying,
    }
  }
  return next
}
