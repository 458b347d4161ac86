/**
 * A process that asks onnxruntime and tfjs the same questions about one picture, and tells how far
 * apart the answers are. It may die of it; see `nodeEngine`.
 */
import { faceChip, uprightCrop } from '../face/alignment.ts'
import { euclideanDistance } from '../face/distance.ts'
import type { Detection, FaceModels } from '../face/face-models.ts'
import { locateLandmarks } from '../face/locate-landmarks.ts'
import { mirrorPixels, type Pixels } from '../pixels/pixels.ts'
import type { Point } from '../pixels/point.ts'
import { decodeImage } from './decode-image.ts'
import { drawnFace } from './drawn-face.ts'
import type { NativeSelfTest } from './native-engine.ts'
import type { NativeGraphs } from './native-graphs.ts'
import { loadNativeModels } from './native-models.ts'
import { loadTfjsModels } from './tfjs-models.ts'

const PICTURE_LONG_SIDE_PX = 480
/** The surest half a dozen detections are compared: beside the face a few that are none. */
const LEAST_SCORE = 0.06
const MOST_DETECTIONS = 6

const graphs = JSON.parse(process.argv[3] as string) as NativeGraphs
process.send?.(await compareEngines(graphs), () => process.disconnect())

async function compareEngines(graphs: NativeGraphs): Promise<NativeSelfTest> {
  const native = await loadNativeModels(graphs, LEAST_SCORE)
  const tfjs = await loadTfjsModels({
    detector: 'ssd-mobilenet-v1',
    minDetectionScore: LEAST_SCORE,
  })
  try {
    const decoded = await decodeImage(await drawnFace(), PICTURE_LONG_SIDE_PX)
    if ('problem' in decoded) throw new Error(`the test picture cannot be read: ${decoded.problem}`)
    const { pixels } = decoded.image
    const [seen, expected] = [await surest(native, pixels), await surest(tfjs, pixels)]
    const [face] = expected
    if (!face) throw new Error('tfjs does not find the drawn face')
    const landmarks = await locateLandmarks(tfjs, pixels, face.box)
    const crop = uprightCrop(pixels, landmarks).pixels
    const chip = faceChip(pixels, landmarks)
    const chips = [chip, mirrorPixels(chip)]
    const [described, asExpected] = [await native.describe(chips), await tfjs.describe(chips)]
    return {
      boxesPx: largest(expected, (one, i) => boxDistance(one, seen[i])),
      score: largest(expected, ({ score }, i) => Math.abs(score - (seen[i]?.score ?? 0))),
      landmarksPx: landmarkDistance(
        await tfjs.findLandmarks(crop),
        await native.findLandmarks(crop),
      ),
      descriptorDistance: largest(asExpected, (one, i) => {
        const other = described[i]
        return other ? euclideanDistance(one, other) : Number.POSITIVE_INFINITY
      }),
    }
  } finally {
    native.close()
    tfjs.close()
  }
}

async function surest(models: FaceModels, picture: Pixels): Promise<Detection[]> {
  return (await models.detect(picture)).slice(0, MOST_DETECTIONS)
}

/** Of two boxes, how far the farther of two opposite corners are apart. */
function boxDistance({ box }: Detection, other: Detection | undefined): number {
  if (!other) return Number.POSITIVE_INFINITY
  const far = ({ x, y, width, height }: Detection['box']): Point => ({
    x: x + width,
    y: y + height,
  })
  return landmarkDistance([box, far(box)], [other.box, far(other.box)])
}

function landmarkDistance(some: readonly Point[], others: readonly Point[]): number {
  return largest(some, ({ x, y }, i) => {
    const other = others[i] as Point
    return Math.hypot(other.x - x, other.y - y)
  })
}

function largest<Item>(
  items: readonly Item[],
  measure: (item: Item, index: number) => number,
): number {
  return Math.max(...items.map(measure))
}
