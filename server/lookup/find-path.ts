import FlatQueue from 'flatqueue'

/** Who resembles whom: each portrait's links are a run of `to` from `starts` on. */
export type Links = {
  readonly starts: Uint32Array
  readonly to: Uint32Array
  /** Euclidean distances in the likeness space. */
  readonly distances: Float32Array
}

/** Links in both directions of each portrait's `k` neighbours, which lie end to end. */
export function linksBetween(k: number, neighbours: Uint32Array, distances: Float32Array): Links {
  const count = k === 0 ? 0 : neighbours.length / k
  const starts = new Uint32Array(count + 1)
  for (let at = 0; at < neighbours.length; at++) {
    for (const end of [Math.floor(at / k), neighbours[at] as number]) {
      starts[end + 1] = (starts[end + 1] as number) + 1
    }
  }
  for (let at = 0; at < count; at++) {
    starts[at + 1] = (starts[at + 1] as number) + (starts[at] as number)
  }
  const filled = starts.slice()
  const to = new Uint32Array(2 * neighbours.length)
  const along = new Float32Array(2 * neighbours.length)
  const link = (from: number, end: number, distance: number): void => {
    const at = filled[from] as number
    filled[from] = at + 1
    to[at] = end
    along[at] = distance
  }
  for (let at = 0; at < neighbours.length; at++) {
    const [from, end] = [Math.floor(at / k), neighbours[at] as number]
    link(from, end, distances[at] as number)
    link(end, from, distances[at] as number)
  }
  return { starts, to, distances: along }
}

export type FoundPath = {
  /** From the one end to the other. */
  readonly positions: readonly number[]
  readonly distances: readonly number[]
}

/**
 * The way from one portrait to another on which the sum of squared distances is least (E. W.
 * Dijkstra, 1959): many small steps rather than a few large ones. Undefined where nothing connects
 * them.
 */
export function findPath(links: Links, from: number, to: number): FoundPath | undefined {
  const count = Math.max(0, links.starts.length - 1)
  if (from === to) return { positions: [from], distances: [] }
  const cost = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  const before = new Int32Array(count).fill(-1)
  const step = new Float32Array(count)
  const queue = new FlatQueue<number>()
  cost[from] = 0
  queue.push(from, 0)
  while (queue.length > 0) {
    const priority = queue.peekValue() as number
    const item = queue.pop() as number
    if (item === to) break
    if (priority > (cost[item] as number)) continue
    const end = links.starts[item + 1] ?? 0
    for (let at = links.starts[item] ?? end; at < end; at++) {
      const other = links.to[at] as number
      const distance = links.distances[at] as number
      const reached = priority + distance ** 2
      if (reached >= (cost[other] as number)) continue
      cost[other] = reached
      before[other] = item
      step[other] = distance
      queue.push(other, reached)
    }
  }
  if (before[to] === undefined || before[to] === -1) return undefined
  const positions = [to]
  const distances: number[] = []
  for (let at = to; at !== from; at = before[at] as number) {
    positions.unshift(before[at] as number)
    distances.unshift(step[at] as number)
  }
  return { positions, distances }
}
