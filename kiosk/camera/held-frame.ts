/**
 * The frame that is being read, held to be drawn once it has been: the frame itself goes to the
 * reader. What is drawn of a face so lies on the very frame it was found on. (A video is no help:
 * it is converted anew each time it is drawn, at five times the cost.)
 */
export interface HeldFrame {
  /** Takes in the pixels of a frame in place of the last one's; the frame stays the caller's. */
  hold(frame: ImageBitmap): CanvasImageSource
  /** Leaves no pixel. */
  wipe(): void
}

export function createHeldFrame(): HeldFrame {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('This browser gives a page no 2D canvas.')
  return {
    hold(frame) {
      if (canvas.width !== frame.width) canvas.width = frame.width
      if (canvas.height !== frame.height) canvas.height = frame.height
      pen.drawImage(frame, 0, 0)
      return canvas
    },
    wipe() {
      // Setting a canvas's size gives it new, transparent pixels.
      canvas.width = canvas.height = 1
    },
  }
}
