import type { Cabinet, Scene, Whole } from './scene.ts'

/** The scenes that others open from and lead back to. */
type Ground = Exclude<Scene, { readonly name: 'still-there' | 'whole' | 'closer' | 'print' }>

/** What a scene leads back to in the end: past a question, and paintings looked at on the way. */
export function groundOf(scene: Scene): Ground {
  switch (scene.name) {
    case 'still-there':
      return groundOf(scene.under)
    case 'closer':
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
    case 'print':
      return { ...scene, back: throughWhole(scene.back, change) }
    default:
      return scene
  }
}

function throughWhole(scene: Whole, change: (cabinet: Cabinet) => Cabinet): Whole {
  return scene.back.name === 'cabinet' ? { ...scene, back: change(scene.back) } : scene
}
