import type { Cabinet, FramingScene, Live, Moving, Scene, Whole } from './scene.ts'

/** The scenes that others open from and lead back to. */
type Ground = Exclude<
  Scene,
  { readonly name: 'still-there' | 'why' | 'whole' | 'closer' | 'poster' | 'print' }
>

/** Whether the visitor stands before the mirror, and portraits answer them. */
export function isBeforeMirror(scene: Scene): scene is FramingScene | Live | Moving {
  return scene.name === 'framing' || scene.name === 'live' || scene.name === 'moving'
}

/** What a scene leads back to in the end: past a question, and paintings looked at on the way. */
export function groundOf(scene: Scene): Ground {
  switch (scene.name) {
    case 'still-there':
      return groundOf(scene.under)
    case 'why':
    case 'closer':
    case 'poster':
    case 'print':
      return groundOf(scene.back)
    case 'whole':
      return scene.back
    default:
      return scene
  }
}

/** The scene with the cabinet changed that it is, or that paintings on the way lead back to. */
export function withCabinet(scene: Scene, change: (cabinet: Cabinet) => Cabinet): Scene {
  switch (scene.name) {
    case 'cabinet':
      return change(scene)
    case 'whole':
      return throughWhole(scene, change)
    case 'closer':
    case 'poster':
      return { ...scene, back: throughWhole(scene.back, change) }
    case 'print': {
      const { back } = scene
      return back.name === 'whole' ? { ...scene, back: throughWhole(back, change) } : scene
    }
    default:
      return scene
  }
}

function throughWhole(scene: Whole, change: (cabinet: Cabinet) => Cabinet): Whole {
  return scene.back.name === 'cabinet' ? { ...scene, back: change(scene.back) } : scene
}
