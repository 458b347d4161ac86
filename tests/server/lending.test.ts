import { describe, expect, test, vi } from 'vitest'
import { lend } from '../../server/lookup/lending.ts'

describe('a lent gallery', () => {
  test('[GL6] is closed at once when nobody reads from it', async () => {
    const close = vi.fn()
    const lending = lend({ close })
    expect(lending.use(() => 7)).toBe(7)
    await lending.end()
    expect(close).toHaveBeenCalledOnce()
  })

  test('[GL6] is closed only when the last reader is done', async () => {
    const close = vi.fn()
    const lending = lend({ close })
    const finish: (() => void)[] = []
    const read = () => lending.use(() => new Promise<void>((resolve) => finish.push(resolve)))
    const [quick, slow] = [read(), read()]
    const ended = lending.end()
    finish[0]?.()
    await quick
    expect(close).not.toHaveBeenCalled()
    finish[1]?.()
    await Promise.all([slow, ended])
    expect(close).toHaveBeenCalledOnce()
  })

  test('[GL6] is given back by readers that fail', async () => {
    const close = vi.fn()
    const lending = lend({ close })
    const fail = () => {
      throw new Error('unreadable')
    }
    expect(() => lending.use(fail)).toThrow('unreadable')
    await expect(lending.use(async () => fail())).rejects.toThrow('unreadable')
    await lending.end()
    expect(close).toHaveBeenCalledOnce()
  })

  test('says so when it cannot be closed', async () => {
    const close = () => {
      throw new Error('stuck')
    }
    await expect(lend({ close }).end()).rejects.toThrow('stuck')
  })
})
