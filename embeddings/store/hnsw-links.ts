import { PLACE_LENGTH } from '../likeness/likeness-space.ts'

/** A file's bytes, read as they are wanted. */
export interface StoredBytes {
  readonly byteLength: number
  /** `length` bytes from `from`; nobody asks beyond the end. */
  read(from: number, length: number): Uint8Array
}

/** Who is linked with whom in an HNSW graph. Positions are those of the index, from 0. */
export interface HnswLinks {
  readonly count: number
  /** Where every search begins; -1 in a graph of nobody. */
  readonly entrance: number
  /** The highest layer, where the entrance stands; -1 in a graph of nobody. */
  readonly topLevel: number
  /** The highest layer on which a position stands: 0 for most. */
  levelOf(position: number): number
  /** Whom a position is linked with on a layer, in the order in which a search looks at them. */
  linked(position: number, level: number): Int32Array
  /** Where in the file the 129 numbers of a position begin: little-endian Float32. */
  byteOfPlace(position: number): number
}

const HEADER_BYTES = 96
/** Lengths of lists, links and the numbers of a place. */
const WORD_BYTES = 4
const LABEL_BYTES = 8
const CHUNK_BYTES = 1 << 20

class Unreadable extends Error {}

/**
 * Reads the links out of what hnswlib's `saveIndex` wrote on a little-endian 64-bit machine: a header;
 * for every vertex its links on the lowest layer, its 129 numbers and its label; then for every vertex
 * the byte length of its links on the upper layers, and those. hnswlib itself follows what it reads
 * wherever that leads; here all that is ever followed is checked once: lengths, that links lead to
 * vertices of their layer, that labels are positions. Keeps 4 × (2M + 1) bytes a vertex: 8 MB of
 * 40,000 at M = 24. The problem is for an operator.
 */
export function parseHnswLinks(
  bytes: StoredBytes,
  count: number,
): { links: HnswLinks } | { problem: string } {
  try {
    return { links: readLinks(bytes, count) }
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.message }
    throw error
  }
}

function readLinks(bytes: StoredBytes, count: number): HnswLinks {
  const { M, topLevel, entrance, layout } = readHeader(bytes, count)
  const lowest = readLowest(bytes, count, layout)
  const upperStride = M + 1
  const upper = readUpper(bytes, count, { from: layout.end, stride: upperStride })
  const links: HnswLinks = {
    count,
    entrance,
    topLevel,
    levelOf: (position) => (upper.get(position)?.length ?? 0) / upperStride,
    linked(position, level) {
      const lists = level === 0 ? lowest : (upper.get(position) ?? NOBODY)
      const at = level === 0 ? position * layout.stride : (level - 1) * upperStride
      return lists.subarray(at + 1, at + 1 + (lists[at] ?? 0))
    },
    byteOfPlace: (position) =>
      HEADER_BYTES + position * layout.vertexBytes + layout.stride * WORD_BYTES,
  }
  requireConnected(links)
  return links
}

const NOBODY = new Int32Array(0)

/** How the lowest layer lies in the file: numbers a list has room for, bytes a vertex, and its end. */
type Layout = { readonly stride: number; readonly vertexBytes: number; readonly end: number }

function readHeader(bytes: StoredBytes, count: number) {
  require(bytes.byteLength >= HEADER_BYTES, 'it is too short for a header')
  const header = bytes.read(0, HEADER_BYTES)
  const view = new DataView(header.buffer, header.byteOffset, HEADER_BYTES)
  const size = (at: number): number => Number(view.getBigUint64(at, true))
  require(size(16) === count, `it holds ${size(16)} places and not ${count}`)
  // hnswlib takes memory for as many as there is room for.
  require(size(8) === Math.max(1, count), `it has room for ${size(8)} places and holds ${count}`)
  const M = size(72)
  const isPlain = M >= 2 && size(56) === M && size(64) === 2 * M
  require(isPlain, `its vertices have ${size(64)} and ${size(56)} links at an M of ${M}`)
  const stride = 2 * M + 1
  const labelAt = (stride + PLACE_LENGTH) * WORD_BYTES
  const vertexBytes = labelAt + LABEL_BYTES
  const offsets = [size(0), size(24), size(32), size(40)]
  const wanted = [0, vertexBytes, labelAt, stride * WORD_BYTES]
  require(offsets.every(
    (offset, index) => offset === wanted[index],
  ), `its vertices are laid out as ${offsets} and not as ${wanted}`)
  const end = HEADER_BYTES + count * vertexBytes
  const least = end + count * WORD_BYTES
  require(bytes.byteLength >= least, `it has ${bytes.byteLength} bytes and not at least ${least}`)
  require(bytes.byteLength % WORD_BYTES === 0, 'it ends within a number')
  const [topLevel, entrance] = [view.getInt32(48, true), view.getInt32(52, true)]
  const isEntered = count === 0 ? entrance === -1 : entrance >= 0 && entrance < count
  require(isEntered, `it is entered at ${entrance} of ${count}`)
  return { M, topLevel, entrance, layout: { stride, vertexBytes, end } satisfies Layout }
}

function readLowest(bytes: StoredBytes, count: number, layout: Layout): Int32Array {
  const { stride, vertexBytes } = layout
  const lists = new Int32Array(count * stride)
  const vertexWords = vertexBytes / WORD_BYTES
  const atOnce = Math.max(1, Math.floor(CHUNK_BYTES / vertexBytes))
  for (let first = 0; first < count; first += atOnce) {
    const number = Math.min(atOnce, count - first)
    const words = wordsOf(bytes.read(HEADER_BYTES + first * vertexBytes, number * vertexBytes))
    for (let row = 0; row < number; row++) {
      const position = first + row
      const next = (row + 1) * vertexWords
      copyList(words, row * vertexWords, { into: lists, to: position * stride, stride, position })
      if (words[next - 2] !== position || words[next - 1] !== 0) {
        throw new Unreadable(`vertex ${position} is labelled otherwise`)
      }
    }
  }
  return lists
}

/** The lists of the layers above the lowest, of those few that stand there. */
function readUpper(
  bytes: StoredBytes,
  count: number,
  { from, stride }: { from: number; stride: number },
): Map<number, Int32Array> {
  const upper = new Map<number, Int32Array>()
  const words = wordsOf(bytes.read(from, bytes.byteLength - from))
  let at = 0
  for (let position = 0; position < count; position++) {
    const listBytes = words[at++]
    if (listBytes === 0) continue
    const length = (listBytes ?? -1) / WORD_BYTES
    if (length < 0 || length % stride !== 0 || at + length > words.length) {
      throw new Unreadable(`vertex ${position} has ${listBytes ?? 'no'} bytes of upper links`)
    }
    const lists = new Int32Array(length)
    for (let to = 0; to < length; to += stride) {
      copyList(words, at + to, { into: lists, to, stride, position })
    }
    upper.set(position, lists)
    at += length
  }
  require(at === words.length, `${words.length - at} numbers follow its end`)
  return upper
}

/** A list's length, then its links; what stands behind them in the file is of no meaning. */
function copyList(
  words: Int32Array,
  at: number,
  of: { into: Int32Array; to: number; stride: number; position: number },
): void {
  const { into, to, stride, position } = of
  // Its upper half would say that the vertex is deleted: no gallery has such.
  const length = words[at] as number
  if (length < 0 || length >= stride) {
    throw new Unreadable(`vertex ${position} says that it has ${length} links`)
  }
  // As a loop: of 40,000 lists, each as a view, the views alone would take longer.
  for (let word = 0; word <= length; word++) into[to + word] = words[at + word] as number
}

/** A search follows links on one layer: whoever is linked there has to stand there. */
function requireConnected({ count, entrance, topLevel, levelOf, linked }: HnswLinks): void {
  const top = count === 0 ? -1 : levelOf(entrance)
  require(topLevel === top, `its top layer is ${topLevel}, and its entrance stands on ${top}`)
  for (let position = 0; position < count; position++) {
    for (let level = levelOf(position); level >= 0; level--) {
      for (const other of linked(position, level)) {
        if (other >= 0 && other < count && other !== position) {
          if (level === 0 || levelOf(other) >= level) continue
        }
        throw new Unreadable(`vertex ${position} is linked with ${other} on layer ${level}`)
      }
    }
  }
}

function require(holds: boolean, problem: string): void {
  if (!holds) throw new Unreadable(problem)
}

/** hnswlib writes numbers as the machine has them. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = bytes.byteOffset % WORD_BYTES === 0 ? bytes : bytes.slice()
  return new Int32Array(buffer, byteOffset, length / WORD_BYTES)
}
