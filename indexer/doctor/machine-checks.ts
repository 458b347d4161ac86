import { availableParallelism, freemem, totalmem } from 'node:os'
import { DESCRIPTOR_LENGTH } from '../../embeddings/face/descriptor.ts'
import { type Check, problem, well } from './check.ts'

const LEAST_NODE = [20, 19] as const
/** What one worker and its models hold, generously. */
const BYTES_A_WORKER = 600e6

/**
 * Node, memory, native modules, models: what does not depend on the data folder. Each check imports
 * what it examines by itself, so that one that does not load is a finding like any other.
 */
export const MACHINE_CHECKS: readonly Check[] = [
  {
    check: 'Node.js',
    look() {
      const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
      const [leastMajor, leastMinor] = LEAST_NODE
      return major > leastMajor || (major === leastMajor && minor >= leastMinor)
        ? well(`version ${process.versions.node}`)
        : problem(
            `version ${process.versions.node}`,
            `Install Node.js ${leastMajor}.${leastMinor} or newer from https://nodejs.org.`,
          )
    },
  },
  {
    check: 'memory',
    look() {
      const workers = availableParallelism()
      const found = `${gigabytes(totalmem())} in all, ${gigabytes(freemem())} free, for ${workers} workers`
      return totalmem() > workers * BYTES_A_WORKER
        ? well(found)
        : problem(found, 'Index with fewer workers: npm run pendant -- index --workers 1')
    },
  },
  nativeModule('better-sqlite3', async () => {
    const { default: Database } = await import('better-sqlite3')
    const database = new Database(':memory:')
    const version = database.prepare('SELECT sqlite_version()').pluck().get()
    database.close()
    return `SQLite ${version}`
  }),
  nativeModule('hnswlib-node', async () => {
    const { default: hnswlib } = await import('hnswlib-node')
    const graph = new hnswlib.HierarchicalNSW('l2', 2)
    graph.initIndex(1)
    graph.addPoint([1, 2], 0)
    return `finds ${graph.searchKnn([1, 2], 1).neighbors.length} of 1 neighbours`
  }),
  nativeModule('sharp', async () => {
    const { default: sharp } = await import('sharp')
    return `libvips ${sharp.versions.vips}`
  }),
  {
    check: 'face models',
    async look() {
      const { modelDigests } = await import('../faces/pipeline-version.ts')
      const digests = Object.entries(await modelDigests())
      return well(digests.map(([name, sha256]) => `${name} ${sha256.slice(0, 12)}`).join(', '))
    },
  },
  {
    check: 'engine',
    async look() {
      const { nodeEngine } = await import('../../embeddings/node/native-engine.ts')
      const engine = await nodeEngine()
      return well(
        engine.name === 'onnxruntime'
          ? `onnxruntime ${engine.version}, which gives the answers of tfjs`
          : `tfjs, about ten times as slow as onnxruntime: ${engine.reason}`,
      )
    },
  },
  {
    check: 'face description',
    async look() {
      const start = performance.now()
      const { findFaces } = await import('../../embeddings/face/face-pipeline.ts')
      const { decodeImage } = await import('../../embeddings/node/decode-image.ts')
      const { drawnFace } = await import('../../embeddings/node/drawn-face.ts')
      const { loadNodeModels } = await import('../../embeddings/node/load-node-models.ts')
      const models = await loadNodeModels()
      try {
        const decoded = await decodeImage(await drawnFace(), 512)
        const [face] = 'image' in decoded ? await findFaces(models, decoded.image.pixels) : []
        const seconds = ((performance.now() - start) / 1000).toFixed(1)
        return face?.descriptor.length === DESCRIPTOR_LENGTH
          ? well(`a drawn face was found and described in ${seconds} s, models loaded`)
          : problem(
              'the models start but do not find a drawn face',
              'The models may be damaged: delete node_modules/@vladmandic and run "npm install".',
            )
      } finally {
        models.close()
      }
    },
  },
]

function nativeModule(name: string, load: () => Promise<string>): Check {
  return {
    check: name,
    async look() {
      try {
        return well(await load())
      } catch (error) {
        const [firstLine = ''] = (error as Error).message.split('\n')
        return problem(
          `does not load (${firstLine})`,
          `Run "npm rebuild ${name}"; it needs a C++ compiler, make and Python 3.`,
        )
      }
    },
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}
