import type { ExhibitState } from './exhibit-state.ts'
import { isCornerDeserted } from './operator-corner.ts'
import type { Settings } from './settings.ts'
import { attract, endVisit } from './visit-endings.ts'

/**
 * The exhibit after the page has slept, as a tab put aside or a computer closed does: what should have
 * ended meanwhile has, before anything new is heard. A visit through which the page slept longer than
 * anybody is waited for ends without a question and without goodbyes; there is nobody to say them to.
 */
export function wake(asleep: ExhibitState, awake: ExhibitState, settings: Settings): ExhibitState {
  const { scene, visit, nowMs } = awake
  if (visit !== null && nowMs - asleep.nowMs >= settings.idleMs + settings.stillThereMs) {
    return attract({ ...awake, visit: null, language: settings.language })
  }
  if (scene.name === 'still-there' && nowMs >= scene.untilMs) return endVisit(awake, settings)
  if (scene.name === 'operator' && isCornerDeserted(scene, nowMs)) return attract(awake)
  return awake
}
