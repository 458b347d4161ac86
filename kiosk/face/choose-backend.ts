import type { BackendName, BackendTrial, TriedBackend } from './backend-trial.ts'

export type FailedTrial = Extract<BackendTrial, { status: 'failed' }>

/**
 * How many times faster than WASM another engine must be to be taken instead: it costs a longer
 * start, more memory and, on a bad driver, the odd lost context.
 */
const WORTHWHILE_SPEED_UP = 1.25

/**
 * The engine to read with: WASM, which runs everywhere, unless WebGL starts, proves right and is
 * clearly faster. One trial after the other, so that neither slows the other down. `tryBackend`
 * answers within limits of its own; what is not taken is closed here.
 */
export async function chooseBackend<Tried extends TriedBackend>(
  tryBackend: (backend: BackendName) => Promise<Tried | FailedTrial>,
): Promise<Tried | FailedTrial> {
  const wasm = await tryBackend('wasm')
  if (!('trial' in wasm) && wasm.reason !== 'no-engine') return wasm
  const webgl = await tryBackend('webgl')
  if (!('trial' in webgl)) return wasm
  if (!('trial' in wasm)) return webgl
  const isWorthwhile = webgl.trial.frameMs * WORTHWHILE_SPEED_UP <= wasm.trial.frameMs
  const [taken, left] = isWorthwhile ? [webgl, wasm] : [wasm, webgl]
  left.close()
  return taken
}

/**
 * The first engine that runs: what a single picture is read with sooner than the better of two
 * could be found out.
 */
export async function firstBackend<Tried extends TriedBackend>(
  tryBackend: (backend: BackendName) => Promise<Tried | FailedTrial>,
): Promise<Tried | FailedTrial> {
  const wasm = await tryBackend('wasm')
  if ('trial' in wasm || wasm.reason !== 'no-engine') return wasm
  const webgl = await tryBackend('webgl')
  return 'trial' in webgl ? webgl : wasm
}
