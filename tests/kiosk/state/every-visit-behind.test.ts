import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Descriptor, toDescriptor } from '../../../embeddings/face/descriptor.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import { settingsWith } from './exhibit-world.ts'
import { framed, NOBODY, settled, stage } from './stage.ts'
import { gesturesBy } from './words-on-screen.ts'

const settings = settingsWith({ duet: true, print: true, operator: { hasPin: true } })

type Step =
  | { readonly do: 'press'; readonly nth: number }
  | { readonly do: 'stand'; readonly faceNumber: number | null }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'open' | 'unplug' | 'break' | 'publish' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      nth: fc.oneof(fc.constantFrom(0, 0, 1), fc.nat(6)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('stand' as const),
      faceNumber: fc.constantFrom(1, 1, 2, null),
    }),
  },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'open' }) },
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(500, 3_000, 9_000, 70_000) }),
  fc.constantFrom<Step>({ do: 'unplug' }, { do: 'break' }, { do: 'publish' }),
)

const isZeroed = (descriptor: Descriptor) => descriptor.every((number) => number === 0)

async function take(on: ReturnType<typeof stage>, next: Step, read: Descriptor[]): Promise<void> {
  switch (next.do) {
    case 'press': {
      const may = gesturesBy('touch', on.state(), settings)
      const gesture = may[next.nth % may.length]
      if (gesture !== undefined) on.exhibit.send(gesture)
      break
    }
    case 'stand': {
      const descriptor = toDescriptor(Array(128).fill(0.1 * (next.faceNumber ?? 1)))
      read.push(descriptor)
      const isRead = await on.frame(
        next.faceNumber === null ? NOBODY : framed(next.faceNumber, descriptor),
      )
      if (!isRead || next.faceNumber === null) descriptor.fill(0)
      break
    }
    case 'wait':
      on.wait(next.ms)
      break
    case 'open':
      on.openCamera()
      break
    case 'unplug':
      on.unplugCamera()
      break
    case 'break':
      on.breaks.show = new Error('The canvas was lost.')
      break
    case 'publish':
      on.publish(`g${on.log.length}`)
      break
    default:
      next satisfies never
  }
  await settled()
}

describe('behind every visit', () => {
  it('a camera is open only while one is wanted, and no number of a face outlives its use', async () => {
    let looked = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 50, size: 'max' }), async (steps) => {
        const on = stage(settings)
        const read: Descriptor[] = []
        await settled()
        for (const next of steps) {
          const asked = on.found.length
          const mayFind = wantedBy(on.state(), true).finding
          await take(on, next, read)
          const wanted = wantedBy(on.state(), true)
          expect(on.camerasOpen()).toBeLessThanOrEqual(wanted.camera ? 1 : 0)
          if (!mayFind) expect(on.found).toHaveLength(asked)
          expect([...read, ...on.probes].every(isZeroed)).toBe(true)
        }
        on.exhibit.close()
        expect(on.camerasOpen()).toBe(0)
        looked += on.found.length
      }),
      { numRuns: 150 },
    )
    // Not for want of looking.
    expect(looked).toBeGreaterThan(0)
  })
})
