import type { SelfieGesture } from './selfie-gesture.ts'
import type { Pair, SelfieScene } from './selfie-state.ts'

/**
 * The next scene after a gesture in a scene without computation. Pure; null if the gesture means
 * nothing here, or more than a step from one scene to another.
 */
export function nextSelfieScene(scene: SelfieScene, gesture: SelfieGesture): SelfieScene | null {
  switch (gesture.type) {
    case 'hang': {
      const shown = portraitOf(scene, gesture.portraitId)
      return scene.name === 'pair' && shown !== null ? { ...scene, shown } : null
    }
    case 'look-closer': {
      const shown = portraitOf(scene, gesture.portraitId)
      return scene.name === 'pair' && shown !== null ? { name: 'closer', back: scene, shown } : null
    }
    case 'share':
      if (scene.name !== 'pair' && scene.name !== 'closer') return null
      return { name: 'sharing', back: scene, shown: scene.shown, kind: 'together' }
    case 'card':
      return scene.name === 'sharing' ? { ...scene, kind: gesture.kind } : null
    case 'back':
      return scene.name === 'closer' || scene.name === 'sharing' || scene.name === 'sorry'
        ? scene.back
        : null
    default:
      return null
  }
}

function portraitOf(scene: SelfieScene, portraitId: string): Pair['shown'] | null {
  if (scene.name !== 'pair') return null
  return scene.portraits.find((portrait) => portrait.portraitId === portraitId) ?? null
}
