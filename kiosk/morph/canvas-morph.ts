import { penFor } from '../wall/pool-of-light.ts'
import {
  drawLayers,
  drawPortraitAlone,
  type MorphRenderer,
  type MorphScene,
} from './draw-layers.ts'
import { finishAt, mixAt } from './morph-course.ts'
import { pixelsOf } from './morph-pixels.ts'
import { paintMorph } from './paint-morph.ts'

/** What two cores paint in time; and a mirror's picture is no wider. */
const WIDEST_MOVING_PX = 420
/** The portrait at the end, when nothing moves any more. */
const WIDEST_STILL_PX = 1_200

/** The morph, painted pixel by pixel: alike on every machine, with or without a graphics card. */
export function openCanvasMorph(scene: MorphScene): MorphRenderer {
  const layers = drawLayers(scene, WIDEST_MOVING_PX)
  const pixels = pixelsOf(layers)
  layers.wipe()
  const moving = document.createElement('canvas')
  moving.width = pixels.width
  moving.height = pixels.height
  const pen = penFor(moving)
  const image = pen.createImageData(pixels.width, pixels.height)
  const target = new Uint32Array(image.data.buffer)
  const still = drawPortraitAlone(scene, WIDEST_STILL_PX)
  const surface = document.createElement('canvas')
  surface.width = still.width
  surface.height = still.height
  const context = penFor(surface)
  const lay = (picture: HTMLCanvasElement, share: number) => {
    context.globalAlpha = share
    context.drawImage(picture, 0, 0, surface.width, surface.height)
  }
  return {
    kind: 'morph',
    surface,
    draw(t) {
      const finish = finishAt(t)
      context.clearRect(0, 0, surface.width, surface.height)
      if (finish < 1) {
        paintMorph(pixels, mixAt(t), target)
        pen.putImageData(image, 0, 0)
        lay(moving, 1 - finish)
      }
      context.globalCompositeOperation = 'lighter'
      if (finish > 0) lay(still, finish)
      context.globalCompositeOperation = 'source-over'
    },
    close() {
      for (const held of [pixels.visitor, pixels.portrait, target]) held.fill(0)
      for (const canvas of [moving, still, surface]) canvas.width = canvas.height = 1
    },
  }
}
