import { join } from 'node:path'
import type { Detection, FaceModels } from '../../embeddings/face/face-models.ts'
import { findFaces } from '../../embeddings/face/face-pipeline.ts'
import { detectThoroughly, detectTurned } from '../../embeddings/face/re-detection.ts'
import { INDEXING_SUSPICION, loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import type { Pixels } from '../../embeddings/pixels/pixels.ts'
import { type Box, overlap } from '../../embeddings/pixels/point.ts'
import { bootstrap } from '../../indexer/evaluation/statistics/bootstrap.ts'
import { decodeForAnalysis } from '../../indexer/faces/decode-for-analysis.ts'
import { isTooSmallToHang, reasonNotToHang } from '../../indexer/faces/hanging-rules.ts'
import { testDataFolder } from '../test-data.ts'
import type { Figures } from './figures.ts'
import { type LabelledWork, type PaintedFace, paintedFaces } from './painted-faces.ts'

/**
 * Boxes drawn by eye and by a detector differ by a third and more over where a face ends; at 0.4 a
 * box still holds the eyes and the mouth of the labelled face, and the face beside it does not
 * pass.
 */
const SAME_FACE_OVERLAP = 0.4
/** Under this width, on a picture of 800 pixels along its longer side, nothing counts. */
const COUNTED_WIDTH_SHARE = 24 / 800
const TURNS = [-45, 45]

/**
 * Faces by the name of the way in which they were found, each way with what it took; what hangs
 * costs the describing besides, which is measured by the indexing benchmark.
 */
type Finds = Readonly<Record<string, { readonly ms?: number; readonly boxes: readonly Box[] }>>

/** What one contender made of one work. */
type Tally = {
  readonly half: LabelledWork['half']
  readonly ms: number | undefined
  /** Each labelled face that counts. */
  readonly faces: readonly (PaintedFace & { readonly found: boolean })[]
  /** Each find that counts and is no labelled face. */
  readonly falseFinds: readonly { readonly hangable: boolean }[]
}

/**
 * Precision and recall on 150 paintings whose faces were marked by eye, and what a picture costs:
 * face-api's SSD as it is beside ways of finding more. Half of the works are for choosing on; the
 * intervals are of the other half, by drawing works anew.
 */
export async function detectionBench(): Promise<Figures> {
  const shared = testDataFolder('real paintings, which cannot be replaced here')
  if (!shared) return { works: 0 }
  const works = paintedFaces()
  const models = await loadNodeModels()
  const tallies = new Map<string, Tally[]>()
  try {
    for (const work of works) {
      const decoded = await decodeForAnalysis(join(shared, 'collection', `${work.id}.jpg`))
      if ('problem' in decoded) throw new Error(`${work.id}: ${decoded.problem}`)
      const { pixels } = decoded.image
      for (const [name, { ms, boxes }] of Object.entries(await findEachWay(models, pixels))) {
        const tally = { half: work.half, ms, ...judge(work, boxes, pixels) }
        tallies.set(name, [...(tallies.get(name) ?? []), tally])
      }
    }
  } finally {
    models.close()
  }
  const lines = [...tallies].flatMap(([name, own]) =>
    Object.entries(figuresOf(own)).map(([key, value]) => [`${name}: ${key}`, value]),
  )
  return { works: works.length, ...Object.fromEntries(lines) }
}

async function findEachWay(models: FaceModels, picture: Pixels): Promise<Finds> {
  const plain = await timed(() => models.detect(picture))
  const turned = await timed(async () => {
    const seen: Detection[] = []
    for (const degrees of TURNS) seen.push(...(await detectTurned(models, picture, degrees)))
    return seen.filter(({ box }) => !plain.answer.some((other) => overlap(other.box, box) > 0.3))
  })
  const answers: Detection[][] = []
  const further = await timed(() =>
    detectThoroughly(
      {
        ...models,
        async detect(copy, inputSize, leastScore) {
          const answer = await models.detect(copy, inputSize, leastScore)
          answers.push(answer)
          return answer
        },
      },
      picture,
      INDEXING_SUSPICION,
    ),
  )
  const always = await timed(() => detectThoroughly(models, picture))
  // The same looks again, without asking the detector a second time.
  const replaying: FaceModels = { ...models, detect: async () => answers.shift() ?? [] }
  const described = await findFaces(replaying, picture, {
    choose: (seen) => seen.filter(({ box }) => !isTooSmallToHang(box, picture)),
    candidateThreshold: INDEXING_SUSPICION,
  })
  const hung = described.filter((face) => reasonNotToHang(face, picture) === undefined)
  const firstLook = hung.filter(({ box }) => plain.answer.some((seen) => isEqual(seen.box, box)))
  const boxesOf = (found: readonly { readonly box: Box }[]) => found.map(({ box }) => box)
  return {
    'SSD at 0.4': { ms: plain.ms, boxes: boxesOf(plain.answer) },
    'SSD at 0.4, copies turned by 45° believed': {
      ms: plain.ms + turned.ms,
      boxes: boxesOf([...plain.answer, ...turned.answer]),
    },
    'Pendant, unsuspicious pictures looked at again too': {
      ms: always.ms,
      boxes: boxesOf(always.answer),
    },
    Pendant: { ms: further.ms, boxes: boxesOf(further.answer) },
    'hung, SSD at 0.4': { boxes: boxesOf(firstLook) },
    'hung, Pendant': { boxes: boxesOf(hung) },
  }
}

async function timed<Answer>(
  work: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly ms: number }> {
  const startMs = performance.now()
  const answer = await work()
  return { answer, ms: performance.now() - startMs }
}

function isEqual(one: Box, other: Box): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width
}

function judge(
  work: LabelledWork,
  boxes: readonly Box[],
  picture: Pixels,
): Pick<Tally, 'faces' | 'falseFinds'> {
  const counts = ({ width }: Box): boolean =>
    width >= COUNTED_WIDTH_SHARE * Math.max(picture.width, picture.height)
  const labels = work.faces.map((face) => {
    const [x, y, width, height] = face.box
    const box = {
      x: x * picture.width,
      y: y * picture.height,
      width: width * picture.width,
      height: height * picture.height,
    }
    return { face, box, found: false }
  })
  const falseFinds: { hangable: boolean }[] = []
  for (const box of boxes) {
    const [nearest] = labels
      .filter(({ found }) => !found)
      .map((label) => ({ label, share: overlap(label.box, box) }))
      .filter(({ share }) => share >= SAME_FACE_OVERLAP)
      .sort((a, b) => b.share - a.share)
    if (nearest) nearest.label.found = true
    else if (counts(box)) falseFinds.push({ hangable: !isTooSmallToHang(box, picture) })
  }
  const faces = labels
    .filter(({ face, box }) => counts(box) && !face.kinds.includes('doubtful'))
    .map(({ face, found }) => ({ ...face, found }))
  return { faces, falseFinds }
}

function figuresOf(tallies: readonly Tally[]): Record<string, string | number> {
  const of = (half: Tally['half']) => tallies.filter((tally) => tally.half === half)
  const reporting = of('reporting')
  const chosen = shares(of('tuning'))
  const reported = shares(reporting)
  const intervals = bootstrap(
    reporting.map((tally) => [tally]),
    shares,
  )
  const keys = Object.keys(reported) as (keyof typeof reported)[]
  const took = tallies.flatMap(({ ms }) => (ms === undefined ? [] : [ms]))
  const meanMs = took.reduce((sum, ms) => sum + ms, 0) / took.length
  return {
    ...(took.length > 0 ? { 'ms a picture': meanMs } : {}),
    ...Object.fromEntries(keys.map((key) => [`${key}, tuning half`, chosen[key].toFixed(3)])),
    ...Object.fromEntries(
      keys.map((key) => {
        const [low, high] = intervals[key].map((end) => end?.toFixed(3) ?? 'open')
        return [key, `${reported[key].toFixed(3)} (${low} to ${high})`]
      }),
    ),
    'false finds, all works': tallies.flatMap(({ falseFinds }) => falseFinds).length,
    ...foundByKind(tallies.flatMap(({ faces }) => faces)),
  }
}

function shares(tallies: readonly Tally[]) {
  const of = (onlyHangable: boolean) => {
    const faces = tallies.flatMap((tally) => tally.faces)
    const wanted = faces.filter(({ hangable }) => hangable || !onlyHangable)
    const found = wanted.filter((face) => face.found).length
    const wrong = tallies
      .flatMap(({ falseFinds }) => falseFinds)
      .filter(({ hangable }) => hangable || !onlyHangable).length
    return { precision: found / (found + wrong), recall: found / wanted.length }
  }
  const all = of(false)
  const hangable = of(true)
  return {
    precision: all.precision,
    recall: all.recall,
    'precision, hangable': hangable.precision,
    'recall, hangable': hangable.recall,
  }
}

/**
 * "9 of 17" for each kind of face, the hangable ones by themselves; over both halves, for they are
 * few.
 */
function foundByKind(faces: readonly Tally['faces'][number][]): Record<string, string> {
  const kinds = [...new Set(faces.flatMap((face) => face.kinds))].sort()
  const groups: [string, readonly Tally['faces'][number][]][] = [
    ['hangable', faces.filter(({ hangable }) => hangable)],
    ['too small to hang', faces.filter(({ hangable }) => !hangable)],
    ...kinds.map((kind): [string, readonly Tally['faces'][number][]] => [
      `${kind}, hangable`,
      faces.filter((face) => face.hangable && face.kinds.includes(kind)),
    ]),
  ]
  return Object.fromEntries(
    groups.map(([name, group]) => [
      `found, ${name}`,
      `${group.filter(({ found }) => found).length} of ${group.length}`,
    ]),
  )
}
