import { awaitSecond } from './duet.ts'
import type { ExhibitState, Visit } from './exhibit-state.ts'
import { isBeforeMirror } from './ground.ts'
import { giveUpExplaining } from './look-into.ts'
import { isCornerDeserted, relentGuard } from './operator-corner.ts'
import type { VisitScene } from './scene.ts'
import type { Settings } from './settings.ts'
import { attract, endVisit } from './visit-endings.ts'

/** Who is busy with a detail, a sheet of paper or changing places is out of sight for longer. */
const BUSY_SHARE = 2

/** Every so many turns the machine's eye opens, where it may, and for so much longer. */
const TURNS_TO_AN_EYE = 3
const EYE_HELD = 2.5

/** The exhibit after nothing happened but time: deadlines that have come. */
export function passTime(state: ExhibitState, settings: Settings): ExhibitState {
  const tried = giveUpExplaining(relentGuard(awaitSecond(retry(state))))
  const { scene, visit, nowMs } = tried
  switch (scene.name) {
    case 'attract': {
      // There is more to be seen where the machine's eye looks too.
      const heldMs = settings.faceHeldMs * (scene.isEyeOpen ? EYE_HELD : 1)
      const due = nowMs - scene.sinceMs >= heldMs
      const passing = (tried.spread?.portraits.length ?? 0) > 1
      if (!due || !passing) return tried
      const turn = scene.turn + 1
      const isEyeOpen = settings.machineEye === 'attract' && turn % TURNS_TO_AN_EYE === 0
      return { ...tried, scene: { name: 'attract', turn, sinceMs: nowMs, isEyeOpen } }
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
    case 'moving':
    case 'why':
    case 'turn':
    case 'duet':
    case 'whole':
    case 'closer':
    case 'poster':
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
  if (!isBeforeMirror(scene)) return false
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
  const isMirrored = isBeforeMirror(scene)
  const isFollowed = visit.cameraReady && visit.stance !== 'nobody'
  if (untouchedMs >= (isMirrored || isFollowed ? settings.mirrorIdleMs : settings.idleMs)) {
    return true
  }
  if (isMirrored || visit.nobodySinceMs === null) return false
  // A reader of the whole painting may have stepped aside: ask rather than end.
  const isBusy = ['closer', 'poster', 'print', 'turn'].includes(scene.name)
  const graceMs = settings.walkOffMs * (isBusy ? BUSY_SHARE : 1)
  return Math.min(state.nowMs - visit.nobodySinceMs, untouchedMs) >= graceMs
}

/** Tries again what is due for it. */
function retry(state: ExhibitState): ExhibitState {
  let next = state
  const due = (atMs: number | null) => atMs !== null && state.nowMs >= atMs
  if (due(next.spreadRetryAtMs)) next = { ...next, spreadRetryAtMs: null }
  if (next.reel?.status === 'failed' && due(next.reel.retryAtMs)) next = { ...next, reel: null }
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
