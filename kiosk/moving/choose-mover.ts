import { squaredDistance } from '../../embeddings/face/distance.ts'
import {
  MOVEMENT_LENGTH,
  type RelativeMovement,
  relativeTo,
} from '../../embeddings/movement/movement.ts'
import { type MovementPlace, movementIndex } from '../../embeddings/movement/movement-index.ts'
import type { Reel, ReelPortrait } from '../../embeddings/movement/reel.ts'
import { createSteadyMovement } from './steady-movement.ts'

/** What a picture of the camera asks of the reel. */
export type MoverQuestion = {
  /** As the screen shows the visitor: mirrored where it is a mirror. */
  readonly movement: RelativeMovement
  /**
   * Squared distances of the visitor from each portrait in the likeness space; null where not
   * known.
   */
  readonly likeness: ArrayLike<number> | null
  /** From 0, moves like me, to 1, looks like me. Without a likeness it counts as 0. */
  readonly blend: number
  /** By any clock that does not go back. */
  readonly atMs: number
}

/** Chooses which portrait of a reel answers a movement. */
export interface MoverChooser {
  /** The position of the portrait to show now. */
  choose(question: MoverQuestion): number
  /** Somebody else stands there: overwrites what is known of their movements. */
  forget(): void
}

/** As much of a reel as a choice needs. */
export type MovingReel = Pick<Reel, 'usual'> & {
  readonly portraits: readonly Pick<ReelPortrait, 'movement'>[]
}

/**
 * A portrait is shown no shorter. Less than lies between a camera's pictures at 30 a second, so
 * that each of them may bring another portrait; of a camera's 60 every second one.
 */
export const HOLD_MS = 30

/**
 * How far beyond the border between two portraits, where both are equally far, a movement has to be
 * for the other to take over, in standard deviations of its trembling.
 */
const MARGIN_IN_TREMBLES = 2

/**
 * A portrait tires of a visitor who moves: it is put back by so much for each unit of movement
 * since it was shown, in the unit of `unitOf`, so that a small turn of the head is answered by
 * another portrait that is nearly as near. A head that moves by less than so many trembles tires
 * nobody.
 */
const TIRES_BY = 2
const STILL_IN_TREMBLES = 1.2

/**
 * A portrait that has made way is put back by what it was tired, and by so much; most of it is
 * forgiven in a few seconds.
 */
const LEFT_BY = 0.06
const PUT_BACK_BY_AT_MOST = 1
const FORGIVEN_IN_MS = 4_000

/** Distances are measured by how far their nearest quarter reaches, in a sample of so many. */
const SAMPLE = 255
const NEAREST_SHARE = 0.25

/**
 * Shows the portrait that is nearest by movement and by likeness, and keeps it until another is
 * clearly nearer. All that it remembers is which portraits were shown and how this visitor
 * trembles.
 */
export function createMoverChooser({ portraits, usual }: MovingReel): MoverChooser {
  const index = movementIndex(
    portraits.map(({ movement }) => relativeTo(usual.mean, movement)),
    usual.spread,
  )
  const { count } = index
  const steady = createSteadyMovement()
  const moved = new Float32Array(count)
  const costs = new Float32Array(count)
  const putBackBy = new Float32Array(count)
  const putBackAtMs = new Float64Array(count)
  const shownFor = new Float32Array(MOVEMENT_LENGTH) as MovementPlace
  let shown: number | null = null
  let shownAtMs = 0

  const penaltyOf = (position: number, atMs: number): number => {
    const penalty = putBackBy[position] as number
    if (penalty === 0) return 0
    return penalty * Math.exp(((putBackAtMs[position] as number) - atMs) / FORGIVEN_IN_MS)
  }

  const show = (position: number, place: MovementPlace, atMs: number): number => {
    shown = position
    shownAtMs = atMs
    shownFor.set(place)
    return position
  }

  return {
    choose({ movement, likeness, blend, atMs }) {
      const newest = index.placeOf(movement)
      const place = steady.follow(newest)
      newest.fill(0)
      if (shown !== null && atMs - shownAtMs < HOLD_MS) return shown

      const likenessShare = likeness === null ? 0 : Math.min(1, Math.max(0, blend))
      index.squaredDistances(place, moved)
      const movementFactor = (1 - likenessShare) / unitOf(moved)
      const likenessFactor = likeness === null ? 0 : likenessShare / unitOf(likeness)
      for (let position = 0; position < count; position++) {
        const like = likeness === null ? 0 : (likeness[position] as number)
        costs[position] = movementFactor * (moved[position] as number) + likenessFactor * like
      }
      const held = shown === null ? null : index.embeddingAt(shown)
      const still = STILL_IN_TREMBLES * steady.tremble()
      const away = Math.sqrt(Math.max(0, squaredDistance(place, shownFor) - still ** 2))
      const tired = (1 - likenessShare) * TIRES_BY * away
      const heldCost = shown === null ? Number.POSITIVE_INFINITY : (costs[shown] as number) + tired

      let next = shown
      let nextCost = heldCost
      for (let position = 0; position < count; position++) {
        if (position === shown || (costs[position] as number) >= nextCost) continue
        const cost = (costs[position] as number) + (1 - likenessShare) * penaltyOf(position, atMs)
        if (cost >= nextCost) continue
        if (held !== null) {
          // Squared distances to two places grow apart by twice what lies between them, for each
          // step
          // from the border.
          const other = index.embeddingAt(position)
          const steep = 2 * Math.sqrt(squaredDistance(held, other))
          const margin = MARGIN_IN_TREMBLES * steady.trembleBetween(held, other)
          if (cost >= heldCost - movementFactor * steep * margin) continue
        }
        next = position
        nextCost = cost
      }
      if (next === shown && shown !== null) return shown
      if (shown !== null) {
        const penalty = penaltyOf(shown, atMs) + LEFT_BY + tired
        putBackBy[shown] = Math.min(PUT_BACK_BY_AT_MOST, penalty)
        putBackAtMs[shown] = atMs
      }
      return show(next ?? 0, place, atMs)
    },

    forget() {
      steady.clear()
      for (const numbers of [moved, costs, putBackBy, putBackAtMs, shownFor]) numbers.fill(0)
      shown = null
    },
  }
}

/**
 * How far the nearest quarter of the portraits reaches behind the nearest. In this unit a step down
 * the list by movement costs what one by likeness does, so that half way between is half way: the
 * two have other units and are spread otherwise, and only their near ends matter.
 */
function unitOf(squaredDistances: ArrayLike<number>): number {
  const count = squaredDistances.length
  const sample = new Float32Array(Math.min(count, SAMPLE))
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < count; i++) nearest = Math.min(nearest, squaredDistances[i] as number)
  for (let i = 0; i < sample.length; i++) {
    sample[i] = squaredDistances[Math.floor((i * count) / sample.length)] as number
  }
  sample.sort()
  const quarter = sample[Math.floor(sample.length * NEAREST_SHARE)] as number
  return quarter > nearest ? quarter - nearest : 1
}
