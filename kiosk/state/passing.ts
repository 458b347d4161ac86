import { type ExhibitState, spreadOf } from './exhibit-state.ts'
import type { Attract } from './scene.ts'
import { LEAST_EYE_SHARE, type ShownPortrait } from './shown-portrait.ts'

/** A carousel of fewer is soon known by heart; then all of them are in it. */
const FEWEST = 12

/**
 * The portraits that stop a passer-by: of a spread the half whose eyes are seen best, since they
 * are shown larger than anything else here. Eyes count by the pixels between them, and only half
 * where the head is turned aside. In the order of the spread; one array a spread, so that it can be
 * compared.
 */
function thoseThatMeetTheEye(spread: readonly ShownPortrait[]): readonly ShownPortrait[] {
  const known = chosen.get(spread)
  if (known !== undefined) return known
  const half = Math.max(FEWEST, Math.ceil(spread.length / 2))
  const seen = new Set([...spread].sort((a, b) => eyesSeen(b) - eyesSeen(a)).slice(0, half))
  const walking = spread.filter((portrait) => seen.has(portrait))
  chosen.set(spread, walking)
  return walking
}

const chosen = new WeakMap<readonly ShownPortrait[], readonly ShownPortrait[]>()

function eyesSeen({ crop, eyes: [left, right] }: ShownPortrait): number {
  const apart = Math.hypot(right.x - left.x, right.y - left.y)
  return apart < crop.width * LEAST_EYE_SHARE ? apart / 2 : apart
}

/** The portraits that pass by while nobody is there, in the order of their turns. */
export function passing(state: ExhibitState): readonly ShownPortrait[] {
  return thoseThatMeetTheEye(spreadOf(state))
}

/** The portrait whose turn it is. */
export function passingPortrait(state: ExhibitState, { turn }: Attract): ShownPortrait | undefined {
  const portraits = passing(state)
  return portraits[turn % Math.max(1, portraits.length)]
}

/** Somebody stands before the passing portraits, or nobody does any more. */
export function answerPasserBy(state: ExhibitState, isThere: boolean): ExhibitState {
  const { scene } = state
  return scene.name === 'attract' ? { ...state, scene: { ...scene, isAnswering: isThere } } : state
}

/** Before somebody each portrait stays for so many of its times, and looks out. */
const ANSWERING_HELD = 2.5

/** How long the portrait whose turn it is stays. */
export function passingHeldMs({ isAnswering }: Attract, faceHeldMs: number): number {
  return faceHeldMs * (isAnswering ? ANSWERING_HELD : 1)
}
