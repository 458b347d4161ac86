/** A camera as browsers list it: its name is empty until one of them was permitted. */
type ListedCamera = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>

export type DeviceChoice =
  | { readonly choice: 'any' }
  | { readonly choice: 'named'; readonly deviceId: string }
  /** The browser tells no names before a camera was permitted. */
  | { readonly choice: 'untold' }
  | { readonly choice: 'missing'; readonly there: readonly string[] }

/** The camera whose name has `wanted` in it, small or large letters alike; the first of several. */
export function chooseDevice(wanted: string, devices: readonly ListedCamera[]): DeviceChoice {
  if (wanted === '') return { choice: 'any' }
  const cameras = devices.filter(({ kind, label }) => kind === 'videoinput' && label !== '')
  if (cameras.length === 0) return { choice: 'untold' }
  const found = cameras.find(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()))
  if (found !== undefined) return { choice: 'named', deviceId: found.deviceId }
  return { choice: 'missing', there: cameras.map(({ label }) => label) }
}
