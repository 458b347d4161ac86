import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  DESCRIPTOR_LENGTH,
  type Descriptor,
  toDescriptor,
} from '../../../embeddings/face/descriptor.ts'
import { packedLength } from '../../../embeddings/likeness/triangular.ts'
import {
  type DescribedPhoto,
  fitVisitorModel,
} from '../../../indexer/likeness/fit-visitor-model.ts'
import { normal, seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import {
  readVisitorModel,
  VISITOR_MODEL_FILE,
  visitorModelText,
} from '../../../indexer/likeness/visitor-model.ts'
import { scratchFolder } from '../scratch-folder.ts'

describe('fitting a visitor model', () => {
  it('finds the mean of the photographs and the directions in which one person differs', () => {
    // People differ along every axis, pictures of one person along the first one only.
    const { mean, withinPerson, people, photographs } = fitVisitorModel(crowd(40, 3))
    expect({ people, photographs }).toEqual({ people: 40, photographs: 120 })
    expect(mean[1]).toBeCloseTo(0.5, 1)
    const diagonal = Array.from(
      { length: DESCRIPTOR_LENGTH },
      (_, row) => withinPerson[packedLength(row + 1) - 1] as number,
    )
    expect(diagonal.reduce((sum, value) => sum + value, 0)).toBeCloseTo(DESCRIPTOR_LENGTH, 3)
    expect(diagonal[0]).toBeGreaterThan(0.99 * DESCRIPTOR_LENGTH)
  })

  it('leaves out variations that show somebody else', () => {
    const photos = crowd(40, 3)
    const astray = photos.map((photo) => ({
      ...photo,
      varied: [toDescriptor(photo.descriptor.map((value, i) => value + (i === 9 ? 5 : 0)))],
    }))
    expect(fitVisitorModel(astray)).toEqual(fitVisitorModel(photos))
  })

  it('asks for enough people with several photographs', () => {
    expect(() => fitVisitorModel(crowd(19, 2))).toThrow(/19 people .* 20 are needed/)
    expect(() => fitVisitorModel(crowd(100, 1))).toThrow(/0 people/)
  })
})

describe('a visitor model on disk', () => {
  it('comes with Pendant, and is about dozens of people', async () => {
    const model = await readVisitorModel()
    expect(model.people).toBeGreaterThan(40)
    expect(model.photographs).toBeGreaterThan(100)
  })

  it('comes back as it was', async () => {
    const file = join(await scratchFolder(), 'model.json')
    const model = fitVisitorModel(crowd(25, 2))
    await writeFile(file, visitorModelText(model))
    expect(await readVisitorModel(file)).toEqual(model)
  })

  it('is refused when it belongs to other descriptors or is damaged, with its name', async () => {
    const file = join(await scratchFolder(), 'other.json')
    const text = visitorModelText(await readVisitorModel(VISITOR_MODEL_FILE))
    await writeFile(file, text.replace(/"spaceId": "[^"]*"/, '"spaceId": "another"'))
    await expect(readVisitorModel(file)).rejects.toThrow(/other\.json .*spaceId/)
    await writeFile(file, text.replace(/"mean": "[^"]{8}/, '"mean": "'))
    await expect(readVisitorModel(file)).rejects.toThrow(/mean: 128 finite Float32 numbers/)
    await writeFile(file, text.slice(0, 900))
    await expect(readVisitorModel(file)).rejects.toThrow(/other\.json cannot be used/)
  })
})

function crowd(people: number, photographs: number): DescribedPhoto[] {
  const random = seededRandom(3)
  return Array.from({ length: people }, (_, person) => {
    const place = Array.from({ length: DESCRIPTOR_LENGTH }, () => 0.5 + 0.05 * normal(random))
    return Array.from({ length: photographs }, (): DescribedPhoto => {
      const at = (): Descriptor =>
        toDescriptor(place.map((value, i) => value + (i === 0 ? 0.1 * normal(random) : 0)))
      return { person: `person ${person}`, descriptor: at(), varied: [] }
    })
  }).flat()
}
