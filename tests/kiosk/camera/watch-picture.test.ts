import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import {
  BLIND_LOOKS,
  createPictureWatch,
  FROZEN_LOOKS,
  isBlind,
  SAMPLE,
} from '../../../kiosk/camera/watch-picture.ts'

const random = seededRandom(7)

/** A picture whose light is told pixel by pixel, with a sensor's noise of so many of 255. */
function picture(light: (x: number, y: number) => number, noise: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(4 * SAMPLE.width * SAMPLE.height)
  for (let at = 0; at < pixels.length / 4; at++) {
    const seen = light(at % SAMPLE.width, Math.floor(at / SAMPLE.width))
    pixels.fill(seen + noise * (random() - 0.5), 4 * at, 4 * at + 3)
    pixels[4 * at + 3] = 255
  }
  return pixels
}

/** Equally light, and told apart by their colours. */
function redAndBlue(): Uint8ClampedArray {
  const pixels = picture(() => 40, 6)
  for (let at = 0; at < pixels.length / 4; at++) {
    pixels[4 * at + (at % SAMPLE.width < SAMPLE.width / 2 ? 0 : 2)] = 190
  }
  return pixels
}

const black = (noise: number) => picture(() => 4, noise)
const grey = (noise: number) => picture(() => 128, noise)
/** A dim room, with somebody dark in it who can barely be told from the wall. */
const dim = (noise: number) => picture((x, y) => (x > 20 && x < 40 && y > 12 ? 10 : 22), noise)

describe('what a camera shows', () => {
  it.each([
    ['black', black(0), true],
    ['black with noise', black(12), true],
    ['grey', grey(0), true],
    ['grey with noise', grey(20), true],
    ['a dim room', dim(10), false],
    ['noise beside a bright window', picture((x) => (x < 16 ? 230 : 15), 10), false],
    ['a red wall beside a blue one', redAndBlue(), false],
  ])('%s: nothing to be told in it is %s', (_name, pixels, blind) => {
    expect(isBlind(pixels)).toBe(blind)
  })

  it('is a fault once nothing was to be told for seconds, and not while a camera opens its eye', () => {
    const watch = createPictureWatch()
    for (let look = 1; look < BLIND_LOOKS; look++) expect(watch.look(black(8))).toBeNull()
    expect(watch.look(dim(8))).toBeNull()
    for (let look = 1; look < BLIND_LOOKS; look++) expect(watch.look(black(8))).toBeNull()
    expect(watch.look(black(8))).toBe('camera-blind')
  })

  it('is a fault when it is the same picture for long; noise alone makes it another', () => {
    const still = dim(6)
    const frozen = createPictureWatch()
    for (let look = 0; look < FROZEN_LOOKS; look++) expect(frozen.look(still)).toBeNull()
    expect(frozen.look(still)).toBe('camera-frozen')
    const live = createPictureWatch()
    for (let look = 0; look < 3 * FROZEN_LOOKS; look++) expect(live.look(dim(6))).toBeNull()
  })
})
