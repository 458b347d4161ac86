import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { squaredDistance } from '../face/distance.ts'
import { PLACE_LENGTH, type Place } from '../likeness/likeness-space.ts'
import type { Neighbour } from '../likeness/nearest-index.ts'
import { type HnswLinks, parseHnswLinks, type StoredBytes } from './hnsw-links.ts'

/** A vertex that was nearer to the probe than all looked at before it, and the layer it was found on. */
export type GraphStep = Neighbour & { readonly level: number }

/**
 * The way a search takes through an HNSW graph, from the entrance to the nearest it finds: hnswlib's
 * `searchKnn`, step by step (Malkov & Yashunin, algorithms 2 and 5). On each upper layer it goes to
 * whoever is nearer as long as anybody is; on the lowest it looks at the neighbours of the nearest not
 * yet asked, keeping the `ef` nearest seen, until all that is left is farther than those. Of the
 * hundreds it looks at, only those are told that were nearer than all before, so distances fall from
 * step to step. Nothing in a graph of nobody.
 */
export function walk(
  links: HnswLinks,
  { squaredDistanceTo, ef }: { squaredDistanceTo(position: number): number; ef: number },
): GraphStep[] {
  if (links.count === 0) return []
  const { entrance, topLevel } = links
  let here: Neighbour = { position: entrance, squaredDistance: squaredDistanceTo(entrance) }
  const steps: GraphStep[] = [{ ...here, level: topLevel }]
  const goTo = (neighbour: Neighbour, level: number): void => {
    here = neighbour
    steps.push({ ...neighbour, level })
  }

  for (let level = topLevel; level > 0; level--) {
    let asked: number
    do {
      asked = here.position
      for (const position of links.linked(asked, level)) {
        const neighbour = { position, squaredDistance: squaredDistanceTo(position) }
        if (neighbour.squaredDistance < here.squaredDistance) goTo(neighbour, level)
      }
    } while (here.position !== asked)
  }

  const seen = new Uint8Array(links.count)
  seen[here.position] = 1
  /** Both stand farthest first: the nearest is taken from the end, the farthest from the front. */
  const waiting: Neighbour[] = [here]
  const kept: Neighbour[] = [here]
  for (;;) {
    const next = waiting.pop()
    if (next === undefined || isFarther(next, kept[0])) return steps
    for (const position of links.linked(next.position, 0)) {
      if (seen[position] === 1) continue
      seen[position] = 1
      const neighbour = { position, squaredDistance: squaredDistanceTo(position) }
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

/** Walks through a saved index. Whoever opens it closes it. */
export interface HnswWalks {
  /** The steps of a search that weighs `ef` candidates. */
  walk(probe: Place, ef: number): GraphStep[]
  close(): void
}

/** An index file that is not what hnswlib writes; the message says in what, and names no folder. */
export class BrokenIndex extends Error {}

/**
 * Opens the saved index of `count` places, and reads and checks its links (see `parseHnswLinks`):
 * nobody else does, hnswlib least of all, so this stands before it. Throws `BrokenIndex`. Places are read from the file as a walk comes to them: 3 µs
 * each, where hnswlib takes 9 to hand one out, and a walk looks at a thousand of 40,000.
 */
export function openHnswWalks(file: string, count: number): HnswWalks {
  const descriptor = openSync(file, 'r')
  const place = new Float32Array(PLACE_LENGTH) as Place
  const placeBytes = new Uint8Array(place.buffer)
  const bytes: StoredBytes = {
    byteLength: fstatSync(descriptor).size,
    read(from, length) {
      const into = new Uint8Array(length)
      fill(descriptor, into, from)
      return into
    },
  }
  const parsed = parseHnswLinks(bytes, count)
  if ('problem' in parsed) {
    closeSync(descriptor)
    throw new BrokenIndex(parsed.problem)
  }
  const { links } = parsed
  return {
    walk(probe, ef) {
      const { byteOfPlace } = links
      const squaredDistanceTo = (position: number): number => {
        fill(descriptor, placeBytes, byteOfPlace(position))
        return squaredDistance(probe, place)
      }
      return walk(links, { squaredDistanceTo, ef })
    },
    close: () => closeSync(descriptor),
  }
}

/** Reads until `into` is full; a file that has become shorter meanwhile throws. */
function fill(descriptor: number, into: Uint8Array, from: number): void {
  for (let filled = 0; filled < into.length; ) {
    const read = readSync(descriptor, into, filled, into.length - filled, from + filled)
    if (read === 0) throw new Error(`The index ends before byte ${from + into.length}.`)
    filled += read
  }
}
