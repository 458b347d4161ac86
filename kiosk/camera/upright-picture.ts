import type { CameraPicture } from './camera.ts'
import { type CameraGeometry, uprightCut } from './upright.ts'

/** Pictures of a video, upright and cut. */
export interface UprightPictures {
  /** What the video shows now. One picture at a time: the next takes its place. */
  now(): CameraPicture
  /** Leaves no pixel of the last one. */
  wipe(): void
}

/**
 * The one place where a camera's picture is turned and cut: face reader and mirror take what comes
 * out. A camera that hangs upright and uncut costs nothing: its video is handed on as it is.
 */
export function uprightPictures(
  video: HTMLVideoElement,
  geometry: CameraGeometry,
): UprightPictures {
  let canvas: HTMLCanvasElement | null = null
  return {
    now() {
      const { videoWidth: width, videoHeight: height } = video
      const cut = uprightCut(geometry, { width, height })
      if (cut === null) return { source: video, width, height }
      canvas ??= document.createElement('canvas')
      if (canvas.width !== cut.width) canvas.width = cut.width
      if (canvas.height !== cut.height) canvas.height = cut.height
      const context = canvas.getContext('2d', { alpha: false })
      if (context === null) throw new Error('This browser gives no canvas to turn a picture on.')
      context.setTransform(...cut.transform)
      context.drawImage(video, 0, 0, width, height)
      return { source: canvas, width: cut.width, height: cut.height }
    },
    wipe() {
      // Setting a canvas's size gives it new, transparent pixels.
      if (canvas !== null) canvas.width = canvas.height = 1
      canvas = null
    },
  }
}
