import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parsePosePack } from '../../embeddings/movement/pose-pack.ts'
import {
  HEAD_POSE_LENGTH,
  type PoseVector,
  partOf,
  poseVectorOf,
  type RelativePose,
  relativeTo,
} from '../../embeddings/movement/pose-vector.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { openPublished } from '../../indexer/gallery/publish-checked.ts'
import { seededRandom } from '../../indexer/likeness/seeded-random.ts'
import {
  createPoseMatchChooser,
  type PosePackToMatch,
} from '../../kiosk/moving/choose-pose-match.ts'
import {
  answersTo,
  changesIn,
  FRAMES_PER_SECOND,
  posePackOf,
} from '../kiosk/moving/moving-visitor.ts'
import { paintedMovements } from '../made-up-pose-pack.ts'
import { rankCorrelation } from '../rank-correlation.ts'
import { type HeadPosture, turnedHead } from '../turned-head.ts'
import type { Figures } from './figures.ts'

/** Visitors with heads of their own, whose figures are averaged. */
const VISITORS = 12
const SWEEP_SECONDS = 4
/** Portraits of a pose pack, and of a whole large gallery, which no pose pack holds. */
const COUNTS = [1_200, 40_000] as const
const TIMED_FRAMES = 300

type Part = 'yaw' | 'pitch'
const REACH: Readonly<Record<Part, number>> = { yaw: 35, pitch: 18 }

/**
 * How well the portraits of a pose pack follow heads that sweep from side to side and up and down,
 * and how long choosing takes. Beside the kiosk's way: the nearest by pose alone, each picture by
 * itself. The pose pack is that of the published gallery under PENDANT_DATA, else one of made-up
 * heads.
 */
export async function movingBench(): Promise<Figures> {
  const posePack = await reelToAnswer()
  const figures: Record<string, string | number> = {
    portraits: posePack.portraits.length,
    posePack: process.env.PENDANT_DATA ? 'of PENDANT_DATA' : 'made up',
  }
  const ways = { kiosk: undefined, 'pose alone': poseAlone(posePack) } as const
  for (const [way, choose] of Object.entries(ways)) {
    for (const part of ['yaw', 'pitch'] as const) {
      for (const [direction, sign] of [
        ['there', 1],
        ['back', -1],
      ] as const) {
        const sweeps = eachVisitor((seed) => sweep(posePack, part, sign, seed, choose))
        figures[`${way}: rank correlation of ${part}, ${direction}, mean`] = mean(
          sweeps.map(({ follows }) => follows),
        )
        figures[`${way}: rank correlation of ${part}, ${direction}, least`] = Math.min(
          ...sweeps.map(({ follows }) => follows),
        )
      }
    }
    figures[`${way}: share of portraits with a more open mouth than the answer to an open mouth`] =
      mean(eachVisitor((seed) => moreOpen(posePack, seed, choose)))
    const still = eachVisitor((seed) => changesIn(atRest(posePack, seed, choose)))
    figures[`${way}: changes a second of a still head`] = mean(still) / 2
    figures[`${way}: changes a second of a slow sweep`] = mean(
      eachVisitor((seed) => sweep(posePack, 'yaw', 1, seed, choose).changes),
    )
    figures[`${way}: changes a second of a shaken head`] =
      mean(eachVisitor((seed) => changesIn(shaken(posePack, seed, choose)))) / 2
  }
  for (const count of COUNTS) figures[`ms a choice of ${count}`] = choiceMs(count)
  return figures
}

async function reelToAnswer(): Promise<PosePackToMatch> {
  const data = process.env.PENDANT_DATA
  if (!data) return posePackOf(paintedMovements(COUNTS[0]))
  const gallery = await openPublished(dataPaths(resolve(data)))
  gallery.close()
  if (!gallery.reel)
    throw new Error('The gallery of PENDANT_DATA has no pose pack; index it again.')
  const parsed = parsePosePack(Uint8Array.from(await readFile(gallery.reel.file)))
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed.posePack
}

type Choose = ((movement: RelativePose) => number) | undefined

/** The nearest by yaw, pitch and roll in degrees. */
function poseAlone({ portraits, usual }: PosePackToMatch): Choose {
  const poses = portraits.map(({ movement }) =>
    relativeTo(usual.mean, movement).slice(0, HEAD_POSE_LENGTH),
  )
  return (movement) => {
    let nearest = 0
    let least = Number.POSITIVE_INFINITY
    poses.forEach((pose, position) => {
      const distance = pose.reduce(
        (sum, value, i) => sum + (value - (movement[i] as number)) ** 2,
        0,
      )
      if (distance < least) [nearest, least] = [position, distance]
    })
    return nearest
  }
}

function sweep(posePack: PosePackToMatch, part: Part, sign: 1 | -1, seed: number, choose: Choose) {
  const frames = SWEEP_SECONDS * FRAMES_PER_SECOND
  const at = (progress: number): number => sign * REACH[part] * (2 * progress - 1)
  const answers = answersTo(posePack, {
    posture: (progress) => ({ [part]: at(progress) }),
    frames,
    seed,
    ...(choose ? { choose } : {}),
  })
  const shown = answers.map((position) => partOf(movementAt(posePack, position), part))
  const heads = answers.map((_, frame) => at(frame / frames))
  return { follows: rankCorrelation(heads, shown), changes: changesIn(answers) / SWEEP_SECONDS }
}

/** Two seconds of a head that has come to rest somewhere. */
function atRest(posePack: PosePackToMatch, seed: number, choose: Choose): number[] {
  const random = seededRandom(seed)
  const held: HeadPosture = { yaw: 60 * (random() - 0.5), pitch: 20 * (random() - 0.5) }
  const walk = { posture: () => held, frames: 75, seed, ...(choose ? { choose } : {}) }
  return answersTo(posePack, walk).slice(15)
}

/**
 * How many portraits, as a share, have a more open mouth than the one that answers a mouth that has
 * just opened.
 */
function moreOpen(posePack: PosePackToMatch, seed: number, choose: Choose): number {
  const posture = (): HeadPosture => ({ mouthOpen: 0.3 })
  const answer = answersTo(posePack, {
    posture,
    frames: 15,
    seed,
    ...(choose ? { choose } : {}),
  }).at(-1)
  const opening = (position: number): number =>
    partOf(movementAt(posePack, position), 'mouthOpening')
  const own = opening(answer as number)
  return (
    posePack.portraits.filter((_, position) => opening(position) > own).length /
    posePack.portraits.length
  )
}

function shaken(posePack: PosePackToMatch, seed: number, choose: Choose): number[] {
  const posture = (progress: number): HeadPosture => ({
    yaw: 32 * Math.sin(8 * Math.PI * progress),
    pitch: 10 * Math.sin(11 * Math.PI * progress),
  })
  return answersTo(posePack, { posture, frames: 60, seed, ...(choose ? { choose } : {}) })
}

/** Mean time of a choice by movement and likeness while a head moves. */
function choiceMs(count: number): number {
  const posePack = posePackOf(repeated(paintedMovements(1_200), count))
  const chooser = createPoseMatchChooser(posePack)
  const likeness = Float32Array.from({ length: count }, (_, at) => 1 + ((at * 7919) % 1000) / 1000)
  const rest = poseVectorOf(turnedHead())
  const movements = Array.from({ length: TIMED_FRAMES }, (_, frame) =>
    relativeTo(rest, poseVectorOf(turnedHead({ yaw: 30 * Math.sin(frame / 5) }))),
  )
  const choose = (movement: RelativePose, frame: number): number =>
    chooser.choose({ movement, likeness, blend: 0.5, atMs: frame * 34 })
  movements.forEach(choose)
  chooser.forget()
  const start = performance.now()
  movements.forEach(choose)
  return (performance.now() - start) / TIMED_FRAMES
}

/** So many movements, of few that are costly to make: each again by a hair otherwise. */
function repeated(movements: readonly PoseVector[], count: number): PoseVector[] {
  return Array.from(
    { length: count },
    (_, at) =>
      (movements[at % movements.length] as PoseVector).map(
        (value, part) => value + 1e-3 * Math.sin(at + part),
      ) as Float32Array as PoseVector,
  )
}

function movementAt({ portraits }: PosePackToMatch, position: number): PoseVector {
  return (portraits[position] as PosePackToMatch['portraits'][number]).movement
}

function eachVisitor<Value>(figure: (seed: number) => Value): Value[] {
  return Array.from({ length: VISITORS }, (_, at) => figure(at + 1))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
