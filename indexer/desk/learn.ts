import { Matrix, solve } from 'ml-matrix'
import { alignmentResidual } from '../../embeddings/face/alignment-residual.ts'
import { eyeDistancePx } from '../../embeddings/face/landmarks.ts'
import type { CataloguedFace, PictureDescription } from '../catalogue/descriptions.ts'

/** What a curator answered of a face, with the face's features. */
export type TaughtFace = { readonly features: readonly number[]; readonly isYes: boolean }

/** How likely a face with these features gets a yes, from 0 to 1. */
export type Guess = (features: readonly number[]) => number

/** How often guesses about answers that were held back are right. */
export type Trial = {
  readonly answers: number
  readonly rightShare: number
  /** The same for always guessing the more frequent answer. */
  readonly alwaysShare: number
}

/** Below this many answers of each kind nothing is learned. */
const LEAST_OF_EACH = 5
const FOLDS = 5
/** Weight of the penalty on large weights. */
const PENALTY = 1
const STEPS = 6
/** More answers teach little more, and take longer than a curator waits. */
const MOST_EXAMPLES = 300

/**
 * The features of a face: its descriptor (128), and what is measured of it and its picture (9),
 * each about as wide as the descriptor's numbers together.
 */
export function featuresOf(face: CataloguedFace, picture: PictureDescription): number[] {
  const { yaw, pitch, roll } = face.pose
  return [
    ...face.descriptor,
    face.quality - 0.5,
    face.score - 0.8,
    10 * (face.sharpness - 0.05),
    Math.log2(Math.max(1, eyeDistancePx(face.landmarks)) / 60) / 2,
    Math.log2(face.box.width / picture.width + 0.01) / 3 + 1,
    alignmentResidual(face.landmarks) * 10 - 0.5,
    face.mirrorDistance - 0.3,
    Math.abs(yaw) / 45 - 0.3,
    (Math.abs(pitch) + Math.abs(roll)) / 45 - 0.3,
  ]
}

/**
 * Logistic regression with a penalty on large weights, by Newton's method (Hastie, Tibshirani and
 * Friedman, "The Elements of Statistical Learning", 4.4). Both answers weigh alike, however many
 * there are of each. Gives undefined while there are too few answers.
 */
export function learn(given: readonly TaughtFace[]): Guess | undefined {
  const examples = sampleOfExamples(given)
  const yes = examples.filter(({ isYes }) => isYes).length
  const no = examples.length - yes
  if (Math.min(yes, no) < LEAST_OF_EACH) return undefined
  const inputs = new Matrix(examples.map(({ features }) => [1, ...features]))
  const size = inputs.columns
  const scale = examples.map(({ isYes }) => examples.length / (2 * (isYes ? yes : no)))
  let weights = Matrix.zeros(size, 1)
  for (let step = 0; step < STEPS; step++) {
    const guesses = inputs.mmul(weights).to1DArray().map(sigmoid)
    const slope = Matrix.columnVector(
      examples.map(
        ({ isYes }, at) => (scale[at] as number) * (Number(isYes) - (guesses[at] as number)),
      ),
    )
    const curved = inputs
      .clone()
      .mulColumnVector(guesses.map((guess, at) => (scale[at] as number) * guess * (1 - guess)))
    const penalty = Matrix.eye(size, size, PENALTY).set(0, 0, 1e-6)
    const gradient = inputs.transpose().mmul(slope).sub(penalty.mmul(weights))
    weights = weights.add(solve(inputs.transpose().mmul(curved).add(penalty), gradient))
  }
  const [bias = 0, ...rest] = weights.to1DArray()
  return (features) =>
    sigmoid(features.reduce((sum, feature, at) => sum + feature * (rest[at] ?? 0), bias))
}

/** Five-fold cross-validation; undefined while there are too few answers. */
export function tryOut(given: readonly TaughtFace[]): Trial | undefined {
  const examples = sampleOfExamples(given)
  let [right, tried] = [0, 0]
  for (let fold = 0; fold < FOLDS; fold++) {
    const guess = learn(examples.filter((_, at) => at % FOLDS !== fold))
    if (!guess) return undefined
    for (const { features, isYes } of examples.filter((_, at) => at % FOLDS === fold)) {
      tried += 1
      if (guess(features) >= 0.5 === isYes) right += 1
    }
  }
  const yes = examples.filter(({ isYes }) => isYes).length
  return {
    answers: examples.length,
    rightShare: right / tried,
    alwaysShare: Math.max(yes, examples.length - yes) / examples.length,
  }
}

/** As many as are learned from, evenly taken, so that both kinds are among them. */
function sampleOfExamples(examples: readonly TaughtFace[]): readonly TaughtFace[] {
  if (examples.length <= MOST_EXAMPLES) return examples
  const ordered = examples.toSorted((a, b) => Number(a.isYes) - Number(b.isYes))
  const step = examples.length / MOST_EXAMPLES
  return Array.from(
    { length: MOST_EXAMPLES },
    (_, at) => ordered[Math.floor(at * step)] as TaughtFace,
  )
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
