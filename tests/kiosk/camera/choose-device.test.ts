import { describe, expect, it } from 'vitest'
import { chooseDevice } from '../../../kiosk/camera/choose-device.ts'

const camera = (deviceId: string, label: string) => ({
  kind: 'videoinput' as const,
  deviceId,
  label,
})
const BOTH = [
  { kind: 'audioinput' as const, deviceId: 'm', label: 'BRIO microphone' },
  camera('a', 'Integrated Camera'),
  camera('b', 'Logitech BRIO (046d:085e)'),
]

describe('a camera chosen by name', () => {
  it('is the one that has the name in its own, in small letters or large', () => {
    expect(chooseDevice('brio', BOTH)).toEqual({ choice: 'named', deviceId: 'b' })
  })

  it('is any where no name is set', () => {
    expect(chooseDevice('', BOTH)).toEqual({ choice: 'any' })
  })

  it('cannot be told before the browser tells names', () => {
    expect(chooseDevice('brio', [camera('', '')])).toEqual({ choice: 'untold' })
  })

  it('is missed by name, beside what there is', () => {
    expect(chooseDevice('Kinect', BOTH)).toEqual({
      choice: 'missing',
      there: ['Integrated Camera', 'Logitech BRIO (046d:085e)'],
    })
  })
})
