import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brighten } from '../../../embeddings/pixels/brighten.ts'
import { blankPixels, type Pixels } from '../../../embeddings/pixels/pixels.ts'

/** A grey picture, one row high, of the given values. */
function row(values: readonly number[]): Pixels {
  const picture = blankPixels(values.length, 1)
  values.forEach((value, i) => {
    picture.data.fill(value, i * 4, i * 4 + 3)
  })
  return picture
}

function greys({ data }: Pixels): number[] {
  return [...data].filter((_, i) => i % 4 === 0)
}

const values = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 300 })

describe('brightening', () => {
  it('stretches a dim picture from black to white and lifts what lies between', () => {
    const dim = Array.from({ length: 101 }, (_, i) => 20 + Math.round(i / 4))
    const shown = greys(brighten(row(dim)))
    expect(Math.min(...shown)).toBe(0)
    expect(Math.max(...shown)).toBe(255)
    expect(shown[50]).toBeGreaterThan(150)
  })

  it('keeps the order of tones, the size and the opacity of any picture', () => {
    fc.assert(
      fc.property(values, (list) => {
        const picture = row(list.toSorted((a, b) => a - b))
        const result = brighten(picture)
        const shown = greys(result)
        expect(shown).toEqual(shown.toSorted((a, b) => a - b))
        expect([result.width, result.height]).toEqual([picture.width, picture.height])
        expect(result.data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true)
      }),
    )
  })

  it('leaves the picture it was given as it was', () => {
    const picture = row([10, 20, 30])
    brighten(picture)
    expect(greys(picture)).toEqual([10, 20, 30])
  })
})
