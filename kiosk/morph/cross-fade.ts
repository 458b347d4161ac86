import { penFor } from '../wall/pool-of-light.ts'
import {
  drawPortraitAlone,
  drawVisitorAlone,
  type MorphRenderer,
  type MorphScene,
} from './draw-layers.ts'
import { fadeAt } from './morph-course.ts'

const WIDEST_PX = 1_200

/** One picture gives way to the other and nothing moves, for who asked for less motion. */
export function openCrossFade(scene: MorphScene): MorphRenderer {
  const visitor = drawVisitorAlone(scene, WIDEST_PX)
  const portrait = drawPortraitAlone(scene, WIDEST_PX)
  const surface = document.createElement('canvas')
  surface.width = visitor.width
  surface.height = visitor.height
  const context = penFor(surface)
  return {
    kind: 'cross-fade',
    surface,
    draw(t) {
      const share = fadeAt(t)
      context.clearRect(0, 0, surface.width, surface.height)
      context.globalAlpha = 1 - share
      context.globalCompositeOperation = 'source-over'
      context.drawImage(visitor, 0, 0)
      context.globalAlpha = share
      context.globalCompositeOperation = 'lighter'
      context.drawImage(portrait, 0, 0)
    },
    close() {
      for (const canvas of [visitor, portrait, surface]) canvas.width = canvas.height = 1
    },
  }
}
