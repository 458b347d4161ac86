import { describe, expect, it } from 'vitest'
import { describeChips } from '../../../embeddings/face/describe-chips.ts'
import {
  DESCRIPTOR_LENGTH,
  type Descriptor,
  toDescriptor,
} from '../../../embeddings/face/descriptor.ts'
import { blankPixels, mirrorPixels, type Pixels } from '../../../embeddings/pixels/pixels.ts'

/** A net that sees nothing but the first pixel. */
const firstPixel = {
  describe: (chips: readonly Pixels[]): Promise<Descriptor[]> =>
    Promise.resolve(
      chips.map(({ data }) =>
        toDescriptor(
          Array.from({ length: DESCRIPTOR_LENGTH }, (_, i) => (i === 0 ? (data[0] as number) : 1)),
        ),
      ),
    ),
}

function halves(left: number, right: number): Pixels {
  const pixels = blankPixels(4, 2)
  for (let i = 0; i < 8; i++) pixels.data.fill(i % 4 < 2 ? left : right, i * 4, i * 4 + 3)
  return pixels
}

describe('describing chips', () => {
  it('gives the mean of a chip and its mirror image, and how far apart they are', async () => {
    const [first, second] = await describeChips(firstPixel, [halves(10, 30), halves(8, 8)])
    expect(first?.descriptor[0]).toBe(20)
    expect(first?.descriptor[1]).toBe(1)
    expect(first?.mirrorDistance).toBe(20)
    expect(second).toMatchObject({ mirrorDistance: 0 })
    expect(second?.descriptor[0]).toBe(8)
  })

  it('gives the same for a chip as for its mirror image', async () => {
    const chip = halves(10, 30)
    expect(await describeChips(firstPixel, [mirrorPixels(chip)])).toEqual(
      await describeChips(firstPixel, [chip]),
    )
  })

  it('takes each form and its mirror image into the mean, and not into the mirror distance', async () => {
    const seen: Pixels[] = []
    const noting = {
      describe(chips: readonly Pixels[]) {
        seen.push(...chips)
        return firstPixel.describe(chips)
      },
    }
    const bright = () => halves(40, 60)
    const dark = () => halves(0, 4)
    const chips = [halves(10, 30), halves(8, 8)]
    const [first, second] = await describeChips(noting, chips, [bright, dark])
    expect(first?.descriptor[0]).toBe((10 + 30 + 40 + 60 + 0 + 4) / 6)
    expect(first?.mirrorDistance).toBe(20)
    expect(second?.descriptor[0]).toBe((8 + 8 + 40 + 60 + 0 + 4) / 6)
    expect(second?.mirrorDistance).toBe(0)
    expect(seen).toHaveLength(12)
    const left = seen.filter(({ data }) => data.some((value) => value > 0))
    expect(left).toEqual(chips)
  })

  it('leaves no mirror image behind, and neither of the two descriptors', async () => {
    const seen: Pixels[] = []
    const made: Descriptor[] = []
    const chip = halves(10, 30)
    await describeChips(
      {
        async describe(chips) {
          seen.push(...chips)
          made.push(...(await firstPixel.describe(chips)))
          return made
        },
      },
      [chip],
    )
    expect(seen[1]?.data.every((value) => value === 0)).toBe(true)
    expect(made.flatMap((descriptor) => [...descriptor]).every((value) => value === 0)).toBe(true)
    expect(chip.data[0]).toBe(10)
  })

  it('leaves no mirror image behind where the net fails', async () => {
    let mirrored: Pixels | undefined
    const failing = {
      describe: (chips: readonly Pixels[]): Promise<Descriptor[]> => {
        mirrored = chips[1]
        return Promise.reject(new Error('The net failed.'))
      },
    }
    await expect(describeChips(failing, [halves(10, 30)])).rejects.toThrow('The net failed.')
    expect(mirrored?.data.every((value) => value === 0)).toBe(true)
  })

  it('of no chips gives nothing', async () => {
    expect(await describeChips(firstPixel, [])).toEqual([])
  })
})

describe('a mirrored picture', () => {
  it('has left and right exchanged, row by row, and is the same when mirrored again', () => {
    const picture: Pixels = {
      width: 3,
      height: 2,
      data: Uint8ClampedArray.from({ length: 24 }, (_, i) => i),
    }
    const mirrored = mirrorPixels(picture)
    expect([...mirrored.data.subarray(0, 12)]).toEqual([8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3])
    expect(mirrorPixels(mirrored)).toEqual(picture)
  })
})
