import { describe, expect, it } from 'vitest'
import { within } from '../../../kiosk/camera/within.ts'

describe('a wait with a limit', () => {
  it('gives what comes in time, or how it failed', async () => {
    expect(await within(1_000, 'A picture', Promise.resolve(7))).toBe(7)
    await expect(within(1_000, 'A picture', Promise.reject(new Error('torn')))).rejects.toThrow(
      'torn',
    )
  })

  it('names what did not come, as time-outs are named everywhere', async () => {
    await expect(within(5, 'A picture', new Promise(() => {}))).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'A picture took longer than 5 ms.',
    })
  })

  it('hands what comes too late to whoever closes it', async () => {
    let start = (_light: string): void => {}
    const starting = new Promise<string>((resolve) => {
      start = resolve
    })
    const closed = await new Promise((resolve) => {
      within(1, 'A camera', starting, resolve).catch(() => start('the light is on'))
    })
    expect(closed).toBe('the light is on')
  })
})
