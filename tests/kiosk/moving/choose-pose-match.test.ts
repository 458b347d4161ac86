import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poseIndex } from '../../../embeddings/movement/pose-index.ts'
import {
  type PoseVector,
  partOf,
  poseVectorOf,
  relativeTo,
} from '../../../embeddings/movement/pose-vector.ts'
import { seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import {
  createPoseMatchChooser,
  HOLD_MS,
  type PoseMatchQuestion,
} from '../../../kiosk/moving/choose-pose-match.ts'
import { paintedMovements } from '../../made-up-pose-pack.ts'
import { rankCorrelation } from '../../rank-correlation.ts'
import { type HeadPosture, turnedHead } from '../../turned-head.ts'
import { answersTo, changesIn, FRAMES_PER_SECOND, posePackOf, type Walk } from './moving-visitor.ts'

const movements = paintedMovements(300)
const posePack = posePackOf(movements)
const many = posePackOf(paintedMovements(1_200, 7))

/** A straight sweep from one end to the other. */
const sweep = (from: number, to: number) => (progress: number) => from + (to - from) * progress

/** How a part of the answers goes with what the head does. */
function follows(
  part: 'yaw' | 'pitch' | 'roll',
  at: (progress: number) => number,
  trace: Partial<Walk> = {},
): number {
  const frames = 120
  const answers = answersTo(posePack, {
    posture: (progress) => ({ [part]: at(progress) }),
    frames,
    ...trace,
  })
  return rankCorrelation(
    answers.map((_, frame) => at(frame / frames)),
    answers.map((position) => partOf(movements[position] as PoseVector, part)),
  )
}

const SEEDS = [1, 2, 3, 4, 5, 6]

describe('portraits that answer a movement', () => {
  it.each(SEEDS)('turn with a head that turns from side to side (visitor %i)', (seed) => {
    expect(follows('yaw', sweep(-35, 35), { seed })).toBeGreaterThanOrEqual(0.9)
    expect(follows('yaw', sweep(35, -35), { seed })).toBeGreaterThanOrEqual(0.9)
  })

  it.each(SEEDS)('turn as in a mirror where the visitor sees a mirror (visitor %i)', (seed) => {
    const mirrored = true
    expect(follows('yaw', sweep(-35, 35), { seed, mirrored })).toBeLessThanOrEqual(-0.9)
    expect(follows('yaw', sweep(35, -35), { seed, mirrored })).toBeLessThanOrEqual(-0.9)
    expect(follows('pitch', sweep(-18, 18), { seed, mirrored })).toBeGreaterThanOrEqual(0.8)
  })

  it.each(SEEDS)('look up and down, and tilt, with a head that does (visitor %i)', (seed) => {
    expect(follows('pitch', sweep(-18, 18), { seed })).toBeGreaterThanOrEqual(0.8)
    expect(follows('pitch', sweep(18, -18), { seed })).toBeGreaterThanOrEqual(0.8)
    expect(follows('roll', sweep(-30, 30), { seed })).toBeGreaterThanOrEqual(0.8)
  })

  it('turn the same whether the camera hangs above the visitor or below', () => {
    for (const pitch of [-15, 15]) {
      // What a camera below sees at rest is rest; a portrait is not asked to look up all the time.
      const above = answersTo(posePack, { posture: () => ({ pitch }), frames: 900 })
      const level = answersTo(posePack, { posture: () => ({}), frames: 900 })
      const pitchOf = (answers: number[]) =>
        partOf(movements[answers.at(-1) as number] as PoseVector, 'pitch')
      expect(Math.abs(pitchOf(above) - pitchOf(level))).toBeLessThan(0.25)
    }
  })

  it.each(SEEDS)('open their mouths with a visitor who does (visitor %i)', (seed) => {
    const opening = (position = 0) => partOf(movements[position] as PoseVector, 'mouthOpening')
    const byOpening = movements
      .map((movement) => partOf(movement, 'mouthOpening'))
      .sort((a, b) => b - a)
    const open = answersTo(posePack, { posture: () => ({ mouthOpen: 0.3 }), frames: 20, seed })
    const shut = answersTo(posePack, { posture: () => ({}), frames: 20, seed })
    expect(opening(open.at(-1))).toBeGreaterThan(byOpening[30] as number)
    expect(opening(shut.at(-1))).toBeLessThan(byOpening[60] as number)
  })
})

describe('a portrait that is shown', () => {
  it.each([...SEEDS, 7, 8, 9, 10, 11, 12])(
    'stays while a head is still, though its landmarks jitter (visitor %i)',
    (seed) => {
      const random = seededRandom(seed)
      const held: HeadPosture = { yaw: 60 * (random() - 0.5), pitch: 20 * (random() - 0.5) }
      for (const each of [posePack, many]) {
        // Two seconds, once the head has come to rest there.
        const answers = answersTo(each, { posture: () => held, frames: 75, seed }).slice(15)
        expect(changesIn(answers)).toBeLessThanOrEqual(1)
      }
    },
  )

  it('makes way twenty times a second and more for a head that moves fast', () => {
    const posture = (progress: number): HeadPosture => ({
      yaw: 32 * Math.sin(8 * Math.PI * progress),
      pitch: 10 * Math.sin(11 * Math.PI * progress),
      roll: 8 * Math.sin(13 * Math.PI * progress),
    })
    const answers = answersTo(many, { posture, frames: 2 * FRAMES_PER_SECOND })
    expect(changesIn(answers) / 2).toBeGreaterThanOrEqual(20)
  })

  it('is shown for no less than its time, and that is less than a picture of the camera', () => {
    const chooser = createPoseMatchChooser(posePack)
    const random = seededRandom(3)
    let shown = -1
    let sinceMs = 0
    for (let atMs = 0; atMs < 5_000; atMs += 1 + 12 * random()) {
      const next = chooser.choose(asked({ yaw: 90 * (random() - 0.5) }, { atMs }))
      if (next === shown) continue
      if (shown >= 0) expect(atMs - sinceMs).toBeGreaterThanOrEqual(HOLD_MS)
      shown = next
      sinceMs = atMs
    }
    expect(HOLD_MS).toBeLessThan(1000 / FRAMES_PER_SECOND)
  })

  it('is not the same again and again for a head that goes to and fro', () => {
    const to = (progress: number): HeadPosture => ({ yaw: 25 * Math.sin(12 * Math.PI * progress) })
    const answers = answersTo(many, { posture: to, frames: 360, noisePx: 0 })
    const timesShown = new Map<number, number>()
    for (const answer of answers) timesShown.set(answer, (timesShown.get(answer) ?? 0) + 1)
    expect(timesShown.size).toBeGreaterThan(40)
    expect(Math.max(...timesShown.values())).toBeLessThan(0.15 * answers.length)
  })
})

describe('a blend of movement and likeness', () => {
  const likeness = Float32Array.from({ length: 300 }, (_, at) => 1 + ((at * 7919) % 300) / 300)

  it('at its end of likeness gives exactly the order of likeness', () => {
    fc.assert(
      fc.property(fc.integer(), degrees(40), (seed, yaw) => {
        const random = seededRandom(seed)
        const distances = Float32Array.from({ length: 300 }, () => 1 + 0.3 * random())
        const order = [...distances.keys()].sort(
          (a, b) => (distances[a] as number) - (distances[b] as number),
        )
        const chooser = createPoseMatchChooser(posePack)
        const given = order.slice(0, 20).map((_, at) => {
          const atMs = at * 40
          const next = chooser.choose(asked({ yaw }, { likeness: distances, blend: 1, atMs }))
          // The next in the order is the nearest of those that are left.
          distances[next] = 9
          return next
        })
        expect(given).toEqual(order.slice(0, 20))
      }),
      { numRuns: 25 },
    )
  })

  it('at its end of movement, or without a likeness, does not ask for it', () => {
    const posture = (progress: number): HeadPosture => ({ yaw: sweep(-30, 30)(progress) })
    const plain = answersTo(posePack, { posture, frames: 60 })
    expect(answersTo(posePack, { posture, frames: 60, likeness, blend: 0 })).toEqual(plain)
    expect(answersTo(posePack, { posture, frames: 60, likeness: null, blend: 1 })).toEqual(plain)
  })

  it('half way is half way: as far down the one list as down the other', () => {
    const shares = [0, 0.25, 0.5, 0.75, 1].map((blend) => meanShares(blend))
    for (const [at, { byMovement, byLikeness }] of shares.entries()) {
      const before = shares[at - 1]
      if (!before) continue
      expect(byMovement).toBeGreaterThan(before.byMovement)
      expect(byLikeness).toBeLessThan(before.byLikeness)
    }
    const [all, , half, , none] = shares
    expect(all?.byMovement).toBe(0)
    expect(none?.byLikeness).toBe(0)
    expect(half?.byMovement).toBeLessThan(0.1)
    expect(half?.byLikeness).toBeLessThan(0.1)
    expect((half?.byMovement ?? 0) / (half?.byLikeness ?? 1)).toBeGreaterThan(0.4)
    expect((half?.byMovement ?? 0) / (half?.byLikeness ?? 1)).toBeLessThan(2.5)
  })

  /**
   * How far down the lists of movement and of likeness first answers stand by and large, as shares
   * of the pose pack.
   */
  function meanShares(blend: number): { byMovement: number; byLikeness: number } {
    const random = seededRandom(5)
    const index = poseIndex(
      movements.map((movement) => relativeTo(posePack.usual.mean, movement)),
      posePack.usual.spread,
    )
    const moved = new Float32Array(index.count)
    let [byMovement, byLikeness] = [0, 0]
    const visitors = 200
    for (let visitor = 0; visitor < visitors; visitor++) {
      const like = Float32Array.from(
        { length: 300 },
        () => 1.4 + 0.6 * (random() + random() + random()),
      )
      const question = asked(
        { yaw: 50 * (random() - 0.5), pitch: 20 * (random() - 0.5), roll: 20 * (random() - 0.5) },
        { likeness: like, blend },
      )
      const position = createPoseMatchChooser(posePack).choose(question)
      index.squaredDistances(index.placeOf(question.movement), moved)
      byMovement += shareBefore(moved, position) / visitors
      byLikeness += shareBefore(like, position) / visitors
    }
    return { byMovement, byLikeness }
  }
})

describe('a visitor who leaves', () => {
  it('is forgotten: the next is answered as the first one was', () => {
    const chooser = createPoseMatchChooser(posePack)
    const askAll = () =>
      Array.from({ length: 40 }, (_, at) =>
        chooser.choose(
          asked({ yaw: 30 * Math.sin(at / 3), mouthOpen: 0.01 * at }, { atMs: at * 34 }),
        ),
      )
    const first = askAll()
    expect(new Set(first).size).toBeGreaterThan(5)
    chooser.forget()
    expect(askAll()).toEqual(first)
  })
})

function asked(posture: HeadPosture, question: Partial<PoseMatchQuestion> = {}): PoseMatchQuestion {
  const movement = relativeTo(poseVectorOf(turnedHead()), poseVectorOf(turnedHead(posture)))
  return { movement, likeness: null, blend: 0, atMs: 0, ...question }
}

function shareBefore(distances: Float32Array, position: number): number {
  const own = distances[position] as number
  return distances.filter((distance) => distance < own).length / distances.length
}

function degrees(limit: number) {
  return fc.double({ min: -limit, max: limit, noNaN: true })
}
