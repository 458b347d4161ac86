import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharpness } from '../../../embeddings/face/face-quality.ts'
import { blankPixels, type Pixels } from '../../../embeddings/pixels/pixels.ts'
import {
  drawVariation,
  type Variation,
  varyPicture,
} from '../../../indexer/evaluation/describing/vary-picture.ts'

/** Changes as little as can be. */
const PLAIN: Variation = {
  turnDegrees: 0,
  eyeDistancePx: 80,
  blurShare: 0,
  gain: 1,
  gamma: 1,
  noise: 0,
  noiseSeed: 1,
}

/** Two white eyes 120 px apart on grey. */
function twoEyes(): Pixels {
  const picture = blankPixels(300, 240)
  for (let i = 0; i < picture.data.length; i++) if (i % 4 < 3) picture.data[i] = 60
  for (const x of [90, 210]) {
    for (let y = 114; y < 126; y++)
      picture.data.fill(255, (y * 300 + x - 6) * 4, (y * 300 + x + 6) * 4)
  }
  return picture
}

/** The centres of the bright spots left and right of the middle. */
function eyes({ width, height, data }: Pixels): { x: number; y: number }[] {
  return [0, 1].map((side) => {
    let [weight, x, y] = [0, 0, 0]
    for (let row = 0; row < height; row++) {
      for (let column = side * (width / 2); column < (side + 1) * (width / 2); column++) {
        const bright = Math.max(0, (data[(row * width + Math.floor(column)) * 4] as number) - 70)
        weight += bright
        x += bright * Math.floor(column)
        y += bright * row
      }
    }
    return { x: x / weight, y: y / weight }
  })
}

const brightness = ({ data }: Pixels) => {
  const reds = data.filter((_, i) => i % 4 === 0)
  return reds.reduce((sum, red) => sum + red, 0) / reds.length
}

const apart = (picture: Pixels) => {
  const [left, right] = eyes(picture) as [{ x: number; y: number }, { x: number; y: number }]
  return Math.hypot(right.x - left.x, right.y - left.y)
}

describe('varying a picture', () => {
  it('brings the eyes to the distance it says', async () => {
    for (const eyeDistancePx of [40, 60, 80]) {
      const varied = await varyPicture(twoEyes(), { ...PLAIN, eyeDistancePx }, 120)
      expect(apart(varied)).toBeCloseTo(eyeDistancePx, -0.3)
    }
  })

  it('does not enlarge a face that is small already', async () => {
    const varied = await varyPicture(twoEyes(), { ...PLAIN, eyeDistancePx: 200 }, 120)
    expect([varied.width, varied.height]).toEqual([300, 240])
  })

  it('turns the eyes by the angle it says', async () => {
    const varied = await varyPicture(twoEyes(), { ...PLAIN, turnDegrees: 20 }, 120)
    const [left, right] = eyes(varied) as [{ x: number; y: number }, { x: number; y: number }]
    const angle = (Math.atan2(right.y - left.y, right.x - left.x) * 180) / Math.PI
    expect(angle).toBeCloseTo(20, -0.3)
  })

  it('dims by gain and gamma', async () => {
    const plain = await varyPicture(twoEyes(), PLAIN, 120)
    const dim = await varyPicture(twoEyes(), { ...PLAIN, gain: 0.5 }, 120)
    expect(brightness(dim) / brightness(plain)).toBeCloseTo(0.5, 1)
    const dark = await varyPicture(twoEyes(), { ...PLAIN, gamma: 2 }, 120)
    expect(brightness(dark)).toBeLessThan(brightness(plain) * 0.5)
  })

  it('blurs away detail, and adds noise', async () => {
    const plain = await varyPicture(twoEyes(), PLAIN, 120)
    const soft = await varyPicture(twoEyes(), { ...PLAIN, blurShare: 0.05 }, 120)
    expect(sharpness(soft)).toBeLessThan(sharpness(plain) * 0.6)
    const noisy = await varyPicture(twoEyes(), { ...PLAIN, noise: 8 }, 120)
    expect(sharpness(noisy)).toBeGreaterThan(sharpness(plain) * 1.5)
  })

  it('is the same for the same seed, and another for another', async () => {
    const vary = async (seed: string) =>
      Buffer.from((await varyPicture(twoEyes(), drawVariation(seed), 120)).data)
    expect(Buffer.compare(await vary('ada.jpg#1'), await vary('ada.jpg#1'))).toBe(0)
    expect(Buffer.compare(await vary('ada.jpg#1'), await vary('ada.jpg#2'))).not.toBe(0)
  })

  it('stays within what it promises', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const { turnDegrees, eyeDistancePx, gain, gamma } = drawVariation(seed)
        expect(Math.abs(turnDegrees)).toBeLessThanOrEqual(20)
        expect(eyeDistancePx).toBeGreaterThanOrEqual(40)
        expect(eyeDistancePx).toBeLessThanOrEqual(80)
        expect(gain).toBeLessThan(1)
        expect(gamma).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})
