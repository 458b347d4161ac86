import { latestOnly } from './latest-only.ts'

/** Wider frames show the nets nothing more and cost the page's thread to copy. */
const MAX_FRAME_WIDTH_PX = 640

export type FrameLoopOptions = {
  readonly video: HTMLVideoElement
  /** Takes the frame over and closes it. The next frame comes when this has ended. */
  readonly onFrame: (frame: ImageBitmap) => Promise<void>
  /** A frame that could not be taken or read; the loop goes on. */
  readonly onFailure: (problem: unknown) => void
}

/**
 * Hands out frames of a playing video, always the newest: what the camera shows while one is being
 * read is never seen. Returns the way to stop; a frame being read then is still finished.
 */
export function startFrameLoop({ video, onFrame, onFailure }: FrameLoopOptions): () => void {
  let isStopped = false
  const frames = latestOnly<void>(
    async () => {
      if (isStopped || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return
      const frame = await frameOf(video)
      if (isStopped) frame.close()
      else await onFrame(frame)
    },
    { onFailure },
  )
  const stopListening = onEveryFrame(video, () => frames.offer())
  return () => {
    isStopped = true
    stopListening()
  }
}

/** What the video shows now, made smaller by the browser where that is wanted. */
function frameOf(video: HTMLVideoElement): Promise<ImageBitmap> {
  const { videoWidth, videoHeight } = video
  if (videoWidth <= MAX_FRAME_WIDTH_PX) return createImageBitmap(video)
  return createImageBitmap(video, {
    resizeWidth: MAX_FRAME_WIDTH_PX,
    resizeHeight: Math.round((videoHeight * MAX_FRAME_WIDTH_PX) / videoWidth),
    resizeQuality: 'medium',
  })
}

/** Calls back at every new frame of the video; where browsers cannot tell, at every screen refresh. */
function onEveryFrame(video: HTMLVideoElement, listener: () => void): () => void {
  let handle = 0
  if ('requestVideoFrameCallback' in video) {
    const next = (): void => {
      handle = video.requestVideoFrameCallback(next)
      listener()
    }
    handle = video.requestVideoFrameCallback(next)
    return () => video.cancelVideoFrameCallback(handle)
  }
  let shownSeconds = -1
  const next = (): void => {
    handle = requestAnimationFrame(next)
    const { currentTime } = video as HTMLVideoElement
    if (currentTime === shownSeconds) return
    shownSeconds = currentTime
    listener()
  }
  handle = requestAnimationFrame(next)
  return () => cancelAnimationFrame(handle)
}
