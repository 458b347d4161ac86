import type { ProjectedEmbedding } from '../../embeddings/likeness/likeness-space.ts'
import { seededRandom } from '../likeness/seeded-random.ts'
import type { Neighbours } from './neighbours.ts'

/** x and y of each portrait, end to end. */
export type Points = Float32Array

/** Strangers that each pair of neighbours is told apart from. */
const STRANGERS = 24
/** How often each pair is looked at, in small galleries and in those of more than MANY. */
const EPOCHS = 300
const EPOCHS_OF_MANY = 100
const MANY = 10_000
const SEED = 1642
/** Half the extent of the layout before the first step. */
const START_EXTENT = 10

/** How the layout is begun, and what stays. */
export type LayOutOptions = {
  /** 1 where a portrait keeps its point. */
  readonly held?: Uint8Array
  /** Called between epochs; what it throws ends the layout. */
  readonly onEpoch?: (done: number, epochs: number) => Promise<void> | void
}

/**
 * Lays portraits out so that neighbours lie together. For each pair of neighbours, drawn at
 * chance, the one is to be told from STRANGERS others by its nearness on the map: InfoNC-t-SNE (S.
 * Damrich, J. Böhm, F. Hamprecht & D. Kobak, "From t-SNE to UMAP with contrastive learning", ICLR
 * 2023). The same points for the same input.
 */
export async function layOutNeighbours(
  neighbours: Neighbours,
  start: Points,
  { held, onEpoch }: LayOutOptions = {},
): Promise<Points> {
  const { count } = neighbours
  const points = start.slice()
  const pairs = pairsOf(neighbours, held)
  const epochs = count > MANY ? EPOCHS_OF_MANY : EPOCHS
  const random = seededRandom(SEED)
  const strangers = new Uint32Array(STRANGERS)
  const nearness = new Float64Array(STRANGERS)
  const drawn = pairs.length / 2
  const move = (at: number, x: number, y: number): void => {
    if (held !== undefined && held[at] === 1) return
    points[2 * at] = (points[2 * at] as number) + x
    points[2 * at + 1] = (points[2 * at + 1] as number) + y
  }
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = 1 - epoch / epochs
    for (let turn = 0; turn < drawn; turn++) {
      const pair = 2 * Math.floor(random() * drawn)
      const one = pairs[pair] as number
      const other = pairs[pair + 1] as number
      const x = points[2 * one] as number
      const y = points[2 * one + 1] as number
      const dx = x - (points[2 * other] as number)
      const dy = y - (points[2 * other + 1] as number)
      const near = 1 / (1 + dx * dx + dy * dy)
      let sum = near
      for (let i = 0; i < STRANGERS; i++) {
        const stranger = Math.floor(random() * count)
        strangers[i] = stranger
        const away = squaredFrom(points, stranger, x, y)
        const nearby = stranger === one ? 0 : 1 / (1 + away)
        nearness[i] = nearby
        sum += nearby
      }
      const pull = rate * 2 * near * (1 - near / sum)
      let stepX = -pull * dx
      let stepY = -pull * dy
      move(other, pull * dx, pull * dy)
      for (let i = 0; i < STRANGERS; i++) {
        const stranger = strangers[i] as number
        const nearby = nearness[i] as number
        const push = (rate * 2 * nearby * nearby) / sum
        const awayX = push * (x - (points[2 * stranger] as number))
        const awayY = push * (y - (points[2 * stranger + 1] as number))
        stepX += awayX
        stepY += awayY
        move(stranger, -awayX, -awayY)
      }
      move(one, stepX, stepY)
    }
    await onEpoch?.(epoch + 1, epochs)
  }
  return points
}

function squaredFrom(points: Points, at: number, x: number, y: number): number {
  const dx = x - (points[2 * at] as number)
  const dy = y - (points[2 * at + 1] as number)
  return dx * dx + dy * dy
}

/** Every pair of neighbours once from either side, but for pairs that both stay. */
function pairsOf({ count, k, positions }: Neighbours, held: Uint8Array | undefined): Uint32Array {
  const seen = new Set<number>()
  for (let one = 0; one < count; one++) {
    for (let rank = 0; rank < k; rank++) {
      const other = positions[one * k + rank] as number
      if (other === one || (held?.[one] === 1 && held[other] === 1)) continue
      seen.add(one * count + other)
      seen.add(other * count + one)
    }
  }
  const pairs = new Uint32Array(2 * seen.size)
  let at = 0
  for (const pair of seen) {
    pairs[at++] = Math.floor(pair / count)
    pairs[at++] = pair % count
  }
  return pairs
}

/** Where a layout begins: the places on their two principal axes, found by power iteration. */
export function principalPoints(places: readonly ProjectedEmbedding[]): Points {
  const random = seededRandom(SEED)
  const size = places[0]?.length ?? 0
  const mean = new Float64Array(size)
  for (const place of places) {
    for (let i = 0; i < size; i++) mean[i] = at(mean, i) + at(place, i) / places.length
  }
  const along = (place: ProjectedEmbedding, direction: Float64Array): number => {
    let sum = 0
    for (let i = 0; i < size; i++) sum += (at(place, i) - at(mean, i)) * at(direction, i)
    return sum
  }
  const points = new Float32Array(2 * places.length)
  const axes: Float64Array[] = []
  for (let axis = 0; axis < 2; axis++) {
    let direction = Float64Array.from({ length: size }, () => random() - 0.5)
    for (let turn = 0; turn < 30; turn++) {
      const next = new Float64Array(size)
      for (const place of places) {
        const share = along(place, direction)
        for (let i = 0; i < size; i++) next[i] = at(next, i) + share * (at(place, i) - at(mean, i))
      }
      for (const other of axes) {
        const share = next.reduce((sum, value, i) => sum + value * at(other, i), 0)
        for (let i = 0; i < size; i++) next[i] = at(next, i) - share * at(other, i)
      }
      const length = Math.hypot(...next)
      if (length === 0) break
      direction = next.map((value) => value / length)
    }
    axes.push(direction)
    places.forEach((place, position) => {
      points[2 * position + axis] = along(place, direction)
    })
  }
  const extent = points.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9)
  // Twins would never part.
  return points.map((value) => (value * START_EXTENT) / extent + 1e-3 * (random() - 0.5))
}

function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] as number
}
