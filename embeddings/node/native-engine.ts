import { existsSync } from 'node:fs'
import { access, constants, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cpus, homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { digestBytes } from '../store/digest.ts'
import { replaceFile } from '../store/replace-file.ts'
import { type NativeGraphs, nativeGraphs } from './native-graphs.ts'
import { forkProgram } from './program-process.ts'

/** What computes the nets in Node. */
export type NodeEngine =
  | { readonly name: 'onnxruntime'; readonly version: string; readonly graphs: NativeGraphs }
  /** Slower by ten times; `reason` says why it is taken. */
  | { readonly name: 'tfjs'; readonly reason: string }

/** How far native answers are from those of tfjs on the test picture, at most. */
const selfTestSchema = z.object({
  /** Euclidean distance of two descriptors. */
  descriptorDistance: z.number(),
  landmarksPx: z.number(),
  boxesPx: z.number(),
  score: z.number(),
})
export type NativeSelfTest = z.output<typeof selfTestSchema>

/** The other answer is that of program-start.mjs. */
const answerSchema = z.union([selfTestSchema, z.object({ reason: z.string() })])

const TOLERANCE: NativeSelfTest = {
  descriptorDistance: 1e-3,
  landmarksPx: 0.1,
  boxesPx: 0.5,
  score: 1e-3,
}

const SELF_TEST = new URL('./native-self-test.ts', import.meta.url)
/** Raise it when the self-test asks for more. */
const SELF_TEST_VERSION = 1
const SELF_TEST_SECONDS = 300

const require = createRequire(import.meta.url)

let decided: Promise<NodeEngine> | undefined

/** The engine of this process, decided once. PENDANT_ENGINE is read from its environment. */
export function nodeEngine(): Promise<NodeEngine> {
  decided ??= decideEngine({ wanted: process.env.PENDANT_ENGINE })
  return decided
}

export type EngineChoice = {
  /** `tfjs` is taken without asking; for `onnxruntime` it rejects where that cannot be had. */
  readonly wanted?: string | undefined
  /** Where graphs and the verdict of the self-test are kept. */
  readonly folder?: string
  /** The package, and the program that tests it; tests hand in others. */
  readonly runtime?: string
  readonly selfTest?: URL
}

/**
 * Decides what computes the nets: onnxruntime where its package is installed, loads and gives
 * tfjs's answers on a test picture; else tfjs. The test runs once on a machine, in a process of its
 * own, for native code that does not suit a processor ends the process it runs in. One that fails
 * is run again the next time.
 */
export async function decideEngine({ wanted, ...choice }: EngineChoice): Promise<NodeEngine> {
  if (wanted === 'tfjs') return { name: 'tfjs', reason: 'PENDANT_ENGINE asks for it' }
  if (wanted && wanted !== 'onnxruntime') {
    throw new Error(`PENDANT_ENGINE is "${wanted}"; it may be "onnxruntime" or "tfjs".`)
  }
  const engine = await tryNative(choice).catch(
    (error: Error): NodeEngine => ({ name: 'tfjs', reason: error.message }),
  )
  if (engine.name === 'tfjs' && wanted) {
    throw new Error(`PENDANT_ENGINE asks for onnxruntime, but ${engine.reason}.`)
  }
  return engine
}

async function tryNative({
  folder,
  runtime = 'onnxruntime-node',
  selfTest = SELF_TEST,
}: EngineChoice): Promise<NodeEngine> {
  const version = installedVersion(runtime)
  if (version === undefined) {
    const platform = `${process.platform}, ${process.arch}`
    return { name: 'tfjs', reason: `${runtime} is not installed (${platform})` }
  }
  const cache = folder ?? (await cacheFolder())
  const graphs = await nativeGraphs(cache)
  // Another processor takes other paths through the same library.
  const tested = [graphs.digest, version, process.arch, cpus()[0]?.model, SELF_TEST_VERSION]
  const digest = digestBytes(Buffer.from(tested.join('\n'))).slice(0, 16)
  const verdict = join(cache, `self-test-${digest}.json`)
  if (!existsSync(verdict)) {
    const differences = await runSelfTest(selfTest, graphs)
    const isWrong = Object.entries(TOLERANCE).some(
      ([what, most]) => !(differences[what as keyof NativeSelfTest] <= most),
    )
    if (isWrong) {
      const found = JSON.stringify(differences)
      return { name: 'tfjs', reason: `${runtime} gives other answers here (${found})` }
    }
    await replaceFile(verdict, JSON.stringify(differences))
  }
  return { name: 'onnxruntime', version, graphs }
}

function installedVersion(runtime: string): string | undefined {
  try {
    return (require(`${runtime}/package.json`) as { version: string }).version
  } catch {
    return undefined
  }
}

/** Beside the installed packages, or, where that is read-only, with the user's other caches. */
async function cacheFolder(): Promise<string> {
  const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
  const folders = [join(modules, '.cache', 'pendant'), join(homedir(), '.cache', 'pendant')]
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true })
      await access(folder, constants.W_OK)
      return folder
    } catch {
      // The next one may do.
    }
  }
  throw new Error(`neither ${folders.join(' nor ')} can be written to`)
}

/** Rejects when the process dies of the test, does not end, or says that it failed. */
function runSelfTest(program: URL, graphs: NativeGraphs): Promise<NativeSelfTest> {
  return new Promise((resolve, reject) => {
    const child = forkProgram(program, [JSON.stringify(graphs)])
    const tooLong = setTimeout(() => child.kill('SIGKILL'), SELF_TEST_SECONDS * 1000)
    child.on('message', (message) => {
      const answer = answerSchema.parse(message)
      if ('reason' in answer) reject(new Error(`its self-test failed: ${answer.reason}`))
      else resolve(answer)
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      clearTimeout(tooLong)
      reject(new Error(`its self-test ended with ${signal ?? `status ${code}`}`))
    })
  })
}
