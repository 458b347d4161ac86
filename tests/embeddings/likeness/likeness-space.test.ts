import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DESCRIPTOR_LENGTH, type Descriptor } from '../../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../../embeddings/face/distance.ts'
import {
  type LikenessSpace,
  likenessSpaceToBytes,
  PROJECTED_LENGTH,
  parseLikenessSpace,
  projectPortrait,
  projectProbe,
  projectVisitor,
  toProjectedEmbedding,
  unfittedSpace,
} from '../../../embeddings/likeness/likeness-space.ts'
import { packedLength } from '../../../embeddings/likeness/triangular.ts'
import { seededDescriptors } from '../store/nearest-index-contract.ts'

const [a, b] = seededDescriptors(2, 5) as [Descriptor, Descriptor]
const PENALTY = fc.double({ min: 0, max: 2, noNaN: true })

describe('a place in the likeness space', () => {
  it('has length 1 before its penalty, and the same wherever on its ray the descriptor lay', () => {
    const place = projectVisitor(unfittedSpace(), a)
    expect(place).toHaveLength(PROJECTED_LENGTH)
    expect(Math.hypot(...place)).toBeCloseTo(1, 6)
    const farther = a.map((value) => value * 1.7) as Descriptor
    expect(squaredDistance(place, projectVisitor(unfittedSpace(), farther))).toBeLessThan(1e-10)
  })

  it('lies as far from a visitor as without its penalty, and the penalty on top', () => {
    fc.assert(
      fc.property(PENALTY, (penalty) => {
        const visitor = projectVisitor(unfittedSpace(), a)
        const bare = squaredDistance(visitor, projectPortrait(unfittedSpace(), b, 0))
        const held = squaredDistance(visitor, projectPortrait(unfittedSpace(), b, penalty))
        expect(held - bare).toBeCloseTo(penalty, 5)
      }),
    )
  })

  it('asks for others without its own penalty', () => {
    const portrait = projectPortrait(unfittedSpace(), a, 0.3)
    expect([...projectProbe(portrait)]).toEqual([...projectPortrait(unfittedSpace(), a, 0)])
    expect(portrait.at(-1)).toBeCloseTo(Math.sqrt(0.3), 6)
  })

  it('is taken relative to the centre of its own world', () => {
    const space = unfittedSpace()
    space.visitorCentre.fill(0.1)
    const moved = a.map((value) => value + 0.1) as Descriptor
    const distance = squaredDistance(projectVisitor(space, moved), projectPortrait(space, a, 0))
    expect(distance).toBeLessThan(1e-10)
  })

  it('gives little weight to what differs within a person', () => {
    const space = unfittedSpace()
    // Along the first axis people themselves differ ten times as much as along the others.
    space.withinPerson[0] = 10
    const step = (axis: number): Descriptor =>
      a.map((value, i) => value + (i === axis ? 0.1 : 0)) as Descriptor
    const from = projectVisitor(space, a)
    const along = squaredDistance(from, projectVisitor(space, step(0)))
    const across = squaredDistance(from, projectVisitor(space, step(1)))
    expect(along).toBeLessThan(across / 50)
  })

  it('at the very centre is no direction, and a number all the same', () => {
    const nowhere = new Float32Array(DESCRIPTOR_LENGTH) as Descriptor
    expect([...projectVisitor(unfittedSpace(), nowhere)].every((value) => value === 0)).toBe(true)
  })

  it('has no negative penalty', () => {
    for (const penalty of [-0.1, Number.NaN]) {
      expect(() => projectPortrait(unfittedSpace(), a, penalty)).toThrow(RangeError)
    }
    expect(() => toProjectedEmbedding([1, 2, 3])).toThrow(/129 finite numbers/)
  })
})

describe('a likeness space on disk', () => {
  it('comes back as it was', () => {
    const space: LikenessSpace = {
      visitorCentre: Float32Array.from(a),
      portraitCentre: Float32Array.from(b),
      withinPerson: Float32Array.from({ length: packedLength(DESCRIPTOR_LENGTH) }, (_, i) => i + 1),
    }
    expect(parseLikenessSpace(likenessSpaceToBytes(space))).toEqual({ space })
  })

  it('is refused when it is cut short or holds what is no number', () => {
    const bytes = likenessSpaceToBytes(unfittedSpace())
    expect(parseLikenessSpace(bytes.subarray(4))).toEqual({
      problem: expect.stringMatching(/has 34048 bytes; this one has 34044/),
    })
    new DataView(bytes.buffer).setFloat32(8, Number.NaN, true)
    expect(parseLikenessSpace(bytes)).toEqual({
      problem: expect.stringMatching(/Number 2 .* finite/),
    })
  })
})
