import { closeSync, openSync, readSync } from 'node:fs'
import { squaredDistance } from '../face/distance.ts'
import { PROJECTED_LENGTH, type ProjectedEmbedding } from '../likeness/likeness-space.ts'
import type { Neighbour, TraceStep } from '../likeness/nearest-index.ts'
import type { HnswFile } from './hnsw-file.ts'

/**
 * The way a search takes through an index, from the entrance to the nearest it finds: hnswlib's
 * `searchKnn`, step by step (Malkov & Yashunin, algorithms 2 and 5). On each upper layer it goes to
 * whoever is nearer as long as anybody is; on the lowest it looks at the neighbours of the nearest
 * not yet asked, keeping the `ef` nearest seen, until all that is left is farther than those. Of
 * the hundreds it looks at, only those are told that were nearer than all before, so distances fall
 * from step to step. Links and numbers are read from the file as they are needed: 3 µs a vertex,
 * where hnswlib takes 9 to hand one out. Throws when the file has become shorter since it was
 * checked.
 */
export function traceSearch(
  path: string,
  file: HnswFile,
  probe: ProjectedEmbedding,
  ef: number,
): TraceStep[] {
  if (file.count === 0) return []
  const descriptor = openSync(path, 'r')
  try {
    return search(file, { descriptor, probe, ef })
  } finally {
    closeSync(descriptor)
  }
}

function search(
  file: HnswFile,
  { descriptor, probe, ef }: { descriptor: number; probe: ProjectedEmbedding; ef: number },
): TraceStep[] {
  const numbers = new Float32Array(PROJECTED_LENGTH) as ProjectedEmbedding
  const neighbourAt = (position: number): Neighbour => {
    readInto(descriptor, numbers, file.byteOfNumbers(position))
    return { position, squaredDistance: squaredDistance(probe, numbers) }
  }
  const linksOf = (position: number, level: number): Int32Array => {
    const from = file.byteOfLinks(position, level)
    const length = new Int32Array(1)
    readInto(descriptor, length, from)
    const links = new Int32Array(length[0] as number)
    readInto(descriptor, links, from + length.byteLength)
    return links
  }
  let here = neighbourAt(file.entrance)
  const steps: TraceStep[] = [{ ...here, level: file.topLevel }]
  const goTo = (neighbour: Neighbour, level: number): void => {
    here = neighbour
    steps.push({ ...neighbour, level })
  }

  for (let level = file.topLevel; level > 0; level--) {
    let asked: number
    do {
      asked = here.position
      for (const position of linksOf(asked, level)) {
        const neighbour = neighbourAt(position)
        if (isFarther(here, neighbour)) goTo(neighbour, level)
      }
    } while (here.position !== asked)
  }

  const seen = new Set([here.position])
  /** Both stand farthest first: the nearest is taken from the end, the farthest from the front. */
  const waiting: Neighbour[] = [here]
  const kept: Neighbour[] = [here]
  for (;;) {
    const next = waiting.pop()
    if (next === undefined || isFarther(next, kept[0])) return steps
    for (const position of linksOf(next.position, 0)) {
      if (seen.has(position)) continue
      seen.add(position)
      const neighbour = neighbourAt(position)
      if (kept.length >= ef && !isFarther(kept[0], neighbour)) continue
      insert(waiting, neighbour)
      insert(kept, neighbour)
      if (kept.length > ef) kept.shift()
      if (isFarther(here, neighbour)) goTo(neighbour, 0)
    }
  }
}

function isFarther(one: Neighbour | undefined, other: Neighbour | undefined): boolean {
  return (one?.squaredDistance as number) > (other?.squaredDistance as number)
}

/** Into a list that stands farthest first. */
function insert(list: Neighbour[], neighbour: Neighbour): void {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isFarther(list[middle], neighbour)) low = middle + 1
    else high = middle
  }
  list.splice(low, 0, neighbour)
}

/** Reads until `into` is full. */
function readInto(descriptor: number, into: Int32Array | Float32Array, from: number): void {
  const bytes = new Uint8Array(into.buffer)
  for (let filled = 0; filled < bytes.length; ) {
    const read = readSync(descriptor, bytes, filled, bytes.length - filled, from + filled)
    if (read === 0) throw new Error(`The index ends before byte ${from + bytes.length}.`)
    filled += read
  }
}
