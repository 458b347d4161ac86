import { type Detection, MAX_DETECTIONS } from '../face/face-models.ts'
import { type Box, overlap } from '../pixels/point.ts'
import { SSD_INPUT_SIZE } from './onnx-graphs.ts'

/** SSD's grids over its whole input: cells on a side, and anchors in a cell. */
const GRIDS = [
  [32, 3],
  [16, 6],
  [8, 6],
  [4, 6],
  [2, 6],
  [1, 6],
] as const

/** As in face-api: of two boxes that overlap by more, the surer one counts. */
const SAME_FACE_OVERLAP = 0.5

/** What SSD says of one picture; see `ssdMobilenetGraph`. */
export type SsdAnswer = { readonly boxes: Float32Array; readonly scores: Float32Array }

/**
 * Which of SSD's 5118 anchors those of an input of `width` × `height` pixels are, in its order: grid by
 * grid, row by row, those whose cells lie at least in part on the input.
 */
export function anchorsOf(width: number, height: number): Int32Array {
  const indices: number[] = []
  let first = 0
  for (const [cells, anchors] of GRIDS) {
    const cellPx = SSD_INPUT_SIZE / cells
    for (let row = 0; row * cellPx < height; row++) {
      for (let cell = 0; cell * cellPx < width; cell++) {
        for (let anchor = 0; anchor < anchors; anchor++) {
          indices.push(first + (row * cells + cell) * anchors + anchor)
        }
      }
    }
    first += cells * cells * anchors
  }
  return Int32Array.from(indices)
}

/**
 * The detections that are surer than all that they overlap, the surest first, in pixels of SSD's input.
 * `anchors` are top, left, bottom and right of all 5118, as shares of the input at full size; `indices` say which
 * of them the answer is about.
 */
export function ssdDetections(
  { boxes, scores }: SsdAnswer,
  anchors: Float32Array,
  indices: Int32Array,
  leastScore: number,
): Detection[] {
  const candidates: Detection[] = []
  scores.forEach((score, i) => {
    if (score <= leastScore) return
    const at = (indices[i] as number) * 4
    const box = decodedBox(boxes.subarray(i * 4, i * 4 + 4), anchors.subarray(at, at + 4))
    candidates.push({ score, box })
  })
  candidates.sort((a, b) => b.score - a.score)
  const kept: Detection[] = []
  for (const candidate of candidates) {
    if (kept.length >= MAX_DETECTIONS) break
    const isKnown = kept.some(({ box }) => overlap(box, candidate.box) > SAME_FACE_OVERLAP)
    if (!isKnown) kept.push(candidate)
  }
  return kept
}

/**
 * A box out of how it differs from its anchor: a tenth of the anchor's size away for each unit, and
 * larger by the exponential of a fifth of it (face-api's outputLayer.ts).
 */
function decodedBox(encoded: Float32Array, anchor: Float32Array): Box {
  const [top, left, bottom, right] = anchor as unknown as [number, number, number, number]
  const [down, across, taller, wider] = encoded as unknown as [number, number, number, number]
  const height = (bottom - top) * Math.exp(taller / 5)
  const width = (right - left) * Math.exp(wider / 5)
  const middleY = (top + bottom) / 2 + (down / 10) * (bottom - top)
  const middleX = (left + right) / 2 + (across / 10) * (right - left)
  return {
    x: (middleX - width / 2) * SSD_INPUT_SIZE,
    y: (middleY - height / 2) * SSD_INPUT_SIZE,
    width: width * SSD_INPUT_SIZE,
    height: height * SSD_INPUT_SIZE,
  }
}
