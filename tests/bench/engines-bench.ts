import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { euclideanDistance } from '../../embeddings/face/distance.ts'
import type { FaceModels } from '../../embeddings/face/face-models.ts'
import type { Face } from '../../embeddings/face/face-pipeline.ts'
import { INDEXING_MODELS, loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import { nodeEngine } from '../../embeddings/node/native-engine.ts'
import { loadTfjsModels } from '../../embeddings/node/tfjs-models.ts'
import { overlap } from '../../embeddings/pixels/point.ts'
import { decodeForAnalysis } from '../../indexer/faces/decode-for-analysis.ts'
import { describeFaces } from '../../indexer/faces/describe-picture.ts'
import { BUILT_IN_CSV } from '../../indexer/import/built-in-collection.ts'
import { testDataFolder } from '../test-data.ts'
import { type Figures, percentile } from './figures.ts'

/** One picture of so many is described. */
const EVERY = 16
/** Two finds of one face. */
const SAME_FACE_OVERLAP = 0.5

/**
 * How far the faces of a picture as onnxruntime describes them are from the same as tfjs describes
 * them, by all steps of the pipeline; and what a picture takes with each, in processor time.
 */
export async function enginesBench(): Promise<Figures> {
  if ((await nodeEngine()).name !== 'onnxruntime') return { pictures: 0 }
  const shared = testDataFolder('real paintings (invented sitters instead)')
  const folder = shared ? join(shared, 'collection') : dirname(BUILT_IN_CSV)
  const files = (await readdir(folder)).filter((file) => /\.(jpe?g|webp)$/i.test(file)).sort()
  const native = await loadNodeModels()
  const tfjs = await loadTfjsModels(INDEXING_MODELS)
  const took = { native: 0, tfjs: 0 }
  const pairs: { seen: Face; expected: Face }[] = []
  let unmatched = 0
  const chosen = files.filter((_, at) => at % EVERY === 0)
  try {
    for (const file of chosen) {
      const decoded = await decodeForAnalysis(join(folder, file))
      if ('problem' in decoded) throw new Error(`${file}: ${decoded.problem}`)
      const facesBy = async (name: keyof typeof took, models: FaceModels) => {
        const before = process.cpuUsage()
        const { faces } = await describeFaces(models, decoded.image)
        const { user, system } = process.cpuUsage(before)
        took[name] += (user + system) / 1000
        return faces
      }
      const seen = [...(await facesBy('native', native))]
      for (const expected of await facesBy('tfjs', tfjs)) {
        const at = seen.findIndex(({ box }) => overlap(box, expected.box) >= SAME_FACE_OVERLAP)
        const [same] = at < 0 ? [] : seen.splice(at, 1)
        if (same) pairs.push({ seen: same, expected })
        else unmatched += 1
      }
      unmatched += seen.length
    }
  } finally {
    native.close()
    tfjs.close()
  }
  const spread = (what: string, of: (seen: Face, expected: Face) => number): Figures => {
    const values = pairs.map(({ seen, expected }) => of(seen, expected))
    return {
      [`${what}, median`]: percentile(values, 50),
      [`${what}, 95th percentile`]: percentile(values, 95),
      [`${what}, largest`]: percentile(values, 100),
    }
  }
  return {
    pictures: chosen.length,
    'faces that both find': pairs.length,
    'faces that one of them finds': unmatched,
    ...spread('box, px', ({ box: a }, { box: b }) =>
      Math.max(
        Math.hypot(a.x - b.x, a.y - b.y),
        Math.hypot(a.x + a.width - b.x - b.width, a.y + a.height - b.y - b.height),
      ),
    ),
    ...spread('landmark that is farthest off, px', ({ landmarks }, { landmarks: others }) =>
      Math.max(
        ...landmarks.map(({ x, y }, i) =>
          Math.hypot(x - (others[i]?.x ?? 0), y - (others[i]?.y ?? 0)),
        ),
      ),
    ),
    ...spread('descriptor, Euclidean distance', (one, other) =>
      euclideanDistance(one.descriptor, other.descriptor),
    ),
    'onnxruntime: processor ms a picture': took.native / chosen.length,
    'tfjs: processor ms a picture': took.tfjs / chosen.length,
  }
}
