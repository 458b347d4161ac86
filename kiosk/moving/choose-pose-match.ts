import { squaredDistance } from '../../embeddings/face/distance.ts'
import { poseIndex, type ScaledPose } from '../../embeddings/movement/pose-index.ts'
import type { PosePack, PosePackPortrait } from '../../embeddings/movement/pose-pack.ts'
import {
  POSE_VECTOR_LENGTH,
  type RelativePose,
  relativeTo,
} from '../../embeddings/movement/pose-vector.ts'
import { createSteadyPose } from './steady-pose.ts'

/** What a picture of the camera asks of the pose pack. */
export type PoseMatchQuestion = {
  /** As the screen shows the visitor: mirrored where it is a mirror. */
  readonly movement: RelativePose
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

/** Chooses which portrait of a pose pack answers a movement. */
export interface PoseMatchChooser {
  /** The position of the portrait to show now. */
  choose(question: PoseMatchQuestion): number
  /** Somebody else stands there: overwrites what is known of their movements. */
  forget(): void
}

/** As much of a pose pack as a choice needs. */
export type PosePackToMatch = Pick<PosePack, 'usual'> & {
  readonly portraits: readonly Pick<PosePackPortrait, 'movement'>[]
}

/**
 * A portrait is shown no shorter. Less than lies between a camera's pictures at 30 a second, so
 * that each of them may bring another portrait; of a camera's 60 every second one.
 */
export const HOLD_MS = 30

/**
 * How far beyond the border between two portraits, where both are equally far, a movement has to be
 * for the other to take over, in standard deviations of its jitter.
 */
const MARGIN_IN_JITTERS = 2

/**
 * The shown portrait's cost grows by this much for each unit of movement since it was shown, in the
 * unit of `unitOf`: a small turn of the head brings another portrait that is nearly as near. A head
 * that moves by less than this many jitters adds no penalty.
 */
const REPETITION_PENALTY = 2
const STILL_IN_JITTERS = 1.2

/**
 * A portrait that has made way keeps its repetition penalty, and this much more. Most of it decays
 * within a few seconds.
 */
const LEFT_PENALTY = 0.06
const MOST_PENALTY = 1
const PENALTY_DECAYS_IN_MS = 4_000

/** Distances are measured by how far their nearest quarter reaches, in a sample of so many. */
const SAMPLE = 255
const NEAREST_SHARE = 0.25

/**
 * Shows the portrait that is nearest by movement and by likeness, and keeps it until another is
 * clearly nearer. All that it remembers is which portraits were shown and how this visitor's
 * landmarks jitter.
 */
export function createPoseMatchChooser({ portraits, usual }: PosePackToMatch): PoseMatchChooser {
  const index = poseIndex(
    portraits.map(({ movement }) => relativeTo(usual.mean, movement)),
    usual.spread,
  )
  const { count } = index
  const steady = createSteadyPose()
  const moved = new Float32Array(count)
  const costs = new Float32Array(count)
  const penalties = new Float32Array(count)
  const penaltySetAtMs = new Float64Array(count)
  const shownFor = new Float32Array(POSE_VECTOR_LENGTH) as ScaledPose
  let shown: number | null = null
  let shownAtMs = 0

  const penaltyOf = (position: number, atMs: number): number => {
    const penalty = penalties[position] as number
    if (penalty === 0) return 0
    return penalty * Math.exp(((penaltySetAtMs[position] as number) - atMs) / PENALTY_DECAYS_IN_MS)
  }

  const show = (position: number, place: ScaledPose, atMs: number): number => {
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
      const still = STILL_IN_JITTERS * steady.jitter()
      const away = Math.sqrt(Math.max(0, squaredDistance(place, shownFor) - still ** 2))
      const repetition = (1 - likenessShare) * REPETITION_PENALTY * away
      const heldCost =
        shown === null ? Number.POSITIVE_INFINITY : (costs[shown] as number) + repetition

      let next = shown
      let nextCost = heldCost
      for (let position = 0; position < count; position++) {
        if (position === shown || (costs[position] as number) >= nextCost) continue
        const cost = (costs[position] as number) + (1 - likenessShare) * penaltyOf(position, atMs)
        if (cost >= nextCost) continue
        if (held !== null) {
          // For each step away from the border, the squared distances to two poses grow apart by
          // twice the distance between them.
          const other = index.embeddingAt(position)
          const steep = 2 * Math.sqrt(squaredDistance(held, other))
          const margin = MARGIN_IN_JITTERS * steady.jitterBetween(held, other)
          if (cost >= heldCost - movementFactor * steep * margin) continue
        }
        next = position
        nextCost = cost
      }
      if (next === shown && shown !== null) return shown
      if (shown !== null) {
        const penalty = penaltyOf(shown, atMs) + LEFT_PENALTY + repetition
        penalties[shown] = Math.min(MOST_PENALTY, penalty)
        penaltySetAtMs[shown] = atMs
      }
      return show(next ?? 0, place, atMs)
    },

    forget() {
      steady.clear()
      for (const numbers of [moved, costs, penalties, penaltySetAtMs, shownFor]) numbers.fill(0)
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
