import { describe, expect, it } from 'vitest'
import { isRightPin } from '../../../kiosk/server/check-pin.ts'
import { pinKeys } from '../../../server/museum/pin-key.ts'

describe('[KS4] a PIN', () => {
  it('is right by the key that the server made of it, and no other is', async () => {
    const key = await pinKeys()('2468')
    if (key === null) throw new Error('There is no key.')
    expect(await isRightPin('2468', key)).toBe(true)
    expect(await isRightPin('2469', key)).toBe(false)
    expect(await isRightPin('', key)).toBe(false)
  })
})
