import { CHIP_SIZE, LANDMARK_INPUT_SIZE } from '../face/alignment.ts'
import { euclideanDistance } from '../face/distance.ts'
import type { FaceModels } from '../face/face-models.ts'
import { blankPixels, type Pixels, resizePixels } from '../pixels/pixels.ts'
import { selfTestDescriptor } from './self-test-descriptor.ts'

/** An engine whose descriptor of the built-in picture is farther from the true one is refused. */
export const SELF_TEST_MAX_DISTANCE = 0.05

const WARM_UP_RUNS = 2
const TIMED_RUNS = 5

export type SelfTest = {
  /** Euclidean distance of the engine's descriptor of the built-in picture from the true one. */
  readonly distance: number
  /** Milliseconds for landmarks and descriptor of one face, once warm: the median of a few runs. */
  readonly frameMs: number
}

/**
 * Lets the models read the built-in picture, as it came the way that frames come; `now` is a clock
 * in milliseconds.
 */
export async function selfTest(
  models: FaceModels,
  chip: Pixels,
  now: () => number,
): Promise<SelfTest> {
  const crop = resizePixels(chip, LANDMARK_INPUT_SIZE, LANDMARK_INPUT_SIZE)
  let distance = Number.POSITIVE_INFINITY
  const times: number[] = []
  for (let run = 0; run < WARM_UP_RUNS + TIMED_RUNS; run++) {
    const startMs = now()
    await models.findLandmarks(crop)
    const [descriptor] = await models.describe([chip])
    if (descriptor !== undefined) distance = euclideanDistance(descriptor, selfTestDescriptor())
    if (run >= WARM_UP_RUNS) times.push(now() - startMs)
  }
  times.sort((a, b) => a - b)
  return { distance, frameMs: times[Math.floor(times.length / 2)] as number }
}

type Ellipse = readonly [x: number, y: number, rx: number, ry: number]

/**
 * A plain face made of ellipses, in shares of the chip: who it is does not matter, only that it
 * stays.
 */
const SHAPES: readonly (readonly [Ellipse, red: number, green: number, blue: number])[] = [
  [[0.5, 0.42, 0.42, 0.44], 70, 48, 36],
  [[0.5, 0.52, 0.34, 0.42], 214, 168, 140],
  [[0.34, 0.34, 0.1, 0.016], 82, 58, 44],
  [[0.66, 0.34, 0.1, 0.016], 82, 58, 44],
  [[0.35, 0.41, 0.075, 0.035], 240, 236, 230],
  [[0.65, 0.41, 0.075, 0.035], 240, 236, 230],
  [[0.355, 0.41, 0.03, 0.033], 60, 70, 80],
  [[0.645, 0.41, 0.03, 0.033], 60, 70, 80],
  [[0.5, 0.52, 0.035, 0.11], 228, 186, 158],
  [[0.5, 0.6, 0.07, 0.02], 170, 118, 98],
  [[0.5, 0.72, 0.13, 0.032], 176, 84, 82],
  [[0.5, 0.715, 0.12, 0.006], 110, 44, 48],
]

/** The built-in picture, lit from the left. Only +, −, ×, ÷: the same bytes in every engine. */
export function selfTestChip(): Pixels {
  const chip = blankPixels(CHIP_SIZE, CHIP_SIZE)
  for (let y = 0; y < CHIP_SIZE; y++) {
    for (let x = 0; x < CHIP_SIZE; x++) {
      const u = (x + 0.5) / CHIP_SIZE
      const v = (y + 0.5) / CHIP_SIZE
      let [red, green, blue] = [148, 152, 150]
      for (const [[cx, cy, rx, ry], r, g, b] of SHAPES) {
        const across = (u - cx) / rx
        const down = (v - cy) / ry
        if (across * across + down * down <= 1) [red, green, blue] = [r, g, b]
      }
      const light = 1.1 - 0.45 * u * u - 0.1 * v
      chip.data.set([red * light, green * light, blue * light], (y * CHIP_SIZE + x) * 4)
    }
  }
  return chip
}
