import { describe, expect, it } from 'vitest'
import {
  DESCRIPTOR_LENGTH,
  type Descriptor,
  toDescriptor,
} from '../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../embeddings/face/distance.ts'
import { createSteadyMatch, type RankedMatch } from '../../embeddings/likeness/steady-match.ts'
import { createVisitDescriptor } from '../../embeddings/likeness/visit-descriptor.ts'
import { seededRandom } from '../../indexer/likeness/seeded-random.ts'

const FRAME_MS = 33
const PROBE_EVERY_MS = 160
const VISITS = 10

/** A vector of normal numbers, `length` long. */
function direction(random: () => number, length: number): number[] {
  const normal = (): number => random() + random() + random() + random() - 2
  const values = Array.from({ length: DESCRIPTOR_LENGTH }, normal)
  const scale = length / Math.hypot(...values)
  return values.map((value) => value * scale)
}

const plus = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, i) => value + (b[i] as number))

type Person = (random: () => number, atMs: number) => { descriptor: Descriptor; quality: number }

/**
 * Frames of one person: where they truly are, what their face does for a while (as far as the clips
 * of real heads wander), noise of every frame, and now and then a head turned far aside.
 */
function personAt(place: readonly number[], seed: number): Person {
  const moods = seededRandom(seed)
  const mood = Array.from({ length: 40 }, () => direction(moods, 0.15))
  return (random, atMs) => {
    const turned = random() < 0.06
    const off = plus(
      mood[Math.floor(atMs / 350) % mood.length] as number[],
      direction(random, turned ? 0.5 : 0.12),
    )
    return { descriptor: toDescriptor(plus(place, off)), quality: turned ? 0.3 : 0.85 }
  }
}

type Portrait = { readonly id: string; readonly place: Descriptor }

/** Portraits all round, and some at nearly the same distance from one place. */
function hang(random: () => number, place: readonly number[], nearEquals: readonly number[]) {
  const portraits: Portrait[] = Array.from({ length: 200 }, (_, i) => ({
    id: `other-${i}`,
    place: toDescriptor(direction(random, 1.4)),
  }))
  nearEquals.forEach((distance, i) => {
    const at = toDescriptor(plus(place, direction(random, distance)))
    portraits.push({ id: `near-${i}`, place: at })
  })
  return portraits
}

/**
 * Which portrait hung when, with the visit's average and the steady match as the kiosk uses them.
 */
function watch(portraits: readonly Portrait[], whoAt: (atMs: number) => Person, seed: number) {
  const random = seededRandom(seed)
  const visitor = createVisitDescriptor()
  const steady = createSteadyMatch<RankedMatch>()
  const startMs = Math.floor(random() * 5_000)
  const shown: { atMs: number; id: string; isSettled: boolean }[] = []
  for (let atMs = 0, probedMs = -PROBE_EVERY_MS; atMs < 9_000; atMs += FRAME_MS) {
    const { descriptor, quality } = whoAt(atMs)(random, startMs + atMs)
    if (visitor.add(descriptor, quality) === 'started-over') steady.forget()
    if (atMs - probedMs < PROBE_EVERY_MS) continue
    probedMs = atMs
    const average = visitor.current() as Descriptor
    const matches = portraits
      .map(({ id, place }) => ({
        portraitId: id,
        adjustedSquaredDistance: squaredDistance(place, average),
      }))
      .sort((a, b) => a.adjustedSquaredDistance - b.adjustedSquaredDistance)
      .slice(0, 8) as [RankedMatch, ...RankedMatch[]]
    const { match, isSettled } = steady.choose(matches, atMs)
    shown.push({ atMs, id: match.portraitId, isSettled })
  }
  return shown
}

const changesAfter = (shown: ReturnType<typeof watch>, ms: number): number =>
  shown.filter(({ atMs, id }, i) => i > 0 && atMs > ms && id !== shown[i - 1]?.id).length

describe('a visitor whose face moves', () => {
  const random = seededRandom(7)
  const place = direction(random, 1.4)

  it('has the same settled portrait in at least nine of ten visits', () => {
    const portraits = hang(random, place, [0.45, 0.475, 0.5])
    const person = personAt(place, 3)
    const settled = Array.from({ length: VISITS }, (_, visit) => {
      const shown = watch(portraits, () => person, visit)
      expect(changesAfter(shown, 1_000)).toBeLessThanOrEqual(1)
      const first = shown.find(({ isSettled }) => isSettled)
      expect(first?.atMs).toBeLessThan(3_000)
      return [first?.id, shown.at(-1)?.id]
    })
    expect(settled.filter((ids) => ids.every((id) => id === 'near-0')).length).toBeGreaterThan(8)
  })

  it('keeps one portrait among equals, whichever it is', () => {
    const portraits = hang(random, place, [0.5, 0.5, 0.5, 0.5])
    for (let visit = 0; visit < VISITS; visit++) {
      const person = personAt(place, visit)
      const shown = watch(portraits, () => person, visit)
      expect(changesAfter(shown, 1_000)).toBeLessThanOrEqual(1)
      expect(changesAfter(shown, 3_000)).toBe(0)
    }
  })
})

describe('a second visitor who steps in unnoticed', () => {
  it('has a portrait of their own within three seconds, and nothing of the first one’s average', () => {
    const random = seededRandom(11)
    const [first, second] = [direction(random, 1.4), direction(random, 1.4)]
    const portraits = [
      ...hang(random, first, [0.4]),
      { id: 'second', place: toDescriptor(plus(second, direction(random, 0.4))) },
    ]
    for (let visit = 0; visit < VISITS; visit++) {
      const [before, after] = [personAt(first, 5), personAt(second, 6)]
      const shown = watch(portraits, (atMs) => (atMs < 4_000 ? before : after), visit)
      expect(shown.findLast(({ atMs }) => atMs < 4_000)?.id).toBe('near-0')
      expect(shown.find(({ atMs }) => atMs > 7_000)?.id).toBe('second')
    }
  })
})
