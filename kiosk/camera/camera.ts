import type { PictureFault } from './watch-picture.ts'

export type CameraStart =
  | { readonly status: 'ready'; readonly camera: Camera }
  | {
      readonly status: 'failed'
      readonly reason:
        | 'no-camera'
        | 'camera-refused'
        | 'camera-in-use'
        | 'insecure-page'
        /** The browser does not answer. */
        | 'camera-silent'
        | PictureFault
      readonly detail: string
    }

/** Why there is no camera, or none any more; `detail` is for whoever looks after it. */
export type CameraFailure = Extract<CameraStart, { status: 'failed' }>

/** A running camera. Whoever opened it closes it; closing turns its light off. */
export interface Camera {
  /** As the camera has it; tells by its new frames that there is something to be seen. */
  readonly video: HTMLVideoElement
  /**
   * What it shows now, upright and cut as the museum set it: what is read, and what is mirrored.
   */
  readonly picture: () => CameraPicture
  /**
   * Called once when the camera is of no more use: unplugged, taken away, without a new picture, or
   * with pictures that show nothing.
   */
  onEnded(listener: (failure: CameraFailure) => void): void
  close(): void
}

/** A picture of the camera with its own size in pixels. */
export type CameraPicture = {
  readonly source: HTMLVideoElement | HTMLCanvasElement
  readonly width: number
  readonly height: number
}
