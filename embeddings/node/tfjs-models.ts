import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import {
  type FaceApi,
  type FaceApiModelsOptions,
  loadFaceApiModels,
  type ModelFiles,
} from '../face/face-api-models.ts'
import type { FaceModels } from '../face/face-models.ts'

type NodeFaceApi = FaceApi & {
  readonly tf: {
    setBackend(name: 'wasm'): Promise<boolean>
    ready(): Promise<void>
    env(): { set(flag: string, value: boolean): void }
  }
}

const require = createRequire(import.meta.url)

/** The folder of weights inside the installed @vladmandic/face-api. */
export const MODEL_DIRECTORY = join(
  dirname(require.resolve('@vladmandic/face-api/package.json')),
  'model',
)

/**
 * face-api itself, in Node, over tfjs's WASM backend on one thread. One thread is what it gets in
 * Node anyway; more cores are used by more workers.
 */
export async function startFaceApi(): Promise<NodeFaceApi> {
  const tf = require('@tensorflow/tfjs') as NodeFaceApi['tf']
  const wasm = require('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void }
  // tfjs greets on the console and advises installing tfjs-node, which is not wanted here.
  tf.env().set('IS_TEST', true)
  wasm.setWasmPaths(
    `${join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist')}/`,
  )
  const faceApi = require('@vladmandic/face-api/dist/face-api.node-wasm.js') as NodeFaceApi
  if (!(await faceApi.tf.setBackend('wasm'))) {
    throw new Error('tfjs could not start its WASM backend; run "npm run pendant -- doctor".')
  }
  await faceApi.tf.ready()
  return faceApi
}

const MODEL_FILES_ON_DISK: ModelFiles = {
  readBytes: (name) => readFile(join(MODEL_DIRECTORY, name)),
  readJson: async (name) => JSON.parse(await readFile(join(MODEL_DIRECTORY, name), 'utf8')),
}

/** The face models over face-api, which runs wherever Node does. */
export async function loadTfjsModels(options: FaceApiModelsOptions): Promise<FaceModels> {
  return loadFaceApiModels(await startFaceApi(), MODEL_FILES_ON_DISK, options)
}
