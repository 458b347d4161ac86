/**
 * Calls back at every new frame of a video; where browsers cannot tell, at every screen refresh
 * that finds another. Returns the way to stop.
 */
export function onEveryFrame(video: HTMLVideoElement, listener: () => void): () => void {
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
