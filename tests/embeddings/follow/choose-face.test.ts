import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Detection } from '../../../embeddings/face/face-models.ts'
import { rankFaces } from '../../../embeddings/follow/choose-face.ts'

const FRAME = { width: 640, height: 480 }

function faceAt(x: number, y: number, side: number, score = 0.9): Detection {
  return { score, box: { x: x - side / 2, y: y - side / 2, width: side, height: side } }
}

const framed = ({ box }: Detection) => ({ box, isFramed: true })

const anyFace = fc
  .tuple(
    fc.double({ min: 0, max: 640, noNaN: true }),
    fc.double({ min: 0, max: 480, noNaN: true }),
    fc.double({ min: 40, max: 400, noNaN: true }),
    fc.double({ min: 0.4, max: 1, noNaN: true }),
  )
  .map((values) => faceAt(...values))

/** Of different sizes, so that no two are equally prominent. */
const severalFaces = fc.uniqueArray(anyFace, { maxLength: 6, selector: ({ box }) => box.height })

describe('choosing the one face to look at', () => {
  it('takes the nearest of several', () => {
    const near = faceAt(200, 240, 180)
    expect(rankFaces([faceAt(420, 240, 90), near, faceAt(600, 200, 60)], FRAME, null)[0]).toBe(near)
  })

  it('takes the central one of two as near as each other', () => {
    const central = faceAt(330, 240, 120)
    expect(rankFaces([faceAt(80, 60, 120), central], FRAME, null)[0]).toBe(central)
  })

  it('takes the one that is surely a face of two as large and as central', () => {
    const sure = faceAt(250, 240, 120, 0.9)
    expect(rankFaces([faceAt(390, 240, 120, 0.45), sure], FRAME, null)[0]).toBe(sure)
  })

  it('takes nobody when all are passing by in the background', () => {
    expect(rankFaces([faceAt(320, 240, 20), faceAt(500, 100, 25)], FRAME, null)).toEqual([])
  })

  it('keeps the followed face beside one that is a little nearer', () => {
    const followed = faceAt(200, 240, 120)
    const nearer = faceAt(440, 240, 150)
    expect(rankFaces([nearer, followed], FRAME, null)[0]).toBe(nearer)
    expect(rankFaces([nearer, followed], FRAME, framed(followed))[0]).toBe(followed)
  })

  it('gives the place to somebody who comes clearly nearer', () => {
    const followed = faceAt(200, 240, 100)
    const nearer = faceAt(440, 240, 240)
    expect(rankFaces([followed, nearer], FRAME, framed(followed))[0]).toBe(nearer)
  })

  it('gives the place of one who is not framed to somebody a little more prominent', () => {
    const aside = { ...framed(faceAt(80, 240, 120)), isFramed: false }
    const central = faceAt(330, 240, 130)
    expect(rankFaces([{ score: 0.9, box: aside.box }, central], FRAME, aside)[0]).toBe(central)
  })

  it('never depends on the order of the detections', () => {
    fc.assert(
      fc.property(severalFaces, fc.option(anyFace), (faces, followed) => {
        const held = followed && framed(followed)
        const there = rankFaces(faces, FRAME, held)
        expect(rankFaces(faces.toReversed(), FRAME, held)).toEqual(there)
      }),
    )
  })

  it('goes on choosing the face that it chose', () => {
    fc.assert(
      fc.property(severalFaces, (faces) => {
        const [chosen] = rankFaces(faces, FRAME, null)
        if (chosen) expect(rankFaces(faces, FRAME, framed(chosen))[0]).toEqual(chosen)
      }),
    )
  })
})
