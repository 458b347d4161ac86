import { describe, expect, it } from 'vitest'
import { CHIP_SIZE } from '../../../embeddings/face/alignment.ts'
import { DESCRIPTOR_LENGTH, toDescriptor } from '../../../embeddings/face/descriptor.ts'
import type { FaceModels } from '../../../embeddings/face/face-models.ts'
import { landmarksOnChip } from '../../../embeddings/face/part-masks.ts'
import type { FaceOnChip } from '../../../embeddings/face/why-alike.ts'
import { blankPixels } from '../../../embeddings/pixels/pixels.ts'
import { createPairExplainer, type InTurn } from '../../../kiosk/face/explain-pair.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'

/** A net that sees nothing but the mean of a chip, and counts how often it is asked. */
function meanNet() {
  const asked: number[] = []
  const models: Pick<FaceModels, 'describe'> = {
    describe(chips) {
      asked.push(chips.length)
      return Promise.resolve(
        chips.map(({ data }) => {
          const mean = data.reduce((sum, value) => sum + value, 0) / data.length
          return toDescriptor(Array.from({ length: DESCRIPTOR_LENGTH }, (_, i) => mean / (i + 1)))
        }),
      )
    },
  }
  return { models, asked }
}

function face(grey: number): FaceOnChip {
  const chip = blankPixels(CHIP_SIZE, CHIP_SIZE)
  chip.data.fill(grey)
  return { chip, onChip: landmarksOnChip(madeUpLandmarks()) }
}

const atOnce: InTurn = (work) => work()

function isBlank({ chip }: FaceOnChip): boolean {
  return chip.data.every((value) => value === 0)
}

describe('explaining a pair in turns', () => {
  it('asks the net for one chip and its mirror image a turn, and leaves no face behind', async () => {
    const { models, asked } = meanNet()
    const pair = { visitor: face(90), portrait: face(160) }
    let turns = 0
    const explanation = await createPairExplainer(models).explain(pair, (work) => {
      turns++
      return work()
    })
    expect(explanation?.parts.length).toBe(6)
    expect(asked.every((chips) => chips === 2)).toBe(true)
    expect(turns).toBe(asked.length)
    expect(isBlank(pair.visitor) && isBlank(pair.portrait)).toBe(true)
  })

  it('drops what it was making when the visitor is forgotten: nothing is told, and nobody left', async () => {
    const { models, asked } = meanNet()
    const explainer = createPairExplainer(models)
    const pair = { visitor: face(90), portrait: face(160) }
    const explanation = await explainer.explain(pair, (work) => {
      if (asked.length === 5) {
        explainer.forget()
        expect(isBlank(pair.visitor) && isBlank(pair.portrait)).toBe(true)
      }
      return work()
    })
    expect(explanation).toBeNull()
    expect(asked.length).toBe(5)
  })

  it('explains the next pair after one was dropped', async () => {
    const { models } = meanNet()
    const explainer = createPairExplainer(models)
    explainer.forget()
    const explanation = await explainer.explain({ visitor: face(90), portrait: face(160) }, atOnce)
    expect(explanation?.distance).toBeGreaterThan(0)
  })

  it('says so when the net fails, and leaves no face behind', async () => {
    const failing = { describe: () => Promise.reject(new Error('The net failed.')) }
    const pair = { visitor: face(90), portrait: face(160) }
    await expect(createPairExplainer(failing).explain(pair, atOnce)).rejects.toThrow(
      'The net failed.',
    )
    expect(isBlank(pair.visitor) && isBlank(pair.portrait)).toBe(true)
  })
})
