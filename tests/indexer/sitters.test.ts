import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Box } from '../../embeddings/pixels/point.ts'
import { openCatalogue } from '../../indexer/catalogue/catalogue.ts'
import {
  type FaceOfWork,
  type SitterDecision,
  sitterNumbers,
} from '../../indexer/catalogue/sitters.ts'
import { judgeWorks, portraitsOf } from '../../indexer/gallery/choose-portraits.ts'
import { A_WORK, aDescription, aFace, RECIPE, STAMP } from './catalogue-records.ts'
import { scratchFolder } from './scratch-folder.ts'

const BOX: Box = { x: 0.1, y: 0.1, width: 0.2, height: 0.3 }
const face = (workId: string, faceBox = BOX): FaceOfWork => ({ workId, faceBox })

function decided(one: FaceOfWork, other: FaceOfWork, isSame = true): SitterDecision {
  return { faces: [one, other], isSame, by: 'Ada', at: new Date(0), why: 'signed letters' }
}

describe('the numbers of sitters', () => {
  it('are one for all whom a chain of decisions joins, whatever its order', () => {
    const join = (one: string, other: string) => decided(face(one), face(other))
    const made = [join('a', 'b'), join('d', 'c'), join('e', 'f'), join('c', 'b')]
    for (const order of [made, made.toReversed()]) {
      const numbers = sitterNumbers(order)
      const numberOf = (workId: string) => numbers(face(workId))
      expect(new Set(['a', 'b', 'c', 'd'].map(numberOf)).size).toBe(1)
      expect(numberOf('e')).toBe(numberOf('f'))
      expect(numberOf('e')).not.toBe(numberOf('a'))
      expect(numberOf('nobody')).toBeUndefined()
    }
  })

  it('follow the latest decision about the same two, in either order', () => {
    const [a, b] = [face('a'), face('b')]
    const takenBack = sitterNumbers([decided(a, b), decided(b, a, false)])
    expect([takenBack(a), takenBack(b)]).toEqual([undefined, undefined])
    const again = sitterNumbers([decided(a, b), decided(b, a, false), decided(b, a)])
    expect(again(a)).toBe(again(b))
    expect(again(a)).toBeDefined()
  })

  it('know a face again whose box has moved a little, and no other face of the work', () => {
    const numberOf = sitterNumbers([decided(face('a'), face('b'))])
    expect(numberOf(face('a', { ...BOX, x: 0.12 }))).toBe(numberOf(face('b')))
    expect(numberOf(face('a', { ...BOX, x: 0.6 }))).toBeUndefined()
  })
})

describe('portraits of one sitter', () => {
  it('carry it into the gallery, out of the catalogue opened again', async () => {
    const file = join(await scratchFolder(), 'catalogue.db')
    const before = openCatalogue(file, { create: true })
    for (const id of ['one', 'other', 'third']) {
      before.works.put({ ...A_WORK, id, record: id })
      before.descriptions.put(id, STAMP, RECIPE, aDescription(aFace(1), aFace(2)))
    }
    const box = { x: 20 / 2000, y: 0.1, width: 0.1, height: 0.24 }
    const decision = decided(face('one', box), face('other', box))
    before.sitters.add(decision)
    before.close()
    const catalogue = openCatalogue(file, { create: false })
    onTestFinished(() => catalogue.close())
    expect(catalogue.sitters.all()).toEqual([decision])
    const portraits = [...judgeWorks(catalogue, RECIPE)].flatMap(portraitsOf)
    const sitters = portraits.map(({ portrait: { id, sitter } }) => [id, sitter])
    expect(sitters).toEqual([
      ['one~1', 'sitter-1'],
      ['one~2', undefined],
      ['other~1', 'sitter-1'],
      ['other~2', undefined],
      ['third~1', undefined],
      ['third~2', undefined],
    ])
  })
})
