import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latestOnly } from '../../../kiosk/camera/latest-only.ts'

/** Work that ends when the test says so, and what became of every item. */
function arrange() {
  const begun: number[] = []
  const dropped: number[] = []
  const failures: unknown[] = []
  let end: (problem?: Error) => void = () => {}
  const { offer, dropWaiting } = latestOnly<number>(
    (item) =>
      new Promise((resolve, reject) => {
        begun.push(item)
        end = (problem) => (problem ? reject(problem) : resolve())
      }),
    {
      drop: (item) => dropped.push(item),
      onFailure: (problem) => failures.push(problem),
    },
  )
  const finish = async (problem?: Error): Promise<void> => {
    end(problem)
    // Two turns: the work's own promise, and the loop around it.
    for (let turn = 0; turn < 4; turn++) await Promise.resolve()
  }
  return { begun, dropped, failures, offer, dropWaiting, finish }
}

describe('working on the newest item only', () => {
  it('begins at once when idle', () => {
    const { begun, offer } = arrange()
    offer(1)
    expect(begun).toEqual([1])
  })

  it('goes on with the newest of what came meanwhile, and drops the rest', async () => {
    const { begun, dropped, offer, finish } = arrange()
    for (const item of [1, 2, 3, 4]) offer(item)
    expect(begun).toEqual([1])
    await finish()
    expect(begun).toEqual([1, 4])
    expect(dropped).toEqual([2, 3])
  })

  it('lets go of what waits, and not of what is under way', async () => {
    const { begun, dropped, offer, dropWaiting, finish } = arrange()
    offer(1)
    dropWaiting()
    offer(2)
    dropWaiting()
    expect(dropped).toEqual([2])
    await finish()
    expect(begun).toEqual([1])
  })

  it('is idle again afterwards', async () => {
    const { begun, offer, finish } = arrange()
    offer(1)
    await finish()
    offer(2)
    expect(begun).toEqual([1, 2])
  })

  it('tells a failure and goes on', async () => {
    const { begun, failures, offer, finish } = arrange()
    offer(1)
    offer(2)
    await finish(new Error('not today'))
    expect(failures).toEqual([new Error('not today')])
    expect(begun).toEqual([1, 2])
  })

  it('begins or drops every item once, in order, and always the last one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), async (steps) => {
        const { begun, dropped, offer, finish } = arrange()
        let offered = 0
        for (const isOffer of steps) {
          if (isOffer) offer(++offered)
          else await finish()
        }
        await finish()
        await finish()
        const all = [...begun, ...dropped].sort((a, b) => a - b)
        expect(all).toEqual(Array.from({ length: offered }, (_, index) => index + 1))
        expect(begun).toEqual(begun.toSorted((a, b) => a - b))
        if (offered > 0) expect(begun.at(-1)).toBe(offered)
      }),
    )
  })
})
