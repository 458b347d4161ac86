import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betweenEyes, type Landmarks } from '../../../embeddings/face/landmarks.ts'
import { layPair } from '../../../kiosk/morph/lay-pair.ts'
import { cornersAt, type MorphMesh, morphMesh } from '../../../kiosk/morph/morph-mesh.ts'
import { layoutFor } from '../../../kiosk/wall/layout.ts'
import { anybody, FACING, type MadeUpHead, stillOf } from './made-up-head.ts'

const KIOSK = layoutFor(1080, 1920).portraitSlot
const PLACES = [KIOSK, layoutFor(1920, 1080).portraitSlot, layoutFor(390, 844).singleSlot]
const INSTANTS = Array.from({ length: 21 }, (_, step) => step / 20)

/** A crop as small as a face near the edges of its painting has it, and the usual one. */
const CROPS = [
  { width: 5.5, height: 7 },
  { width: 3, height: 3.6 },
] as const

function laid(visitor: MadeUpHead, portrait: MadeUpHead, crop: (typeof CROPS)[number] = CROPS[0]) {
  const size = {
    width: crop.width * portrait.eyeDistancePx,
    height: crop.height * portrait.eyeDistancePx,
  }
  const pair = {
    portraitId: 'portrait',
    visitor: stillOf(visitor),
    portrait: stillOf(portrait, size),
  }
  return (place = KIOSK, mirrored = true) => layPair(pair, place, { mirrored, screenDensity: 1 })
}

/** Twice the area of every triangle at an instant; all of one sign unless one is turned over. */
function doubleAreas({ triangles }: MorphMesh, corners: Float32Array): number[] {
  const x = (corner: number) => corners[2 * (triangles[corner] as number)] as number
  const y = (corner: number) => corners[2 * (triangles[corner] as number) + 1] as number
  return Array.from({ length: triangles.length / 3 }, (_, triangle) => {
    const [a, b, c] = [3 * triangle, 3 * triangle + 1, 3 * triangle + 2]
    return (x(c) - x(a)) * (y(b) - y(a)) - (x(b) - x(a)) * (y(c) - y(a))
  })
}

/** Which landmarks are corners of the mesh. */
function kept(mesh: MorphMesh, landmarks: Landmarks): number[] {
  const isCorner = (x: number, y: number) =>
    mesh.visitor.some(
      (value, at) =>
        at % 2 === 0 &&
        Math.abs(value - x) < 1e-3 &&
        Math.abs((mesh.visitor[at + 1] as number) - y) < 1e-3,
    )
  return landmarks.flatMap(({ x, y }, landmark) => (isCorner(x, y) ? [landmark] : []))
}

describe('the mesh between two faces', () => {
  it('turns no triangle over, at no instant, whoever stands before whatever hangs', () => {
    const pair = fc.tuple(anybody, anybody, fc.constantFrom(...CROPS), fc.constantFrom(...PLACES))
    fc.assert(
      fc.property(pair, fc.boolean(), ([visitor, portrait, crop, place], mirrored) => {
        const both = laid(visitor, portrait, crop)(place, mirrored)
        const mesh = morphMesh(
          both.visitor.landmarks,
          both.portrait.landmarks,
          place,
          both.portrait.frame,
        )
        for (const t of INSTANTS) {
          const areas = doubleAreas(mesh, cornersAt(mesh, t))
          expect(Math.min(...areas)).toBeGreaterThan(0)
          const covered = areas.reduce((sum, area) => sum + area, 0) / 2
          expect(Math.abs(covered / (place.width * place.height) - 1)).toBeLessThan(1e-3)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keeps the landmarks of faces that look out of their pictures, and most of any other', () => {
    const facing = laid(FACING, { ...FACING, mouth: 0.1, width: 1.1 })()
    const facingMesh = morphMesh(facing.visitor.landmarks, facing.portrait.landmarks, KIOSK)
    // Lips that touch are parted by a hair, and so are not found where they were.
    expect(kept(facingMesh, facing.visitor.landmarks).length).toBeGreaterThanOrEqual(61)
    const pairs = fc.sample(fc.tuple(anybody, anybody), { numRuns: 200, seed: 1 })
    const counts = pairs.map(([visitor, portrait]) => {
      const both = laid({ ...visitor, mouth: 0.1 }, { ...portrait, mouth: 0.1 })()
      const mesh = morphMesh(both.visitor.landmarks, both.portrait.landmarks, KIOSK)
      return kept(mesh, both.visitor.landmarks).length
    })
    counts.sort((a, b) => a - b)
    expect(counts[0]).toBeGreaterThanOrEqual(40)
    expect(counts[counts.length >> 1]).toBeGreaterThanOrEqual(66)
  })

  it('begins at the visitor, ends at the portrait, and keeps both eyes on one line between', () => {
    fc.assert(
      fc.property(anybody, anybody, (visitor, portrait) => {
        const both = laid(visitor, portrait)()
        const mesh = morphMesh(both.visitor.landmarks, both.portrait.landmarks, KIOSK)
        expect(cornersAt(mesh, 0)).toEqual(mesh.visitor)
        expect(cornersAt(mesh, 1)).toEqual(mesh.portrait)
        const half = both.visitor.landmarks.map(({ x, y }, landmark) => {
          const to = both.portrait.landmarks[landmark] as { x: number; y: number }
          return { x: (x + to.x) / 2, y: (y + to.y) / 2 }
        })
        const eyes = betweenEyes(half)
        expect(eyes.x).toBeCloseTo(KIOSK.eyeX - KIOSK.x, 0)
        expect(eyes.y).toBeCloseTo(KIOSK.eyeY - KIOSK.y, 0)
      }),
    )
  })

  it('is nothing but what keeps still where a face has no shape', () => {
    const { visitor } = laid(FACING, FACING)()
    const collapsed = visitor.landmarks.map(() => ({ x: 200, y: 300 }))
    const mesh = morphMesh(visitor.landmarks, collapsed, KIOSK)
    expect(kept(mesh, visitor.landmarks).length).toBeLessThanOrEqual(3)
    expect(Math.min(...doubleAreas(mesh, mesh.portrait))).toBeGreaterThan(0)
  })

  it('keeps the edges of a painting straight', () => {
    const both = laid(FACING, { ...FACING, yaw: 25 }, CROPS[1])()
    const { frame } = both.portrait
    expect(frame.width).toBeLessThan(KIOSK.width - 3)
    const mesh = morphMesh(both.visitor.landmarks, both.portrait.landmarks, KIOSK, frame)
    const onLeftEdge = Array.from(mesh.visitor.keys()).filter(
      (at) => at % 2 === 0 && Math.abs((mesh.visitor[at] as number) - frame.x) < 1e-3,
    )
    expect(onLeftEdge.length).toBeGreaterThan(4)
    for (const at of onLeftEdge) {
      expect(mesh.portrait.slice(at, at + 2)).toEqual(mesh.visitor.slice(at, at + 2))
    }
  })
})
