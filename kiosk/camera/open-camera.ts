import type { CameraSettings } from '../../server/contract/kiosk-settings.ts'
import type { Camera, CameraFailure, CameraStart } from './camera.ts'
import { cameraFailure } from './camera-failure.ts'
import { onEveryFrame } from './on-every-frame.ts'
import { openStream } from './open-stream.ts'
import type { CameraGeometry } from './upright.ts'
import { uprightPictures } from './upright-picture.ts'
import { createPictureWatch, isBlind, type PictureFault, SAMPLE } from './watch-picture.ts'
import { createStallWatch, lookRegularly } from './watch-stall.ts'
import { within } from './within.ts'

/** A camera that is granted but shows nothing within this time is held by another program. */
const FIRST_PICTURE_WITHIN_MS = 10_000
/** A camera opens its eye within two or three seconds; one that shows nothing then is covered. */
const FIRST_SIGHT_WITHIN_MS = 4_000

export type CameraWanted = Pick<CameraSettings, 'name'> &
  CameraGeometry & {
    /** Told what cameras there are when the one of that name is not; another is used then. */
    readonly onMissing: (there: readonly string[]) => void
    /** Whether the pictures stood still before: then they must move before the camera is ready. */
    readonly mustMove: boolean
  }

/** Any camera, as it hangs. */
const ANY_CAMERA: CameraWanted = {
  name: '',
  rotate: 0,
  crop: { left: 0, top: 0, width: 1, height: 1 },
  onMissing: () => undefined,
  mustMove: false,
}

/**
 * Asks the visitor's browser for a camera and waits for its first picture that shows something. It
 * always answers: the visitor has a minute for the browser's question, all else has seconds. When
 * they are `gone` meanwhile, the camera's light goes out at once.
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
  const samples = createSamples(video)
  const camera = cameraOver(stream, video, samples, wanted)
  const fail = (reason: CameraFailure['reason'], detail: string): CameraStart => {
    camera.close()
    return { status: 'failed', reason, detail }
  }
  gone?.addEventListener('abort', camera.close)
  try {
    if (gone?.aborted === true) camera.close()
    else await within(FIRST_PICTURE_WITHIN_MS, 'The first picture', video.play())
    const fault = await faultAtSight(samples, wanted.mustMove, () => gone?.aborted === true)
    return fault === null ? { status: 'ready', camera } : fail(fault, FAULTS[fault])
  } catch (problem) {
    return fail('camera-in-use', `The camera shows no picture: ${String(problem)}`)
  } finally {
    gone?.removeEventListener('abort', camera.close)
  }
}

/** For whoever looks after the camera. */
const FAULTS: Readonly<Record<PictureFault, string>> = {
  'camera-blind': 'Its pictures are all of one black or grey: a lid, a switch, or no light.',
  'camera-frozen': 'Its pictures are all one and the same: unplug it and plug it in again.',
}

/**
 * Null as soon as a picture shows something, and another where it must; the fault of none in time.
 */
async function faultAtSight(
  samples: Samples,
  mustMove: boolean,
  isOver: () => boolean,
): Promise<PictureFault | null> {
  const first = samples.take().slice()
  let fault: PictureFault | null = null
  for (const untilMs = performance.now() + FIRST_SIGHT_WITHIN_MS; performance.now() < untilMs; ) {
    const now = samples.take()
    const isSame = mustMove && now.every((value, at) => value === first[at])
    fault = isBlind(now) ? 'camera-blind' : isSame ? 'camera-frozen' : null
    if (fault === null || isOver()) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  first.fill(0)
  return isOver() ? null : fault
}

/** A video's pictures, small enough to be looked through by the page. */
interface Samples {
  take(): Uint8ClampedArray
  wipe(): void
}

function createSamples(video: HTMLVideoElement): Samples {
  const canvas = document.createElement('canvas')
  canvas.width = SAMPLE.width
  canvas.height = SAMPLE.height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser gives a page no 2D canvas.')
  return {
    take() {
      context.drawImage(video, 0, 0, SAMPLE.width, SAMPLE.height)
      return context.getImageData(0, 0, SAMPLE.width, SAMPLE.height).data
    },
    wipe: () => context.clearRect(0, 0, SAMPLE.width, SAMPLE.height),
  }
}

function cameraOver(
  stream: MediaStream,
  video: HTMLVideoElement,
  samples: Samples,
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
      const tell = (reason: CameraFailure['reason'], detail: string): void => {
        if (isClosed || isTold) return
        isTold = true
        listener({ status: 'failed', reason, detail })
      }
      const end = () => tell('no-camera', 'The camera was unplugged, or taken away.')
      for (const track of stream.getTracks()) {
        if (track.readyState === 'ended') queueMicrotask(end)
        else track.addEventListener('ended', end)
      }
      const stall = createStallWatch()
      const pictures = createPictureWatch()
      const look = (): boolean => {
        const isShown = document.visibilityState === 'visible'
        if (stall.look(isShown)) tell('no-camera', 'The camera sends no more pictures.')
        const fault = isShown ? pictures.look(samples.take()) : null
        if (fault !== null) tell(fault, `${FAULTS[fault]}${mutedWords(stream)}`)
        return isTold
      }
      stops.push(onEveryFrame(video, stall.frame), lookRegularly(look), pictures.wipe)
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
      samples.wipe()
    },
  }
}

/** Systems mute a camera by a key or a setting: its pictures are black then. */
function mutedWords(stream: MediaStream): string {
  return stream.getTracks().some(({ muted }) => muted) ? ' The system has muted it.' : ''
}
