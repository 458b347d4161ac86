import { type FileHandle, open } from 'node:fs/promises'
import { PROJECTED_LENGTH } from '../likeness/likeness-space.ts'

/** What is where in an index file that is sound. Positions are those of the index, from 0. */
export type HnswFile = {
  readonly count: number
  /** Where every search begins; -1 in an empty index. */
  readonly entrance: number
  /** The highest layer, where the entrance stands; -1 in an empty index. */
  readonly topLevel: number
  /** The highest layer on which a position stands: 0 for most. */
  levelOf(position: number): number
  /** The byte at which a position's links on a layer begin: their number, then as many Int32. */
  byteOfLinks(position: number, level: number): number
  /** The byte at which the numbers of a position begin: little-endian Float32. */
  byteOfNumbers(position: number): number
}

const HEADER_BYTES = 96
/** Lengths of lists, links and the numbers of an embedding. */
const WORD_BYTES = 4
const LABEL_BYTES = 8
const CHUNK_BYTES = 1 << 20
/** No index of ours comes near; keeps sizes within what numbers hold exactly. */
const MAX_M = 1024

/**
 * Checks a file that hnswlib's `saveIndex` wrote on a little-endian 64-bit machine: a header; for
 * every vertex its links on the lowest layer, its numbers and its label; then for every vertex the
 * byte length of its links on the upper layers, and those. hnswlib follows what it reads wherever
 * that leads, and ends the process where it leads nowhere. So all that a search ever follows is
 * checked here first: sizes, links that lead to vertices of their layer, labels that are positions,
 * numbers that are numbers. Throws an `Error` whose message is for an operator.
 */
export async function checkHnswFile(path: string, count: number): Promise<HnswFile> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const header = readHeader(await read(handle, 0, Math.min(size, HEADER_BYTES)), count, size)
    const { layout, topLevel, entrance } = header
    await checkLowest(handle, count, layout)
    const upper = checkUpper(
      wordsOf(await read(handle, layout.end, size - layout.end)),
      count,
      layout,
    )
    const levelOf = (position: number): number => upper.get(position)?.levels ?? 0
    const top = count === 0 ? -1 : levelOf(entrance)
    require(topLevel === top, `its top layer is ${topLevel}, and its entrance stands on ${top}`)
    const byteOfVertex = (position: number): number => HEADER_BYTES + position * layout.vertexBytes
    return {
      count,
      entrance,
      topLevel,
      levelOf,
      byteOfLinks: (position, level) =>
        level === 0
          ? byteOfVertex(position)
          : (upper.get(position)?.from ?? Number.NaN) + (level - 1) * layout.upper * WORD_BYTES,
      byteOfNumbers: (position) => byteOfVertex(position) + layout.lowest * WORD_BYTES,
    }
  } finally {
    await handle.close()
  }
}

/** Words that a list has room for, its length among them, on either kind of layer. */
type Layout = {
  readonly lowest: number
  readonly upper: number
  readonly vertexBytes: number
  /** Where the lowest layer ends. */
  readonly end: number
}

function readHeader(bytes: Uint8Array, count: number, fileBytes: number) {
  require(bytes.length === HEADER_BYTES, 'it is too short for a header')
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  const size = (at: number): number => Number(view.getBigUint64(at, true))
  require(size(16) === count, `it holds ${size(16)} embeddings and not ${count}`)
  // As much memory as this is asked of the system before anything else is read.
  require(size(8) === Math.max(1, count), `it has room for ${size(8)} and holds ${count}`)
  const M = size(72)
  const isPlain = M >= 2 && M <= MAX_M && size(56) === M && size(64) === 2 * M
  require(isPlain, `its vertices have ${size(64)} and ${size(56)} links at an M of ${M}`)
  const lowest = 2 * M + 1
  const labelAt = (lowest + PROJECTED_LENGTH) * WORD_BYTES
  const vertexBytes = labelAt + LABEL_BYTES
  const offsets = [size(0), size(24), size(32), size(40)]
  const wanted = [0, vertexBytes, labelAt, lowest * WORD_BYTES]
  const isLaidOut = offsets.every((offset, index) => offset === wanted[index])
  require(isLaidOut, `its vertices are laid out as ${offsets} and not as ${wanted}`)
  const end = HEADER_BYTES + count * vertexBytes
  const least = end + count * WORD_BYTES
  require(fileBytes >= least, `it has ${fileBytes} bytes and not at least ${least}`)
  require(fileBytes % WORD_BYTES === 0, 'it ends within a number')
  const [topLevel, entrance] = [view.getInt32(48, true), view.getInt32(52, true)]
  const isEntered = count === 0 ? entrance === -1 : entrance >= 0 && entrance < count
  require(isEntered, `it is entered at ${entrance} of ${count}`)
  return { topLevel, entrance, layout: { lowest, upper: M + 1, vertexBytes, end } satisfies Layout }
}

async function checkLowest(handle: FileHandle, count: number, layout: Layout): Promise<void> {
  const { lowest, vertexBytes } = layout
  const atOnce = Math.max(1, Math.floor(CHUNK_BYTES / vertexBytes))
  for (let first = 0; first < count; first += atOnce) {
    const rows = Math.min(atOnce, count - first)
    const bytes = await read(handle, HEADER_BYTES + first * vertexBytes, rows * vertexBytes)
    const words = wordsOf(bytes)
    const numbers = new Float32Array(words.buffer, words.byteOffset, words.length)
    for (let row = 0; row < rows; row++) {
      const position = first + row
      const from = (row * vertexBytes) / WORD_BYTES
      const next = ((row + 1) * vertexBytes) / WORD_BYTES
      checkList(words, from, { room: lowest, position, level: 0, isThere: (at) => at < count })
      for (let at = from + lowest; at < next - 2; at++) {
        if (!Number.isFinite(numbers[at])) fail(`vertex ${position} holds ${numbers[at]}`)
      }
      if (words[next - 2] !== position || words[next - 1] !== 0) {
        fail(`vertex ${position} is labelled otherwise`)
      }
    }
  }
}

/** Where the lists of the upper layers begin, of those few vertices that stand there. */
function checkUpper(words: Int32Array, count: number, { upper: room, end }: Layout) {
  const standing = new Map<number, { readonly from: number; readonly levels: number }>()
  let at = 0
  for (let position = 0; position < count; position++) {
    const listBytes = words[at++]
    if (listBytes === 0) continue
    const length = (listBytes ?? -1) / WORD_BYTES
    if (length < 0 || length % room !== 0 || at + length > words.length) {
      fail(`vertex ${position} has ${listBytes ?? 'no'} bytes of upper links`)
    }
    standing.set(position, { from: end + at * WORD_BYTES, levels: length / room })
    at += length
  }
  require(at === words.length, `${words.length - at} numbers follow its end`)
  // A search that came to a vertex on a layer asks it for its links on that layer.
  for (const [position, { from, levels }] of standing) {
    for (let level = 1; level <= levels; level++) {
      const list = (from - end) / WORD_BYTES + (level - 1) * room
      const isThere = (other: number): boolean => (standing.get(other)?.levels ?? 0) >= level
      checkList(words, list, { room, position, level, isThere })
    }
  }
  return standing
}

function checkList(
  words: Int32Array,
  at: number,
  list: { room: number; position: number; level: number; isThere(other: number): boolean },
): void {
  const { room, position, level, isThere } = list
  // The upper half would say that the vertex is deleted: no gallery has such.
  const length = words[at] as number
  if (length < 0 || length >= room) fail(`vertex ${position} says that it has ${length} links`)
  for (let link = at + 1; link <= at + length; link++) {
    const other = words[link] as number
    if (other < 0 || !isThere(other)) {
      fail(`vertex ${position} is linked with ${other} on layer ${level}`)
    }
  }
}

function require(holds: boolean, problem: string): void {
  if (!holds) fail(problem)
}

function fail(problem: string): never {
  throw new Error(problem)
}

async function read(handle: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, from)
  return buffer.subarray(0, bytesRead)
}

/** hnswlib writes numbers as the machine has them. */
function wordsOf({ buffer, byteOffset, length }: Uint8Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length / WORD_BYTES)
}
