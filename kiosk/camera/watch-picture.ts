/** What is wrong with pictures that come: nothing can be told in them, or they are all one. */
export type PictureFault = 'camera-blind' | 'camera-frozen'

/**
 * Size at which pictures are looked at, in pixels, and of the squares that their light is told by.
 */
export const SAMPLE = { width: 64, height: 48 } as const
const SQUARE = 8

/**
 * Squares of a picture that differ by less, of 255, are one grey: a sensor's noise leaves so much.
 */
const LEAST_CONTRAST = 6
/** At one look a second. A camera opens its eye within two or three. */
export const BLIND_LOOKS = 5
/** Noise makes every picture of a camera another; only one that stands still repeats itself. */
export const FROZEN_LOOKS = 15

/**
 * Whether nothing can be told from anything else: black, grey, or any one colour with its noise.
 */
export function isBlind(pixels: Uint8ClampedArray): boolean {
  return [0, 1, 2].every((colour) => contrastOf(colour, pixels) < LEAST_CONTRAST)
}

/** How far the squares of a picture lie apart in red, green or blue. */
function contrastOf(colour: number, pixels: Uint8ClampedArray): number {
  let least = 255
  let most = 0
  for (let top = 0; top < SAMPLE.height; top += SQUARE) {
    for (let left = 0; left < SAMPLE.width; left += SQUARE) {
      const mean = meanOf(colour, pixels, left, top)
      least = Math.min(least, mean)
      most = Math.max(most, mean)
    }
  }
  return most - least
}

function meanOf(colour: number, pixels: Uint8ClampedArray, left: number, top: number): number {
  let sum = 0
  for (let y = top; y < top + SQUARE; y++) {
    for (let x = left; x < left + SQUARE; x++) {
      sum += pixels[4 * (y * SAMPLE.width + x) + colour] ?? 0
    }
  }
  return sum / SQUARE ** 2
}

/** Looks at a camera's pictures once a second, `SAMPLE` pixels of each. */
export interface PictureWatch {
  /** The fault, once it has lasted; null while there is none. */
  look(pixels: Uint8ClampedArray): PictureFault | null
  /** Leaves no pixel of the last one. */
  wipe(): void
}

export function createPictureWatch(): PictureWatch {
  const last = new Uint8ClampedArray(4 * SAMPLE.width * SAMPLE.height)
  let blind = 0
  let same = 0
  return {
    look(pixels) {
      blind = isBlind(pixels) ? blind + 1 : 0
      same = pixels.every((value, at) => value === last[at]) ? same + 1 : 0
      last.set(pixels)
      if (blind >= BLIND_LOOKS) return 'camera-blind'
      return same >= FROZEN_LOOKS ? 'camera-frozen' : null
    },
    wipe() {
      last.fill(0)
    },
  }
}
