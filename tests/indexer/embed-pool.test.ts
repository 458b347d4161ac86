import { describe, expect, it, onTestFinished } from 'vitest'
import { type EmbedPool, embedPool } from '../../indexer/faces/embed-pool.ts'
import type { EmbedTask } from '../../indexer/faces/embed-task.ts'

const NEVER = new AbortController().signal

describe('the pool of workers', () => {
  it('answers every task once', async () => {
    const names = Array.from({ length: 50 }, (_, i) => `picture ${i}`)
    const outcomes = await run(pool(3), names)
    expect(outcomes.map(([file]) => file).toSorted()).toEqual(names.toSorted())
    expect(outcomes.every(([file, said]) => file === said)).toBe(true)
  })

  it('outlives a worker, and tells which picture it died of', async () => {
    const names = ['a', 'poison', 'b', 'poison', 'poison', 'c', 'd']
    const outcomes = await run(pool(2), names)
    expect(outcomes.filter(([file]) => file !== 'poison').toSorted()).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
      ['d', 'd'],
    ])
    expect(outcomes.filter(([file]) => file === 'poison')).toEqual(
      Array(3).fill(['poison', 'crashed: poisoned']),
    )
  })

  it('outlives native code that ends a worker, and blames no picture that was in hand with it', async () => {
    const names = ['a', 'b', 'abort', 'c', 'd', 'e', 'segfault', 'f', 'g', 'abort']
    const outcomes = await run(pool(1), names)
    expect(outcomes).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['abort', 'crashed: ended by SIGABRT'],
      ['c', 'c'],
      ['d', 'd'],
      ['e', 'e'],
      ['segfault', 'crashed: ended by SIGSEGV'],
      ['f', 'f'],
      ['g', 'g'],
      ['abort', 'crashed: ended by SIGABRT'],
    ])
  })

  it('has one worker say that faces are read slowly, and none that takes its place', async () => {
    const one = pool(1)
    const said = []
    for (const name of ['speaks?', 'poison', 'speaks?']) said.push(...(await run(one, [name])))
    expect(said.map(([, answer]) => answer)).toEqual(['true', 'crashed: poisoned', 'false'])
    // Each of three has tasks from the first.
    const three = await run(pool(3), Array(9).fill('speaks?'))
    expect(new Set(three.map(([, answer]) => answer))).toEqual(new Set(['true', 'false']))
  })

  it('draws no more than three pictures a worker ahead', async () => {
    let drawn = 0
    function* counted(): Generator<EmbedTask> {
      for (let i = 0; i < 40; i++) {
        drawn += 1
        yield task(`picture ${i}`)
      }
    }
    let ended = 0
    for await (const _ of pool(2).run(counted(), NEVER)) {
      ended += 1
      expect(drawn - ended).toBeLessThanOrEqual(6)
    }
    expect(ended).toBe(40)
  })

  it('finishes what is in hand when it is told to stop', async () => {
    const controller = new AbortController()
    let ended = 0
    const tasks = Array.from({ length: 40 }, (_, i) => task(`picture ${i}`))
    for await (const _ of pool(2).run(tasks, controller.signal)) {
      ended += 1
      controller.abort()
    }
    expect(ended).toBeGreaterThanOrEqual(6)
    expect(ended).toBeLessThanOrEqual(7)
  })

  it('gives up where a worker cannot even start', async () => {
    await expect(run(pool(2, 'unfit'), ['a'])).rejects.toThrow(/could not start: no models here/)
  })
})

function pool(workers: number, dataFolder = ''): EmbedPool {
  const program = new URL('./fragile-worker.ts', import.meta.url)
  const started = embedPool({ dataFolder, workers, program })
  onTestFinished(() => started.close())
  return started
}

/** Each file with what was said of it. */
async function run(started: EmbedPool, files: readonly string[]): Promise<[string, string][]> {
  const said: [string, string][] = []
  for await (const { task: each, outcome } of started.run(files.map(task), NEVER)) {
    const reason = 'reason' in outcome ? outcome.reason : ''
    said.push([each.file, outcome.status === 'crashed' ? `crashed: ${reason}` : reason])
  }
  return said
}

function task(file: string): EmbedTask {
  return { workId: file, file, knownContent: undefined }
}
