import type { Pixels } from '../../embeddings/pixels/pixels.ts'

/** Turns camera frames into pixels of the size that faces are read at. */
export interface FrameCanvas {
  /** The frame at working size. Whoever takes the pixels blanks them when done. */
  draw(frame: ImageBitmap): Pixels
  /** Overwrites what is left of the last frame. */
  clear(): void
}

/** Frames with a longer side than `longSidePx` are read at that size, smaller ones as they are. */
export function createFrameCanvas(longSidePx: number): FrameCanvas {
  const canvas = new OffscreenCanvas(1, 1)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser gives a worker no 2D canvas.')
  return {
    draw(frame) {
      const scale = Math.min(1, longSidePx / Math.max(frame.width, frame.height))
      const width = Math.max(1, Math.round(frame.width * scale))
      const height = Math.max(1, Math.round(frame.height * scale))
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
      context.drawImage(frame, 0, 0, width, height)
      return context.getImageData(0, 0, width, height)
    },
    clear() {
      context.clearRect(0, 0, canvas.width, canvas.height)
    },
  }
}
