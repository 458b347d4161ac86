import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Descriptor, toDescriptor } from '../../../embeddings/face/descriptor.ts'
import { euclideanDistance } from '../../../embeddings/face/distance.ts'
import { createVisitDescriptor } from '../../../embeddings/likeness/visit-descriptor.ts'

const anyDescriptor = fc
  .array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: 128, maxLength: 128 })
  .map(toDescriptor)

const anyQuality = fc.double({ min: 0.05, max: 1, noNaN: true })

/** A frame of the same person: every number moved a little. */
function near(descriptor: Descriptor, offsets: readonly number[]): Descriptor {
  return toDescriptor(descriptor.map((value, i) => value + (offsets[i % offsets.length] as number)))
}

function stranger(descriptor: Descriptor): Descriptor {
  return toDescriptor(descriptor.map((value) => value + 0.1))
}

const smallOffsets = fc.array(fc.double({ min: -0.01, max: 0.01, noNaN: true }), {
  minLength: 5,
  maxLength: 9,
})

describe('averaging the descriptors of a visit', () => {
  it('has nothing to say before the first frame', () => {
    expect(createVisitDescriptor().current()).toBeNull()
  })

  it('of one frame is that frame', () => {
    fc.assert(
      fc.property(anyDescriptor, anyQuality, (descriptor, quality) => {
        const visit = createVisitDescriptor()
        expect(visit.add(descriptor, quality)).toBe('taken')
        const average = visit.current() as Descriptor
        expect(euclideanDistance(average, descriptor)).toBeLessThan(1e-6)
      }),
    )
  })

  it('lies no farther from the person than the farthest of their frames', () => {
    fc.assert(
      fc.property(
        anyDescriptor,
        fc.array(fc.tuple(smallOffsets, anyQuality), { minLength: 1, maxLength: 80 }),
        (person, frames) => {
          const visit = createVisitDescriptor()
          let farthest = 0
          for (const [offsets, quality] of frames) {
            const frame = near(person, offsets)
            farthest = Math.max(farthest, euclideanDistance(frame, person))
            expect(visit.add(frame, quality)).toBe('taken')
          }
          const average = visit.current() as Descriptor
          expect(euclideanDistance(average, person)).toBeLessThanOrEqual(farthest + 1e-5)
        },
      ),
    )
  })

  it('leans towards the frames of higher quality', () => {
    fc.assert(
      fc.property(anyDescriptor, (person) => {
        const sharp = near(person, [0.01])
        const blurred = near(person, [-0.01])
        const visit = createVisitDescriptor()
        visit.add(sharp, 0.9)
        visit.add(blurred, 0.1)
        const average = visit.current() as Descriptor
        expect(euclideanDistance(average, sharp)).toBeLessThan(euclideanDistance(average, blurred))
      }),
    )
  })

  it('is not moved by a frame that is far off', () => {
    fc.assert(
      fc.property(anyDescriptor, (person) => {
        const visit = createVisitDescriptor()
        for (let frame = 0; frame < 3; frame++) visit.add(person, 0.8)
        expect(visit.add(stranger(person), 0.8)).toBe('outlier')
        expect(euclideanDistance(visit.current() as Descriptor, person)).toBeLessThan(1e-6)
      }),
    )
  })

  it('starts over when only outliers come: it is somebody else', () => {
    fc.assert(
      fc.property(anyDescriptor, (person) => {
        const other = stranger(person)
        const visit = createVisitDescriptor()
        for (let frame = 0; frame < 5; frame++) visit.add(person, 0.8)
        const taken = Array.from({ length: 20 }, () => visit.add(other, 0.8))
        expect(taken.at(-1)).toBe('started-over')
        expect(euclideanDistance(visit.current() as Descriptor, other)).toBeLessThan(1e-6)
      }),
    )
  })

  it('follows a face that slowly changes, as older frames fade', () => {
    fc.assert(
      fc.property(anyDescriptor, (person) => {
        const visit = createVisitDescriptor({ memoryFrames: 10 })
        for (let frame = 0; frame < 20; frame++) visit.add(person, 1)
        const turned = near(person, [0.02])
        for (let frame = 0; frame < 60; frame++) visit.add(turned, 1)
        const average = visit.current() as Descriptor
        expect(euclideanDistance(average, turned)).toBeLessThan(
          euclideanDistance(average, person) / 10,
        )
      }),
    )
  })

  it('leaves out frames without weight', () => {
    const visit = createVisitDescriptor()
    expect(visit.add(toDescriptor(new Float32Array(128)), 0)).toBe('outlier')
    expect(visit.current()).toBeNull()
  })

  it('knows nothing of what came before once it is cleared', () => {
    fc.assert(
      fc.property(anyDescriptor, anyDescriptor, anyQuality, (first, second, quality) => {
        const visit = createVisitDescriptor()
        for (let frame = 0; frame < 4; frame++) visit.add(first, quality)
        visit.clear()
        expect(visit.current()).toBeNull()
        visit.add(second, quality)
        expect(euclideanDistance(visit.current() as Descriptor, second)).toBeLessThan(1e-6)
      }),
    )
  })
})
