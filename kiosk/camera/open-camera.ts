import type { Camera, CameraStart } from './camera.ts'
import { cameraFailure } from './camera-failure.ts'

/** A camera that is granted but shows nothing within this time is held by another program. */
const FIRST_PICTURE_WITHIN_MS = 10_000

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: {
    facingMode: 'user',
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30 },
  },
}

/**
 * Asks the visitor's browser for a camera and waits for its first picture. How long the visitor
 * thinks about the browser's question is not limited.
 */
export async function openCamera(): Promise<CameraStart> {
  // Browsers leave `mediaDevices` out on pages that came over plain http from another machine.
  if (!window.isSecureContext || navigator.mediaDevices === undefined) {
    return {
      status: 'failed',
      reason: 'insecure-page',
      detail: `Browsers open cameras on https or localhost only, not on ${location.origin}.`,
    }
  }
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia(WANTED)
  } catch (problem) {
    return cameraFailure(problem)
  }
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  const camera = cameraOver(stream, video)
  try {
    await playing(video)
    return { status: 'ready', camera }
  } catch (problem) {
    camera.close()
    return {
      status: 'failed',
      reason: 'camera-in-use',
      detail: `The camera shows no picture: ${String(problem)}`,
    }
  }
}

function cameraOver(stream: MediaStream, video: HTMLVideoElement): Camera {
  let isClosed = false
  return {
    video,
    onEnded(listener) {
      let isTold = false
      const tell = (): void => {
        if (isClosed || isTold) return
        isTold = true
        listener()
      }
      for (const track of stream.getTracks()) {
        if (track.readyState === 'ended') queueMicrotask(tell)
        else track.addEventListener('ended', tell)
      }
    },
    close() {
      isClosed = true
      for (const track of stream.getTracks()) track.stop()
      video.pause()
      // Without it the element would go on showing the last picture of the visitor.
      video.srcObject = null
      video.load()
    },
  }
}

/** Settles once the video shows pictures. Rejects when it will not play or takes too long. */
function playing(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`none within ${FIRST_PICTURE_WITHIN_MS} ms`)),
      FIRST_PICTURE_WITHIN_MS,
    )
    video
      .play()
      .then(resolve, reject)
      .finally(() => clearTimeout(late))
  })
}
