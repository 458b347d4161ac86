import type { CameraStart } from '../camera/camera.ts'
import { listDevices } from '../camera/open-stream.ts'

/** What a browser tells of the camera that is used, and of those that could be. */
export type CameraFacts = {
  readonly name: string
  /** As the camera has it, before it is turned and cut; 0 × 0 where none is open. */
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  /** Why none is open; null where one is. */
  readonly failure: string | null
  /** For `camera.name` in the settings. */
  readonly names: readonly string[]
}

export async function cameraFacts(opened: CameraStart | null): Promise<CameraFacts | null> {
  if (opened === null) return null
  const names = await cameraNames()
  if (opened.status === 'failed') {
    const failure = `${opened.reason}: ${opened.detail}`
    return { name: '', width: 0, height: 0, framesPerSecond: 0, failure, names }
  }
  const { srcObject } = opened.camera.video
  const track = srcObject instanceof MediaStream ? srcObject.getVideoTracks()[0] : undefined
  const { width = 0, height = 0, frameRate = 0 } = track?.getSettings() ?? {}
  return {
    name: track?.label ?? '',
    width,
    height,
    framesPerSecond: frameRate,
    failure: track === undefined ? 'closed' : null,
    names,
  }
}

async function cameraNames(): Promise<readonly string[]> {
  if ((navigator.mediaDevices as MediaDevices | undefined) === undefined) return []
  // What does not come is not told: the panel says all else that it knows.
  const devices = await listDevices().catch(() => [])
  return devices.filter(({ kind }) => kind === 'videoinput').map(({ label }) => label)
}
