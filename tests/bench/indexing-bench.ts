import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { nodeEngine } from '../../embeddings/node/native-engine.ts'
import { MODEL_DIRECTORY, startFaceApi } from '../../embeddings/node/tfjs-models.ts'
import { embedPool } from '../../indexer/faces/embed-pool.ts'
import type { EmbedTask } from '../../indexer/faces/embed-task.ts'
import { BUILT_IN_CSV } from '../../indexer/import/built-in-collection.ts'
import { decodePicture } from '../decode-picture.ts'
import { testDataFolder } from '../test-data.ts'
import { type Figures, processorSeconds } from './figures.ts'

const PICTURES = 60
const ROUNDS = 5
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
 * same files. The two take turns, so that a machine that grows busier or cooler meanwhile favours
 * neither; of each the median round counts.
 */
export async function indexingBench(
  directory?: string,
  limit: number = PICTURES,
  rounds: number = ROUNDS,
): Promise<Figures> {
  const scratch = await mkdtemp(join(tmpdir(), 'pendant-indexing-bench-'))
  try {
    const folder = directory ?? (await picturesFolder())
    const files = (await readdir(folder))
      .filter((file) => /\.(jpe?g|png)$/i.test(file))
      .slice(0, limit)
      .map((file) => join(folder, file))
    const warmUp = files.slice(0, WARM_UP)
    const plain = await plainLoop()
    await plain(warmUp)
    const taken: { pendant: Run; plain: Run }[] = []
    for (let round = 0; round < rounds; round++) {
      const pendant = await pendantRun(join(scratch, `data-${round}`), warmUp, files)
      taken.push({ pendant, plain: await plain(files) })
    }
    const engine = await nodeEngine()
    const [first] = taken as [(typeof taken)[number]]
    return {
      images: files.length,
      rounds,
      workers: availableParallelism(),
      engine: engine.name,
      'pendant: images a second': files.length / median(taken.map((each) => each.pendant.seconds)),
      'pendant: faces described': first.pendant.faces,
      'plain face-api: images a second':
        files.length / median(taken.map((each) => each.plain.seconds)),
      'plain face-api: faces described': first.plain.faces,
      ...processorTime(taken, files.length),
      'times as fast': median(
        taken.map(({ pendant, plain: other }) => other.seconds / pendant.seconds),
      ),
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Unlike images a second it hardly depends on what else a machine does. */
function processorTime(
  rounds: readonly { readonly pendant: Run; readonly plain: Run }[],
  images: number,
): Figures {
  const ms = (runs: readonly Run[]): number =>
    (1000 * median(runs.map((run) => run.processorSeconds))) / images
  const [pendant, plain] = [
    ms(rounds.map((each) => each.pendant)),
    ms(rounds.map((each) => each.plain)),
  ]
  return Number.isNaN(pendant)
    ? {}
    : {
        'pendant: processor ms an image': pendant,
        'plain face-api: processor ms an image': plain,
        'times as fast on as many cores as workers, by processor time':
          (availableParallelism() * plain) / pendant,
      }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

type Run = {
  readonly seconds: number
  /** Of all its processes; NaN where /proc does not tell. */
  readonly processorSeconds: number
  readonly faces: number
}

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
    const before = process.cpuUsage()
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
    const seconds = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(before)
    return { seconds, processorSeconds: (user + system) / 1e6, faces }
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
    const before = await childrensProcessorSeconds()
    const faces = await run(tasksFor(files))
    const seconds = (performance.now() - start) / 1000
    const after = await childrensProcessorSeconds()
    return { seconds, processorSeconds: after - before, faces }
  } finally {
    await pool.close()
  }
}

/** What this process's children have computed; NaN where there is no /proc. */
async function childrensProcessorSeconds(): Promise<number> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8').catch(
    () => '?',
  )
  return processorSeconds(children.trim().split(' ').map(Number))
}

function tasksFor(files: readonly string[]): EmbedTask[] {
  return files.map((file) => ({ workId: file, file, knownContent: undefined }))
}
