import hnswlib from 'hnswlib-node'
import {
  PROJECTED_LENGTH,
  type ProjectedEmbedding,
  toProjectedEmbedding,
} from '../likeness/likeness-space.ts'
import {
  byDistance,
  type MemoryIndex,
  requirePosition,
  requireWholeK,
} from '../likeness/nearest-index.ts'
import { checkHnswFile } from './hnsw-file.ts'
import { traceSearch } from './hnsw-trace.ts'

/**
 * How an HNSW graph is built; see Malkov & Yashunin, "Efficient and robust approximate nearest
 * neighbor search using HNSW graphs".
 */
export type HnswParameters = {
  /** Links a node keeps on the upper layers; twice as many on the lowest. */
  readonly M: number
  /** Candidates weighed when a node is linked in. */
  readonly efConstruction: number
}

export const HNSW_PARAMETERS: HnswParameters = { M: 24, efConstruction: 200 }

/** Same graph from the same places in the same order. */
const RANDOM_SEED = 100

/** An approximate index: hnswlib's graph over squared Euclidean distance, held in memory. */
export interface HnswIndex extends MemoryIndex {
  /** Candidates weighed in a search: more find more and take longer. hnswlib does not save it. */
  ef: number
  save(file: string): Promise<void>
}

/** Builds the graph; about 3,000 places a second on one core at these parameters. */
export function buildHnswIndex(
  places: readonly ProjectedEmbedding[],
  { M, efConstruction }: HnswParameters = HNSW_PARAMETERS,
): HnswIndex {
  const graph = new hnswlib.HierarchicalNSW('l2', PROJECTED_LENGTH)
  graph.initIndex({
    maxElements: Math.max(1, places.length),
    m: M,
    efConstruction,
    randomSeed: RANDOM_SEED,
  })
  places.forEach((place, position) => {
    graph.addPoint(Array.from(place), position)
  })
  return wrap(graph)
}

/**
 * Opens a saved graph of `count` embeddings. hnswlib itself checks nothing and ends the process
 * when a file leads it astray, so the file is checked before (see `checkHnswFile`). Rejects when it
 * is not what it should be.
 */
export async function openHnswIndex(file: string, count: number, ef: number): Promise<HnswIndex> {
  const checked = await checkHnswFile(file, count)
  const graph = new hnswlib.HierarchicalNSW('l2', PROJECTED_LENGTH)
  await graph.readIndex(file)
  const index = wrap(graph)
  index.ef = ef
  index.trace = (probe, weighed) => traceSearch(file, checked, probe, weighed)
  return index
}

function wrap(graph: hnswlib.HierarchicalNSW): HnswIndex {
  return {
    get count() {
      return graph.getCurrentCount()
    },
    get ef() {
      return graph.getEf()
    },
    set ef(ef: number) {
      graph.setEf(ef)
    },
    nearest(probe, k) {
      requireWholeK(k)
      const wanted = Math.min(k, graph.getCurrentCount())
      if (wanted === 0) return []
      const numbers = Array.from(probe)
      const { neighbors, distances } = graph.searchKnn(numbers, wanted)
      // It may be a visitor's.
      numbers.fill(0)
      return neighbors
        .map((position, rank) => ({ position, squaredDistance: distances[rank] as number }))
        .sort(byDistance)
    },
    embeddingAt(position) {
      requirePosition(position, graph.getCurrentCount())
      return toProjectedEmbedding(graph.getPoint(position))
    },
    async save(file) {
      await graph.writeIndex(file)
    },
  }
}
