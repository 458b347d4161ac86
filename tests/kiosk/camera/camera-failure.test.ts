import { describe, expect, it } from 'vitest'
import { cameraFailure } from '../../../kiosk/camera/camera-failure.ts'

describe('what a browser means when it gives no camera', () => {
  it.each([
    ['NotFoundError', 'no-camera'],
    ['OverconstrainedError', 'no-camera'],
    ['NotAllowedError', 'camera-refused'],
    ['SecurityError', 'camera-refused'],
    ['NotReadableError', 'camera-in-use'],
    ['AbortError', 'camera-in-use'],
    ['SomethingNewError', 'no-camera'],
  ])('%s is "%s"', (name, reason) => {
    const problem = new DOMException('as the browser says', name)
    expect(cameraFailure(problem)).toEqual({
      status: 'failed',
      reason,
      detail: `${name}: as the browser says`,
    })
  })

  it('takes whatever is thrown', () => {
    expect(cameraFailure('no words').detail).toContain('no words')
  })
})
