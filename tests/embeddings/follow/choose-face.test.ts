import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Detection } from '../../../embeddings/face/face-models.ts'
import { chooseFace } from '../../../embeddings/follow/choose-face.ts'

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
    expect(chooseFace([faceAt(420, 240, 90), near, faceAt(600, 200, 60)], FRAME, null)).toBe(near)
  })

  it('takes the central one of two as near as each other', () => {
    const central = faceAt(330, 240, 120)
    expect(chooseFace([faceAt(80, 60, 120), central], FRAME, null)).toBe(central)
  })

  it('takes nobody when all are passing by in the background', () => {
    expect(chooseFace([faceAt(320, 240, 20), faceAt(500, 100, 25)], FRAME, null)).toBeNull()
  })

  it('keeps the followed face beside one that is a little nearer', () => {
    const followed = faceAt(200, 240, 120)
    const nearer = faceAt(440, 240, 150)
    expect(chooseFace([nearer, followed], FRAME, null)).toBe(nearer)
    expect(chooseFace([nearer, followed], FRAME, framed(followed))).toBe(followed)
  })

  it('gives the place to somebody who comes clearly nearer', () => {
    const followed = faceAt(200, 240, 100)
    const nearer = faceAt(440, 240, 240)
    expect(chooseFace([followed, nearer], FRAME, framed(followed))).toBe(nearer)
  })

  it('gives the place of one who is not framed to somebody a little more prominent', () => {
    const aside = { ...framed(faceAt(80, 240, 120)), isFramed: false }
    const central = faceAt(330, 240, 130)
    expect(chooseFace([{ score: 0.9, box: aside.box }, central], FRAME, aside)).toBe(central)
  })

  it('never depends on the order of the detections', () => {
    fc.assert(
      fc.property(severalFaces, fc.option(anyFace), (faces, followed) => {
        const held = followed && framed(followed)
        const there = chooseFace(faces, FRAME, held)
        expect(chooseFace(faces.toReversed(), FRAME, held)).toEqual(there)
      }),
    )
  })

  it('goes on choosing the face that it chose', () => {
    fc.assert(
      fc.property(severalFaces, (faces) => {
        const chosen = chooseFace(faces, FRAME, null)
        if (chosen !== null) expect(chooseFace(faces, FRAME, framed(chosen))).toEqual(chosen)
      }),
    )
  })
})
