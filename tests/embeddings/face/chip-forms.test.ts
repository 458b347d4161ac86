import { describe, expect, it } from 'vitest'
import { blurredChip, greyChip } from '../../../embeddings/face/chip-forms.ts'
import { mirrorPixels, type Pixels } from '../../../embeddings/pixels/pixels.ts'

/** Colours that differ from pixel to pixel, opaque. */
const patterned: Pixels = {
  width: 9,
  height: 7,
  data: Uint8ClampedArray.from({ length: 9 * 7 * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (at * 37) % 256,
  ),
}

function dotted(size: number): Pixels {
  const data = new Uint8ClampedArray(size * size * 4)
  const middle = (size - 1) / 2
  data.set([128, 128, 128], (middle * size + middle) * 4)
  return { width: size, height: size, data }
}

const red = ({ data }: Pixels): number[] => [...data.filter((_, at) => at % 4 === 0)]

describe('a chip in grey', () => {
  it('has one brightness in all three colours: 0.299, 0.587 and 0.114 of them', () => {
    const { data } = greyChip({
      width: 1,
      height: 1,
      data: Uint8ClampedArray.of(200, 100, 50, 255),
    })
    expect([...data]).toEqual([124, 124, 124, 255])
  })
})

describe('a blurred chip', () => {
  it('spreads a dot by 1-4-6-4-1 along both axes', () => {
    const rows = red(blurredChip(dotted(7)))
    expect(rows.slice(3 * 7, 4 * 7)).toEqual([0, 3, 12, 18, 12, 3, 0])
    expect(rows.filter((_, at) => at % 7 === 3)).toEqual([0, 3, 12, 18, 12, 3, 0])
  })

  it('leaves one colour as it is, up to the edges', () => {
    const data = new Uint8ClampedArray(4 * 3 * 4).fill(90)
    expect(red(blurredChip({ width: 4, height: 3, data }))).toEqual(Array(12).fill(90))
  })
})

describe.each([
  ['grey', greyChip],
  ['blurred', blurredChip],
])('the %s form', (_, form) => {
  it('of a mirrored chip is the mirrored form, and the chip stays as it was', () => {
    const before = Uint8ClampedArray.from(patterned.data)
    expect(form(mirrorPixels(patterned))).toEqual(mirrorPixels(form(patterned)))
    expect(patterned.data).toEqual(before)
  })
})
