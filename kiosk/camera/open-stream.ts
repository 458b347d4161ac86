import { chooseDevice } from './choose-device.ts'

const PICTURE: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
}
const ANY: MediaStreamConstraints = { audio: false, video: { ...PICTURE, facingMode: 'user' } }

/**
 * The pictures of the camera whose name has `name` in it, or of any where that is empty. Where it
 * is not there, of any as well, and `onMissing` is told what there is. Rejects like `getUserMedia`.
 */
export async function openStream(
  name: string,
  onMissing: (there: readonly string[]) => void,
): Promise<MediaStream> {
  const { mediaDevices } = navigator
  const first = chooseDevice(name, await mediaDevices.enumerateDevices())
  if (first.choice === 'named') return mediaDevices.getUserMedia(exactly(first.deviceId))
  const any = await mediaDevices.getUserMedia(ANY)
  const choice =
    first.choice === 'untold' ? chooseDevice(name, await mediaDevices.enumerateDevices()) : first
  if (choice.choice === 'missing') onMissing(choice.there)
  if (choice.choice !== 'named') return any
  const [track] = any.getVideoTracks()
  if (track?.getSettings().deviceId === choice.deviceId) return any
  for (const opened of any.getTracks()) opened.stop()
  return mediaDevices.getUserMedia(exactly(choice.deviceId))
}

function exactly(deviceId: string): MediaStreamConstraints {
  return { audio: false, video: { ...PICTURE, deviceId: { exact: deviceId } } }
}
