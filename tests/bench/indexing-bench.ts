import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { MODEL_DIRECTORY, startFaceApi } from '../../embeddings/node/tfjs-models.ts'
import { embedPool } from '../../indexer/faces/embed-pool.ts'
import type { EmbedTask } from '../../indexer/faces/embed-task.ts'
import { BUILT_IN_CSV } from '../../indexer/import/built-in-collection.ts'
import { decodePicture } from '../decode-picture.ts'
import { testDataFolder } from '../test-data.ts'
import type { Figures } from './figures.ts'

const PICTURES = 60
/** Described by each side before its clock starts: models loaded, code compiled. */
const WARM_UP = 4

/** face-api as its documentation shows it: as much of it as the loop needs. */
type PlainFaceApi = {
  readonly tf: {
    tensor3d(values: Int32Array, shape: readonly number[], type: 'int32'): { dispose(): void }
  }
  readonly nets: Readonly<Record<string, { loadFromDisk(folder: string): Promise<void> }>>
  readonly SsdMobilenetv1Options: new (options: { minConfidence: number }) => unknown
  detectAllFaces(
    input: unknown,
    options: unknown,
  ): { withFaceLandmarks(): { withFaceDescriptors(): Promise<readonly unknown[]> } }
}

/**
 * Images a second: Pendant's pool of workers (reading, hashing, decoding, describing, and writing
 * the derivatives) beside a plain single-threaded face-api loop (decoding and describing) over the
 * same files. The plain loop runs in two halves around Pendant's run, so that a machine that grows
 * busier or cooler meanwhile favours neither.
 */
export async function indexingBench(
  directory?: string,
  limit: number = PICTURES,
): Promise<Figures> {
  const scratch = await mkdtemp(join(tmpdir(), 'pendant-indexing-bench-'))
  try {
    const folder = directory ?? picturesFolder()
    const files = (await readdir(folder))
      .filter((file) => /\.(jpe?g|png|webp)$/i.test(file))
      .slice(0, limit)
      .map((file) => join(folder, file))
    const warmUp = files.slice(0, WARM_UP)
    const plain = await plainLoop()
    const half = Math.ceil(files.length / 2)
    await plain(warmUp)
    const before = await plain(files.slice(0, half))
    const pendant = await pendantRun(join(scratch, 'data'), warmUp, files)
    const after = await plain(files.slice(half))
    const plainSeconds = before.seconds + after.seconds
    return {
      images: files.length,
      workers: availableParallelism(),
      'pendant: images a second': files.length / pendant.seconds,
      'pendant: faces described': pendant.faces,
      'plain face-api: images a second': files.length / plainSeconds,
      'plain face-api: faces described': before.faces + after.faces,
      'times as fast': plainSeconds / pendant.seconds,
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

type Run = { readonly seconds: number; readonly faces: number }

function picturesFolder(): string {
  const shared = testDataFolder('real paintings (invented sitters instead)')
  return shared ? join(shared, 'collection') : dirname(BUILT_IN_CSV)
}

async function plainLoop(): Promise<(files: readonly string[]) => Promise<Run>> {
  const faceApi = (await startFaceApi()) as unknown as PlainFaceApi
  for (const net of ['ssdMobilenetv1', 'faceLandmark68Net', 'faceRecognitionNet']) {
    await faceApi.nets[net]?.loadFromDisk(MODEL_DIRECTORY)
  }
  const options = new faceApi.SsdMobilenetv1Options({ minConfidence: 0.4 })
  return async (files) => {
    const start = performance.now()
    let faces = 0
    for (const file of files) {
      const { width, height, data } = await decodePicture(file)
      const values = new Int32Array(width * height * 3)
      for (let from = 0, to = 0; to < values.length; from += 4, to += 3) {
        values[to] = data[from] as number
        values[to + 1] = data[from + 1] as number
        values[to + 2] = data[from + 2] as number
      }
      const input = faceApi.tf.tensor3d(values, [height, width, 3], 'int32')
      const found = await faceApi
        .detectAllFaces(input, options)
        .withFaceLandmarks()
        .withFaceDescriptors()
      input.dispose()
      faces += found.length
    }
    return { seconds: (performance.now() - start) / 1000, faces }
  }
}

async function pendantRun(
  dataFolder: string,
  warmUp: readonly string[],
  files: readonly string[],
): Promise<Run> {
  const pool = embedPool({ dataFolder })
  const { signal } = new AbortController()
  const run = async (tasks: readonly EmbedTask[]): Promise<number> => {
    let faces = 0
    for await (const { outcome } of pool.run(tasks, signal)) {
      if (outcome.status !== 'described') throw new Error(`A picture ended as ${outcome.status}.`)
      faces += outcome.description.faces.length
    }
    return faces
  }
  try {
    await run(tasksFor(warmUp))
    const start = performance.now()
    const faces = await run(tasksFor(files))
    return { seconds: (performance.now() - start) / 1000, faces }
  } finally {
    await pool.close()
  }
}

function tasksFor(files: readonly string[]): EmbedTask[] {
  return files.map((file) => ({ workId: file, file, knownContent: undefined }))
}
