import { chooseDevice } from './choose-device.ts'
import { within } from './within.ts'

const PICTURE: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
}
const ANY: MediaStreamConstraints = { audio: false, video: { ...PICTURE, facingMode: 'user' } }

const LIST_WITHIN_MS = 5_000
/** For a camera to start that the browser may use, and for a visitor to answer the browser. */
const START_WITHIN_MS = 10_000
const ANSWER_WITHIN_MS = 60_000
const STATE_WITHIN_MS = 1_000

/**
 * The pictures of the camera whose name has `name` in it, or of any where that is empty. Where it
 * is not there, of any as well, and `onMissing` is told what there is. Rejects like `getUserMedia`,
 * and with a TimeoutError where the browser does not answer.
 */
export async function openStream(
  name: string,
  onMissing: (there: readonly string[]) => void,
): Promise<MediaStream> {
  // A list that is not needed is not waited for.
  const first = chooseDevice(name, name === '' ? [] : await listDevices())
  if (first.choice === 'named') return start(exactly(first.deviceId))
  const any = await start(ANY)
  const choice = first.choice === 'untold' ? chooseDevice(name, await listDevices()) : first
  if (choice.choice === 'missing') onMissing(choice.there)
  if (choice.choice !== 'named') return any
  const [track] = any.getVideoTracks()
  if (track?.getSettings().deviceId === choice.deviceId) return any
  stop(any)
  return start(exactly(choice.deviceId))
}

/** Rejects where the browser does not tell in time. */
export async function listDevices(): Promise<MediaDeviceInfo[]> {
  const list = navigator.mediaDevices.enumerateDevices()
  return within(LIST_WITHIN_MS, 'The list of cameras', list)
}

async function start(wanted: MediaStreamConstraints): Promise<MediaStream> {
  const isAllowed = await isCameraAllowed()
  const limitMs = isAllowed ? START_WITHIN_MS : ANSWER_WITHIN_MS
  const what = isAllowed ? 'Starting the camera' : 'Leave to use the camera'
  return within(limitMs, what, navigator.mediaDevices.getUserMedia(wanted), stop)
}

/** Whether the browser will ask nobody; false where it does not tell. */
export async function isCameraAllowed(): Promise<boolean> {
  try {
    const asked = navigator.permissions.query({ name: 'camera' as PermissionName })
    return (await within(STATE_WITHIN_MS, 'The permission', asked)).state === 'granted'
  } catch {
    // Not every browser knows this question. A visitor may be asked then.
    return false
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function exactly(deviceId: string): MediaStreamConstraints {
  return { audio: false, video: { ...PICTURE, deviceId: { exact: deviceId } } }
}
