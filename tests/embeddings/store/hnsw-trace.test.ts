import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../../embeddings/face/distance.ts'
import {
  type ProjectedEmbedding,
  projectVisitor,
} from '../../../embeddings/likeness/likeness-space.ts'
import type { TraceStep } from '../../../embeddings/likeness/nearest-index.ts'
import { digestFile } from '../../../embeddings/store/digest.ts'
import {
  type Gallery,
  GalleryRefused,
  openGallery,
} from '../../../embeddings/store/gallery-reader.ts'
import { checkHnswFile, type HnswFile } from '../../../embeddings/store/hnsw-file.ts'
import {
  buildHnswIndex,
  type HnswIndex,
  openHnswIndex,
} from '../../../embeddings/store/hnsw-index.ts'
import { traceSearch } from '../../../embeddings/store/hnsw-trace.ts'
import { temporaryData, writeMadeUpGallery } from './make-gallery.ts'
import { seededDescriptors, seededPlaces } from './nearest-index-contract.ts'

const COUNT = 3000
const EF = 40
const places = seededPlaces(COUNT, 7)
const probes = seededPlaces(120, 21)

let folder: string
/** A saved graph of three layers, its bytes and its links. */
let file: string
let index: HnswIndex
let checked: HnswFile
let bytes: Buffer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pendant-trace-'))
  file = await savedIndex(COUNT)
  index = await openHnswIndex(file, COUNT, EF)
  checked = await checkHnswFile(file, COUNT)
  bytes = await readFile(file)
})
afterAll(() => rm(folder, { recursive: true }))

async function savedIndex(count: number, seed = 7): Promise<string> {
  const path = join(folder, `${count}-${seed}.hnsw`)
  await buildHnswIndex(seededPlaces(count, seed)).save(path)
  return path
}

/** Whom a position is linked with on a layer. */
function linked(position: number, level: number): number[] {
  const at = checked.byteOfLinks(position, level)
  return Array.from({ length: bytes.readInt32LE(at) }, (_, i) =>
    bytes.readInt32LE(at + 4 * (i + 1)),
  )
}

function trace(probe: ProjectedEmbedding, ef = EF): TraceStep[] {
  return traceSearch(file, checked, probe, ef)
}

describe('the links of a saved index', () => {
  it('stand on as many layers as it has, most of them on the lowest', () => {
    const levels = Array.from({ length: COUNT }, (_, position) => checked.levelOf(position))
    expect(checked.topLevel).toBeGreaterThanOrEqual(2)
    expect(levels[checked.entrance]).toBe(checked.topLevel)
    expect(Math.max(...levels)).toBe(checked.topLevel)
    const above = levels.filter((level) => level > 0).length
    expect(above / COUNT).toBeGreaterThan(0.02)
    expect(above / COUNT).toBeLessThan(0.07)
  })

  it('lead from everybody to near ones: most often to the nearest itself', () => {
    let withNearest = 0
    for (let position = 0; position < COUNT; position += 10) {
      const [, nearest] = index.nearest(index.embeddingAt(position), 2)
      if (linked(position, 0).includes(nearest?.position as number)) withNearest += 1
    }
    expect(withNearest / (COUNT / 10)).toBeGreaterThan(0.95)
  })

  it('are where the numbers of each place are', () => {
    for (const position of [0, 1, checked.entrance, COUNT - 1]) {
      const at = checked.byteOfNumbers(position)
      const numbers = Array.from({ length: 129 }, (_, i) => bytes.readFloatLE(at + i * 4))
      expect(numbers).toEqual([...index.embeddingAt(position)])
    }
  })
})

describe('the trace of a search', () => {
  it('begins at the entrance and ends at what the search itself finds', () => {
    for (const probe of probes) {
      const steps = trace(probe)
      expect(steps[0]).toMatchObject({ position: checked.entrance, level: checked.topLevel })
      expect(steps.at(-1)?.position).toBe(index.nearest(probe, 1)[0]?.position)
    }
  })

  it('weighs as many candidates as it is told, as the search does', () => {
    onTestFinished(() => {
      index.ef = EF
    })
    let others = 0
    for (const ef of [1, 3, 200]) {
      index.ef = ef
      for (const probe of probes) {
        const last = trace(probe, ef).at(-1)
        expect(last?.position).toBe(index.nearest(probe, 1)[0]?.position)
        if (ef === 1 && last?.position !== trace(probe).at(-1)?.position) others += 1
      }
    }
    // Who weighs one candidate finds others: the two agreed about more than what is easily found.
    expect(others).toBeGreaterThan(10)
  })

  it('comes nearer with every step, and down the layers', () => {
    let number = 0
    for (const probe of probes) {
      const steps = trace(probe)
      steps.forEach((step, at) => {
        const before = steps[at - 1]
        expect(step.squaredDistance).toBe(
          squaredDistance(probe, places[step.position] as ProjectedEmbedding),
        )
        expect(step.squaredDistance).toBeLessThan(before?.squaredDistance ?? Number.MAX_VALUE)
        expect(step.level).toBeLessThanOrEqual(before?.level ?? checked.topLevel)
      })
      number += steps.length
    }
    expect(number / probes.length).toBeGreaterThan(5)
  })

  it('goes on the upper layers from link to link', () => {
    let number = 0
    for (const probe of probes.slice(0, 40)) {
      const upper = trace(probe).filter(({ level }) => level > 0)
      upper.slice(1).forEach(({ position, level }, at) => {
        const before = upper.slice(0, at + 1).map((step) => step.position)
        const isLinked = (other: number): boolean =>
          checked.levelOf(other) >= level && linked(other, level).includes(position)
        expect(before.some(isLinked)).toBe(true)
        number += 1
      })
    }
    expect(number).toBeGreaterThan(20)
  })

  it('has one step among one, and none among nobody', async () => {
    const [probe] = probes as [ProjectedEmbedding]
    for (const count of [0, 1]) {
      const opened = await openHnswIndex(await savedIndex(count), count, EF)
      expect(opened.trace?.(probe, EF)).toHaveLength(count)
    }
  })

  it('is not known to an index that was just built', () => {
    expect(buildHnswIndex(seededPlaces(3, 1)).trace).toBeUndefined()
  })
})

describe('a file that is not what hnswlib writes', () => {
  const COUNT_OF_FEW = 60
  let bytesOfFew: Buffer
  beforeAll(async () => {
    bytesOfFew = await readFile(await savedIndex(COUNT_OF_FEW, 9))
  })
  const VERTEX_BYTES = 720

  /** The few with one number written over. */
  function spoilt(at: number, value: number, write: 'Int32' | 'UInt8' = 'Int32'): Buffer {
    const bytes = Buffer.from(bytesOfFew)
    if (write === 'Int32') bytes.writeInt32LE(value, at)
    else bytes.writeUInt8(value, at)
    return bytes
  }

  const vertex = (position: number) => 96 + position * VERTEX_BYTES

  async function check(spoilt: Uint8Array): Promise<HnswFile> {
    const path = join(folder, 'spoilt.hnsw')
    await writeFile(path, spoilt)
    return checkHnswFile(path, COUNT_OF_FEW)
  }

  it.each<[string, () => Buffer, RegExp]>([
    ['no header', () => bytesOfFew.subarray(0, 90), /too short for a header/],
    ['another count', () => spoilt(16, 61), /holds 61 embeddings and not 60/],
    ['a count beyond any', () => spoilt(20, -1), /holds 1844\d+ embeddings and not 60/],
    ['room for fewer', () => spoilt(8, 59), /room for 59 and holds 60/],
    ['room for more than memory', () => spoilt(12, 1 << 20), /room for 45\d+ and holds 60/],
    ['another dimension', () => spoilt(24, 716), /laid out as 0,716,/],
    ['other numbers of links', () => spoilt(64, 47), /have 47 and 24 links at an M of 24/],
    ['an entrance outside', () => spoilt(52, 60), /entered at 60 of 60/],
    ['a higher top layer', () => spoilt(48, 9), /top layer is 9, and its entrance stands on/],
    ['half a number', () => bytesOfFew.subarray(0, bytesOfFew.length - 2), /ends within a number/],
    [
      'no upper layers',
      () => bytesOfFew.subarray(0, vertex(COUNT_OF_FEW)),
      /bytes and not at least/,
    ],
    [
      'too little',
      () => bytesOfFew.subarray(0, bytesOfFew.length - 4),
      /bytes of upper links|top layer/,
    ],
    ['too much', () => Buffer.concat([bytesOfFew, Buffer.alloc(8)]), /2 numbers follow its end/],
    ['too many links', () => spoilt(vertex(7), 49), /vertex 7 says that it has 49 links/],
    ['a deleted vertex', () => spoilt(vertex(7) + 2, 1, 'UInt8'), /vertex 7 says that it has/],
    ['a link outside', () => spoilt(vertex(7) + 4, 60), /vertex 7 is linked with 60 on layer 0/],
    ['no number', () => spoilt(vertex(7) + 200, 0x7fc00000), /vertex 7 holds NaN/],
    ['an endless number', () => spoilt(vertex(8) - 12, -0x800000), /vertex 7 holds -Infinity/],
    ['a negative link', () => spoilt(vertex(7) + 4, -3), /vertex 7 is linked with -3/],
    ['another label', () => spoilt(vertex(8) - 8, 8), /vertex 7 is labelled otherwise/],
    ['odd upper links', () => spoilt(vertex(COUNT_OF_FEW), 96), /vertex 0 has 96 bytes of upper/],
  ])('is refused: %s', async (_, bytes, problem) => {
    expect(await check(bytesOfFew)).toMatchObject({ count: COUNT_OF_FEW })
    await expect(check(bytes())).rejects.toThrow(problem)
  })

  it('is refused where an upper layer leads to somebody who does not stand there', async () => {
    const few = await check(bytesOfFew)
    const all = [...Array(COUNT_OF_FEW).keys()]
    const low = all.find((position) => few.levelOf(position) === 0) as number
    const high = all.find((position) => {
      return few.levelOf(position) > 0 && bytesOfFew.readInt32LE(few.byteOfLinks(position, 1)) > 0
    }) as number
    await expect(check(spoilt(few.byteOfLinks(high, 1) + 4, low))).rejects.toThrow(
      `vertex ${high} is linked with ${low} on layer 1`,
    )
  })

  it('is refused wherever it is cut off', async () => {
    for (let length = 0; length < bytesOfFew.length; length += 997) {
      await expect(check(bytesOfFew.subarray(0, length))).rejects.toThrow(/^(it|its|vertex|\d)/)
    }
  })

  it('is refused, or searched to an end by hnswlib itself, whatever was written over it', async () => {
    let [refused, searched] = [0, 0]
    const anywhere = fc.oneof(
      fc.integer({ min: 0, max: 95 }),
      fc.integer({ min: 0, max: bytesOfFew.length - 1 }),
      fc.integer({ min: vertex(COUNT_OF_FEW), max: bytesOfFew.length - 1 }),
      fc
        .tuple(fc.integer({ min: 0, max: COUNT_OF_FEW - 1 }), fc.integer({ min: 0, max: 195 }))
        .map(([position, byte]) => vertex(position) + byte),
    )
    const stroke = fc.record({ at: anywhere, value: fc.integer({ min: 0, max: 255 }) })
    const path = join(folder, 'written-over.hnsw')
    await fc.assert(
      fc.asyncProperty(fc.array(stroke, { minLength: 1, maxLength: 6 }), async (strokes) => {
        const bytes = Buffer.from(bytesOfFew)
        for (const { at, value } of strokes) bytes.writeUInt8(value, at)
        await writeFile(path, bytes)
        const opened = await openHnswIndex(path, COUNT_OF_FEW, 10).catch((error: Error) => error)
        if (opened instanceof Error) {
          refused += 1
          expect(opened.message).toMatch(/^(it|its|vertex|\d)/)
          return
        }
        searched += 1
        for (const probe of probes.slice(0, 5)) {
          const [nearest] = opened.nearest(probe, 5)
          expect(nearest?.position).toBeLessThan(COUNT_OF_FEW)
          expect(opened.trace?.(probe, 10).at(-1)?.position).toBeLessThan(COUNT_OF_FEW)
        }
      }),
      { numRuns: 600, seed: 4 },
    )
    expect(Math.min(refused, searched)).toBeGreaterThan(40)
  })

  it('ends a trace when it has become shorter since it was opened', async () => {
    const cut = join(folder, 'cut.hnsw')
    await writeFile(cut, bytesOfFew)
    const opened = await openHnswIndex(cut, COUNT_OF_FEW, 10)
    expect(opened.trace?.(probes[0] as ProjectedEmbedding, 10).length).toBeGreaterThan(0)
    await truncate(cut, 500)
    expect(() => opened.trace?.(probes[0] as ProjectedEmbedding, 10)).toThrow(/ends before byte/)
  })
})

describe('a gallery', () => {
  it('tells the trace of the search for the first of its matches', async () => {
    const gallery = await galleryOf(600)
    for (const probe of seededDescriptors(40, 77)) {
      const steps = gallery.trace(probe, 5)
      const [first] = await gallery.matches(probe, 5)
      const last = steps.at(-1)
      expect(gallery.portraits.positionOf(first?.portraitId ?? '')).toBe(last?.position)
      expect(last?.squaredDistance).toBeCloseTo(first?.adjustedSquaredDistance ?? 0, 5)
      const place = projectVisitor(gallery.likeness, probe)
      for (const { position, squaredDistance: told } of steps) {
        expect(told).toBe(squaredDistance(place, await gallery.index.embeddingAt(position)))
      }
    }
  })

  it('leaves a probe as it was, and has no trace among nobody', async () => {
    const [probe] = seededDescriptors(1, 5) as [Descriptor]
    const kept = probe.slice()
    expect((await galleryOf(30)).trace(probe, 1).length).toBeGreaterThan(0)
    expect(probe).toEqual(kept)
    expect((await galleryOf(0)).trace(probe, 1)).toEqual([])
  })

  it.each<[string, (bytes: Buffer) => void, RegExp]>([
    ['links', (bytes) => bytes.writeInt32LE(9_999, 96 + 4), /vertex 0 is linked with 9999/],
    ['an entrance', (bytes) => bytes.writeInt32LE(9_999, 52), /entered at 9999 of 30/],
    ['room', (bytes) => bytes.writeUInt32LE(1 << 30, 12), /room for \d+ and holds 30/],
    ['a top layer', (bytes) => bytes.writeInt32LE(7, 48), /top layer is 7/],
  ])('with crafted %s under a digest that fits is refused', async (_, craft, problem) => {
    const { paths, remove } = await temporaryData()
    onTestFinished(remove)
    await writeMadeUpGallery(paths, 'g', 30)
    const [index, manifest] = ['portraits.hnsw', 'manifest.json'].map((name) =>
      join(paths.gallery('g'), name),
    ) as [string, string]
    const before = await digestFile(index)
    const crafted = await readFile(index)
    craft(crafted)
    await writeFile(index, crafted)
    const said = await readFile(manifest, 'utf8')
    await writeFile(manifest, said.replace(before, await digestFile(index)))
    const opening = openGallery(paths, 'g')
    await expect(opening).rejects.toThrow(GalleryRefused)
    await expect(opening).rejects.toThrow(problem)
  })
})

/** A made-up gallery, open until the test is over. */
async function galleryOf(count: number): Promise<Gallery> {
  const { paths, remove } = await temporaryData()
  onTestFinished(remove)
  await writeMadeUpGallery(paths, 'g1', count)
  const gallery = await openGallery(paths, 'g1')
  onTestFinished(() => gallery.close())
  return gallery
}
