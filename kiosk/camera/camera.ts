export type CameraStart =
  | { readonly status: 'ready'; readonly camera: Camera }
  | {
      readonly status: 'failed'
      readonly reason: 'no-camera' | 'camera-refused' | 'camera-in-use' | 'insecure-page'
      readonly detail: string
    }

/** A running camera. Whoever opened it closes it; closing turns its light off. */
export interface Camera {
  readonly video: HTMLVideoElement
  /** Called once when the camera stops by itself: unplugged, or taken away. */
  onEnded(listener: () => void): void
  close(): void
}
