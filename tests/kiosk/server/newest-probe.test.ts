import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Descriptor, toDescriptor } from '../../../embeddings/face/descriptor.ts'
import { askWithNewestProbe, type NewestProbeOptions } from '../../../kiosk/server/newest-probe.ts'
import type { FindOutcome } from '../../../kiosk/server/pendant-server.ts'

/** A server that answers when the test says so; probes are told apart by their first number. */
function arrange() {
  const asked: number[] = []
  const told: string[] = []
  let reply: (outcome: FindOutcome) => void = () => {}
  const probe = askWithNewestProbe({
    k: 5,
    server: {
      find: (descriptor) => {
        asked.push(descriptor[0] as number)
        return new Promise((resolve) => {
          reply = resolve
        })
      },
    },
    onOutcome: (outcome) => told.push(outcome.status === 'failed' ? outcome.failure.detail : ''),
  })
  const answer = async (
    detail: string,
    code: 'no-answer' | 'overloaded' = 'no-answer',
  ): Promise<void> => {
    reply(
      code === 'overloaded'
        ? { status: 'failed', failure: { code, detail } }
        : { status: 'failed', failure: { code, detail } },
    )
    for (let turn = 0; turn < 6; turn++) await Promise.resolve()
  }
  return { asked, told, probe, answer }
}

function numbered(first: number): Descriptor {
  const numbers = new Float32Array(128)
  numbers[0] = first
  return toDescriptor(numbers)
}

describe('asking with the newest probe', () => {
  it('has one question under way, and goes on with the newest probe', async () => {
    const { asked, told, probe, answer } = arrange()
    for (const first of [1, 2, 3]) probe.offer(numbered(first))
    expect(asked).toEqual([1])
    await answer('to one')
    expect(asked).toEqual([1, 3])
    await answer('to three')
    expect(told).toEqual(['to one', 'to three'])
  })

  it('leaves an overloaded server alone for a while, and then asks with the newest probe', async () => {
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const { asked, told, probe, answer } = arrange()
    probe.offer(numbered(1))
    await answer('too much to do', 'overloaded')
    probe.offer(numbered(2))
    probe.offer(numbered(3))
    await vi.advanceTimersByTimeAsync(490)
    expect(asked).toEqual([1])
    await vi.advanceTimersByTimeAsync(1_100)
    expect(asked).toEqual([1, 3])
    expect(told).toEqual(['too much to do'])
  })

  it('tells no answer of a visit that is over', async () => {
    const { told, probe, answer } = arrange()
    probe.offer(numbered(1))
    probe.forget()
    await answer('too late')
    expect(told).toEqual([])
  })

  it('does not ask with a probe of a visit that is over', async () => {
    const { asked, told, probe, answer } = arrange()
    probe.offer(numbered(1))
    probe.offer(numbered(2))
    probe.forget()
    await answer('too late')
    expect(asked).toEqual([1])
    probe.offer(numbered(3))
    expect(asked).toEqual([1, 3])
    await answer('to three')
    expect(told).toEqual(['to three'])
  })

  it('zeroes every probe: passed over at once, answered when it is', async () => {
    const { probe, answer } = arrange()
    const [first, second, third] = [numbered(1), numbered(2), numbered(3)]
    for (const descriptor of [first, second, third]) probe.offer(descriptor)
    expect([first[0], second[0], third[0]]).toEqual([1, 0, 3])
    await answer('to one')
    expect([first[0], third[0]]).toEqual([0, 3])
    await answer('to three')
    expect(third[0]).toBe(0)
  })

  it('zeroes the waiting probe as soon as the visit is over', () => {
    const { probe } = arrange()
    const waiting = numbered(2)
    probe.offer(numbered(1))
    probe.offer(waiting)
    probe.forget()
    expect(waiting[0]).toBe(0)
  })

  it('asks each time whether the way through the index is wanted, and not where nobody says so', () => {
    const asked: (boolean | undefined)[] = []
    const find: NewestProbeOptions['server']['find'] = async (_, __, options) => {
      asked.push(options?.trace)
      return { status: 'failed', failure: { code: 'no-answer', detail: '' } }
    }
    const options = { k: 5, server: { find }, onOutcome: () => {} }
    let isWanted = false
    for (const trace of [undefined, () => isWanted, () => !isWanted]) {
      askWithNewestProbe({ ...options, ...(trace && { trace }) }).offer(numbered(1))
    }
    isWanted = true
    askWithNewestProbe({ ...options, trace: () => isWanted }).offer(numbered(1))
    expect(asked).toEqual([false, false, true, true])
  })
})
