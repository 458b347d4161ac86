import { describe, expect, it } from 'vitest'
import { CHIP_SIZE } from '../../../embeddings/face/alignment.ts'
import { FACE_PARTS } from '../../../embeddings/face/face-parts.ts'
import { flatColour, hidePart, smoothSkin } from '../../../embeddings/face/hide-part.ts'
import { landmarksOnChip, partMasks } from '../../../embeddings/face/part-masks.ts'
import { blankPixels, type Pixels } from '../../../embeddings/pixels/pixels.ts'
import { seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'

const masks = partMasks(landmarksOnChip(madeUpLandmarks()))

function speckled(seed: number): Pixels {
  const random = seededRandom(seed)
  const chip = blankPixels(CHIP_SIZE, CHIP_SIZE)
  for (let at = 0; at < chip.data.length; at++) if (at % 4 !== 3) chip.data[at] = random() * 256
  return chip
}

/** One picture where the mask covers wholly, another everywhere else. */
function joined(covered: Pixels, rest: Pixels, mask: Float32Array): Pixels {
  const data = rest.data.slice()
  for (let at = 0; at < data.length; at++) {
    if (mask[at >> 2] === 1) data[at] = covered.data[at] as number
  }
  return { ...rest, data }
}

describe.each([
  ['a smooth skin', smoothSkin],
  ['a flat colour', flatColour],
])('hiding a part behind %s', (_name, filling) => {
  it('changes nothing that the mask does not cover', () => {
    const chip = speckled(1)
    for (const part of FACE_PARTS) {
      const hidden = hidePart(chip, masks[part], filling)
      const changed = hidden.data.findIndex(
        (value, at) => masks[part][at >> 2] === 0 && value !== chip.data[at],
      )
      expect([part, changed]).toEqual([part, -1])
    }
  })

  it('tells nothing of what it covers', () => {
    const rest = speckled(1)
    for (const part of FACE_PARTS) {
      const one = hidePart(joined(speckled(2), rest, masks[part]), masks[part], filling)
      const other = hidePart(joined(speckled(3), rest, masks[part]), masks[part], filling)
      expect([part, one.data.findIndex((value, at) => value !== other.data[at])]).toEqual([
        part,
        -1,
      ])
    }
  })

  it('is of the colours around it', () => {
    const chip = blankPixels(CHIP_SIZE, CHIP_SIZE)
    for (let at = 0; at < chip.data.length; at += 4) chip.data.set([200, 150, 100], at)
    const hidden = hidePart(chip, masks.nose, filling)
    expect(
      Math.max(...hidden.data.map((value, at) => Math.abs(value - (chip.data[at] as number)))),
    ).toBeLessThanOrEqual(1)
  })

  it('leaves the picture itself as it is, and every pixel opaque', () => {
    const chip = speckled(4)
    const before = chip.data.slice()
    const hidden = hidePart(chip, masks.eyes, filling)
    expect(chip.data.findIndex((value, at) => value !== before[at])).toBe(-1)
    expect(hidden.data.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true)
  })

  it('shows something even where all is covered', () => {
    const all = new Float32Array(CHIP_SIZE ** 2).fill(1)
    const hidden = hidePart(speckled(5), all, filling)
    expect(hidden.data.every((value, at) => at % 4 === 3 || value === hidden.data[at % 4])).toBe(
      true,
    )
  })
})
