import type { Box } from '../../embeddings/pixels/point.ts'
import { penFor } from '../wall/pool-of-light.ts'
import type { MorphLayers } from './draw-layers.ts'
import type { MorphMesh } from './morph-mesh.ts'

/** Two pictures of one size and how one becomes the other, as plain numbers. */
export type MorphPixels = {
  readonly width: number
  readonly height: number
  /**
   * A pixel each, red in the lowest byte, multiplied by its opacity; as `premultiplied` gives them.
   */
  readonly visitor: Uint32Array
  readonly portrait: Uint32Array
  /** What is seen of the portrait's picture. */
  readonly frame: Box
  readonly mesh: MorphMesh
  /** Pixels a unit of the mesh. */
  readonly density: number
}

/** What is on the layers. The caller zeroes it. */
export function pixelsOf(layers: MorphLayers): MorphPixels {
  const { frame, mesh, density } = layers
  const { width, height } = layers.visitor
  const read = (canvas: HTMLCanvasElement) => {
    const { data } = penFor(canvas).getImageData(0, 0, width, height)
    const pixels = premultiplied(data)
    data.fill(0)
    return pixels
  }
  const [visitor, portrait] = [read(layers.visitor), read(layers.portrait)]
  return { width, height, visitor, portrait, frame, mesh, density }
}

/** Pixels as an ImageData has them, each multiplied by its opacity. */
export function premultiplied(pixels: Uint8ClampedArray): Uint32Array<ArrayBuffer> {
  const result = new Uint32Array(pixels.slice().buffer)
  for (let at = 0; at < result.length; at++) {
    const pixel = result[at] as number
    const opacity = pixel >>> 24
    if (opacity === 255) continue
    const red = Math.round(((pixel & 255) * opacity) / 255)
    const green = Math.round((((pixel >>> 8) & 255) * opacity) / 255)
    const blue = Math.round((((pixel >>> 16) & 255) * opacity) / 255)
    result[at] = red | (green << 8) | (blue << 16) | (opacity << 24)
  }
  return result
}
