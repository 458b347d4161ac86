import type { CameraPicture } from './camera.ts'
import { latestOnly } from './latest-only.ts'
import { onEveryFrame } from './on-every-frame.ts'
import { bitmapWithin } from './within.ts'

/** Longer frames show the nets nothing more and cost the page's thread to copy. */
const LONGEST_FRAME_SIDE_PX = 640
const FRAME_WITHIN_MS = 5_000

export type FrameLoopOptions = {
  readonly video: HTMLVideoElement
  /** What of the video is a frame; all of it where nothing is said. */
  readonly picture?: () => CameraPicture
  /**
   * Whether frames a second count for more than how new each is; they do not, where nothing is
   * said.
   */
  readonly isHurried?: () => boolean
  /** Takes the frame over and closes it. The next frame comes when this has ended. */
  readonly onFrame: (frame: ImageBitmap) => Promise<void>
  /** A frame that could not be taken or read; the loop goes on. */
  readonly onFailure: (problem: unknown) => void
}

/**
 * Hands out frames of a playing video, always the newest: what the camera shows while one is being
 * read is never seen. Returns the way to stop; a frame being read then is still finished.
 *
 * In a hurry the next frame is taken while the last one is being read, so that the reader need not
 * wait for it: more frames a second, each a little older, and some taken in vain.
 */
export function startFrameLoop(options: FrameLoopOptions): () => void {
  const { video, onFrame, onFailure, isHurried = () => false } = options
  const picture = options.picture ?? (() => wholeOf(video))
  let isStopped = false
  const take = async (): Promise<ImageBitmap | null> =>
    isStopped || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA ? null : frameOf(picture())
  const frames = latestOnly<Promise<ImageBitmap | null> | null>(
    async (taken) => {
      const frame = await (taken ?? take())
      if (frame === null) return
      if (isStopped) frame.close()
      else await onFrame(frame)
    },
    { onFailure, drop: (taken) => void taken?.then((frame) => frame?.close(), onFailure) },
  )
  const stopListening = onEveryFrame(video, () => frames.offer(isHurried() ? take() : null))
  return () => {
    isStopped = true
    stopListening()
    frames.dropWaiting()
  }
}

function wholeOf(video: HTMLVideoElement): CameraPicture {
  return { source: video, width: video.videoWidth, height: video.videoHeight }
}

/** The picture as it is now, made smaller by the browser where that is wanted. */
function frameOf({ source, width, height }: CameraPicture): Promise<ImageBitmap> {
  const scale = LONGEST_FRAME_SIDE_PX / Math.max(width, height)
  const size: ImageBitmapOptions = {
    resizeWidth: Math.round(width * scale),
    resizeHeight: Math.round(height * scale),
    resizeQuality: 'medium',
  }
  return bitmapWithin(FRAME_WITHIN_MS, 'Taking a frame', source, scale >= 1 ? {} : size)
}
