import { DESCRIPTOR_LENGTH, type Descriptor, toDescriptor } from '../face/descriptor.ts'

/** What became of a descriptor that was offered. */
type Taken = 'taken' | 'outlier' | 'started-over'

/** One visitor's descriptor, averaged over their frames. */
export interface VisitDescriptor {
  /**
   * Takes in the descriptor of one frame; `quality` (see `faceQuality`) is its weight. Frames
   * without weight are left out as outliers.
   */
  add(descriptor: Descriptor, quality: number): Taken
  /** The average so far, a copy for the caller to zero; null before the first frame. */
  current(): Descriptor | null
  /** Forgets everything: what is kept in memory is overwritten with zeros. */
  clear(): void
}

export type VisitDescriptorOptions = {
  /**
   * Frames of full quality that the average remembers; older ones fade. 600 are 20 s at 30 frames
   * a second, most of a visit: averages over longer lie nearer together, so the visitor keeps the
   * portrait, and one who takes off their glasses is still followed.
   */
  readonly memoryFrames?: number
}

/**
 * Euclidean distance from the average beyond which a frame is not believed. Frames of one person
 * stay within 0.3 of each other while landmarks hold; two people differ by 0.6 and more.
 */
const OUTLIER_DISTANCE = 0.4
/** With fewer frames the average itself may be the odd one. */
const FRAMES_BEFORE_DOUBT = 3
/**
 * So many outliers in a row are not mishaps: the average is of somebody, or something, else. More
 * frames than a head stays turned aside or blurred in passing.
 */
const OUTLIERS_TO_START_OVER = 20

/**
 * A running average weighted by quality, outliers left out, older frames fading. The average of
 * descriptors lies nearer to a person's true place than single frames do, so matches settle.
 */
export function createVisitDescriptor(options: VisitDescriptorOptions = {}): VisitDescriptor {
  const memoryFrames = options.memoryFrames ?? 600
  const sum = new Float64Array(DESCRIPTOR_LENGTH)
  let weight = 0
  let frames = 0
  let outliersInARow = 0

  const clear = (): void => {
    sum.fill(0)
    weight = 0
    frames = 0
    outliersInARow = 0
  }

  const distanceFromAverage = (descriptor: Descriptor): number => {
    let squares = 0
    for (let i = 0; i < DESCRIPTOR_LENGTH; i++) {
      squares += ((sum[i] as number) / weight - (descriptor[i] as number)) ** 2
    }
    return Math.sqrt(squares)
  }

  const take = (descriptor: Descriptor, quality: number): void => {
    const fade = Math.min(1, Math.max(0, memoryFrames - quality) / weight)
    const kept = weight > 0 ? fade : 0
    for (let i = 0; i < DESCRIPTOR_LENGTH; i++) {
      sum[i] = (sum[i] as number) * kept + (descriptor[i] as number) * quality
    }
    weight = weight * kept + quality
    frames++
    outliersInARow = 0
  }

  return {
    add(descriptor, quality) {
      if (!(quality > 0)) return 'outlier'
      if (frames >= FRAMES_BEFORE_DOUBT && distanceFromAverage(descriptor) > OUTLIER_DISTANCE) {
        outliersInARow++
        if (outliersInARow < OUTLIERS_TO_START_OVER) return 'outlier'
        clear()
        take(descriptor, quality)
        return 'started-over'
      }
      take(descriptor, quality)
      return 'taken'
    },

    current() {
      if (weight === 0) return null
      const average = sum.map((value) => value / weight)
      const copy = toDescriptor(average)
      average.fill(0)
      return copy
    },

    clear,
  }
}
