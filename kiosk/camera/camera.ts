export type CameraStart =
  | { readonly status: 'ready'; readonly camera: Camera }
  | {
      readonly status: 'failed'
      readonly reason: 'no-camera' | 'camera-refused' | 'camera-in-use' | 'insecure-page'
      readonly detail: string
    }

/** A running camera. Whoever opened it closes it; closing turns its light off. */
export interface Camera {
  /** As the camera has it; tells by its new frames that there is something to be seen. */
  readonly video: HTMLVideoElement
  /**
   * What it shows now, upright and cut as the museum set it: what is read, and what is mirrored.
   */
  readonly picture: () => CameraPicture
  /**
   * Called once when the camera stops by itself: unplugged, taken away, or without a new picture.
   */
  onEnded(listener: () => void): void
  close(): void
}

/** A picture of the camera with its own size in pixels. */
export type CameraPicture = {
  readonly source: HTMLVideoElement | HTMLCanvasElement
  readonly width: number
  readonly height: number
}
