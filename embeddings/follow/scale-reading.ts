import type { FaceReading } from './face-reading.ts'

/** The reading with all its places in pixels of a frame of another size and the same shape. */
export function scaleReading(
  reading: FaceReading,
  frame: { readonly width: number; readonly height: number },
): FaceReading {
  const x = frame.width / reading.frameWidth
  const y = frame.height / reading.frameHeight
  return {
    ...reading,
    frameWidth: frame.width,
    frameHeight: frame.height,
    face: reading.face && {
      ...reading.face,
      landmarks: reading.face.landmarks.map((point) => ({ x: point.x * x, y: point.y * y })),
    },
  }
}
