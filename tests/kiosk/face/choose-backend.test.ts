import { describe, expect, it } from 'vitest'
import type { BackendName, BackendTrial, TriedBackend } from '../../../kiosk/face/backend-trial.ts'
import {
  chooseBackend,
  type FailedTrial,
  firstBackend,
} from '../../../kiosk/face/choose-backend.ts'

type Outcome = number | 'no-engine' | 'no-models'

/**
 * Engines that take so many milliseconds a frame, or fail to start; says what was tried and left
 * open.
 */
function engines(outcomes: Record<BackendName, Outcome>) {
  const tried: BackendName[] = []
  const open = new Set<BackendName>()
  const tryBackend = async (backend: BackendName): Promise<TriedBackend | FailedTrial> => {
    tried.push(backend)
    const outcome = outcomes[backend]
    if (typeof outcome === 'string') {
      return { status: 'failed', backend, reason: outcome, detail: 'as arranged' }
    }
    open.add(backend)
    const trial: BackendTrial = {
      status: 'passed',
      backend,
      frameMs: outcome,
      selfTestDistance: 0.001,
    }
    return { trial, close: () => void open.delete(backend) }
  }
  return { tried, open, tryBackend }
}

describe('choosing the engine', () => {
  it('keeps WASM where there is nothing else', async () => {
    const { open, tryBackend } = engines({ wasm: 30, webgl: 'no-engine' })
    await chooseBackend(tryBackend)
    expect([...open]).toEqual(['wasm'])
  })

  it('takes WebGL when it is clearly faster, and closes WASM', async () => {
    const { open, tryBackend } = engines({ wasm: 30, webgl: 9 })
    expect(await chooseBackend(tryBackend)).toMatchObject({ trial: { backend: 'webgl' } })
    expect([...open]).toEqual(['webgl'])
  })

  it('keeps WASM when WebGL is no more than a little faster, and closes WebGL', async () => {
    const { open, tryBackend } = engines({ wasm: 30, webgl: 28 })
    expect(await chooseBackend(tryBackend)).toMatchObject({ trial: { backend: 'wasm' } })
    expect([...open]).toEqual(['wasm'])
  })

  it('makes do with WebGL where WASM does not start', async () => {
    const { tryBackend } = engines({ wasm: 'no-engine', webgl: 40 })
    expect(await chooseBackend(tryBackend)).toMatchObject({ trial: { backend: 'webgl' } })
  })

  it('says why WASM failed when neither starts', async () => {
    const { tryBackend } = engines({ wasm: 'no-engine', webgl: 'no-engine' })
    expect(await chooseBackend(tryBackend)).toMatchObject({ status: 'failed', backend: 'wasm' })
  })

  it('does not look for another engine when the models cannot be had', async () => {
    const { tried, tryBackend } = engines({ wasm: 'no-models', webgl: 9 })
    expect(await chooseBackend(tryBackend)).toMatchObject({ reason: 'no-models' })
    expect(tried).toEqual(['wasm'])
  })
})

describe('taking the first engine', () => {
  it('tries no other once WASM runs', async () => {
    const { tried, open, tryBackend } = engines({ wasm: 30, webgl: 9 })
    expect(await firstBackend(tryBackend)).toMatchObject({ trial: { backend: 'wasm' } })
    expect(tried).toEqual(['wasm'])
    expect([...open]).toEqual(['wasm'])
  })

  it('takes WebGL where WASM does not start, and says why where neither does', async () => {
    const saved = engines({ wasm: 'no-engine', webgl: 9 })
    expect(await firstBackend(saved.tryBackend)).toMatchObject({ trial: { backend: 'webgl' } })
    const lost = engines({ wasm: 'no-engine', webgl: 'no-engine' })
    expect(await firstBackend(lost.tryBackend)).toMatchObject({ reason: 'no-engine' })
  })

  it('does not try another where the models are missing', async () => {
    const { tried, tryBackend } = engines({ wasm: 'no-models', webgl: 9 })
    expect(await firstBackend(tryBackend)).toMatchObject({ reason: 'no-models' })
    expect(tried).toEqual(['wasm'])
  })
})
