import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DESCRIPTOR_LENGTH,
  descriptorToBytes,
  parseDescriptor,
  parseDescriptorBytes,
  toDescriptor,
} from '../../../embeddings/face/descriptor.ts'
import { euclideanDistance, squaredDistance } from '../../../embeddings/face/distance.ts'

const descriptors = fc
  .array(fc.float({ min: -2, max: 2, noNaN: true }), {
    minLength: DESCRIPTOR_LENGTH,
    maxLength: DESCRIPTOR_LENGTH,
  })
  .map(toDescriptor)

describe('a descriptor', () => {
  it('survives the journey as bytes, aligned or not', () => {
    fc.assert(
      fc.property(descriptors, (descriptor) => {
        const shifted = new Uint8Array(513)
        shifted.set(descriptorToBytes(descriptor), 1)
        expect(parseDescriptorBytes(shifted.subarray(1))).toEqual({ descriptor })
      }),
    )
  })

  it('is refused when a number is missing, too many or not finite, and says which', () => {
    const zeros = new Array<number>(DESCRIPTOR_LENGTH).fill(0)
    expect(parseDescriptor(zeros.slice(1))).toEqual({
      problem: 'A descriptor has 128 numbers; this one has 127.',
    })
    expect(parseDescriptor([...zeros, 0])).toHaveProperty('problem')
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 1e39]) {
      expect(parseDescriptor(zeros.with(17, bad))).toEqual({
        problem: 'Number 17 of the descriptor is not a finite number.',
      })
    }
    expect(parseDescriptorBytes(new Uint8Array(511))).toHaveProperty('problem')
    expect(() => toDescriptor([1])).toThrow(RangeError)
  })
})

describe('the distance between descriptors', () => {
  it('is nothing to itself, the same both ways, and never longer than a detour', () => {
    fc.assert(
      fc.property(descriptors, descriptors, descriptors, (a, b, c) => {
        expect(squaredDistance(a, a)).toBe(0)
        expect(squaredDistance(a, b)).toBe(squaredDistance(b, a))
        expect(euclideanDistance(a, c)).toBeLessThanOrEqual(
          euclideanDistance(a, b) + euclideanDistance(b, c) + 1e-9,
        )
      }),
    )
  })

  it('is named for what it is: one is the square of the other', () => {
    const a = toDescriptor(new Array(DESCRIPTOR_LENGTH).fill(0))
    const b = toDescriptor(new Array(DESCRIPTOR_LENGTH).fill(0).with(3, 3).with(4, 4))
    expect(squaredDistance(a, b)).toBe(25)
    expect(euclideanDistance(a, b)).toBe(5)
  })
})
