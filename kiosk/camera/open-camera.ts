import type { CameraSettings } from '../../server/contract/kiosk-settings.ts'
import type { Camera, CameraStart } from './camera.ts'
import { cameraFailure } from './camera-failure.ts'
import { onEveryFrame } from './on-every-frame.ts'
import { openStream } from './open-stream.ts'
import type { CameraGeometry } from './upright.ts'
import { uprightPictures } from './upright-picture.ts'
import { createStallWatch, lookRegularly } from './watch-stall.ts'

/** A camera that is granted but shows nothing within this time is held by another program. */
const FIRST_PICTURE_WITHIN_MS = 10_000

export type CameraWanted = Pick<CameraSettings, 'name'> &
  CameraGeometry & {
    /** Told what cameras there are when the one of that name is not; another is used then. */
    readonly onMissing: (there: readonly string[]) => void
  }

/** Any camera, as it hangs. */
const ANY_CAMERA: CameraWanted = {
  name: '',
  rotate: 0,
  crop: { left: 0, top: 0, width: 1, height: 1 },
  onMissing: () => undefined,
}

/**
 * Asks the visitor's browser for a camera and waits for its first picture. How long the visitor
 * thinks about the browser's question is not limited. When they are `gone` meanwhile, its light
 * goes out at once.
 */
export async function openCamera(
  wanted: CameraWanted = ANY_CAMERA,
  gone?: AbortSignal,
): Promise<CameraStart> {
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
    stream = await openStream(wanted.name, wanted.onMissing)
  } catch (problem) {
    return cameraFailure(problem)
  }
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  const camera = cameraOver(stream, video, wanted)
  gone?.addEventListener('abort', camera.close)
  try {
    if (gone?.aborted === true) camera.close()
    else await playing(video)
    return { status: 'ready', camera }
  } catch (problem) {
    camera.close()
    return {
      status: 'failed',
      reason: 'camera-in-use',
      detail: `The camera shows no picture: ${String(problem)}`,
    }
  } finally {
    gone?.removeEventListener('abort', camera.close)
  }
}

function cameraOver(
  stream: MediaStream,
  video: HTMLVideoElement,
  geometry: CameraGeometry,
): Camera {
  const pictures = uprightPictures(video, geometry)
  const stops: (() => void)[] = []
  let isClosed = false
  return {
    video,
    picture: pictures.now,
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
      const watch = createStallWatch()
      stops.push(onEveryFrame(video, watch.frame), lookRegularly(watch, tell))
    },
    close() {
      isClosed = true
      for (const stop of stops) stop()
      for (const track of stream.getTracks()) track.stop()
      video.pause()
      // Without it the element would go on showing the last picture of the visitor.
      video.srcObject = null
      video.load()
      pictures.wipe()
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
