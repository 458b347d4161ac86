import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../../embeddings/face/distance.ts'
import { type Place, placeVisitor } from '../../../embeddings/likeness/likeness-space.ts'
import { type Gallery, openGallery } from '../../../embeddings/store/gallery-reader.ts'
import {
  buildHnswIndex,
  type HnswIndex,
  openHnswIndex,
} from '../../../embeddings/store/hnsw-index.ts'
import { type HnswLinks, parseHnswLinks } from '../../../embeddings/store/hnsw-links.ts'
import { openHnswWalks, walk } from '../../../embeddings/store/hnsw-walk.ts'
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
let links: HnswLinks

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pendant-walk-'))
  file = await savedIndex(COUNT)
  index = await openHnswIndex(file, COUNT, EF)
  links = linksOf(await readFile(file), COUNT)
})
afterAll(() => rm(folder, { recursive: true }))

async function savedIndex(count: number, seed = 7): Promise<string> {
  const path = join(folder, `${count}-${seed}.hnsw`)
  await buildHnswIndex(seededPlaces(count, seed)).save(path)
  return path
}

/** What is read out of a file that is held in memory. */
function parse(bytes: Uint8Array, count: number) {
  return parseHnswLinks(
    {
      byteLength: bytes.length,
      read(from, length) {
        if (from < 0 || from + length > bytes.length) throw new RangeError('beyond the end')
        return bytes.subarray(from, from + length)
      },
    },
    count,
  )
}

function linksOf(bytes: Uint8Array, count: number): HnswLinks {
  const parsed = parse(bytes, count)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed.links
}

/** A walk, and every position it looked at, in order. */
function walkOf(probe: Place, ef = EF) {
  const looked: number[] = []
  const steps = walk(links, {
    ef,
    squaredDistanceTo(position) {
      looked.push(position)
      return squaredDistance(probe, places[position] as Place)
    },
  })
  return { steps, looked }
}

describe('the links of a saved index', () => {
  it('stand on as many layers as it has, most of them on the lowest', () => {
    const levels = Array.from({ length: COUNT }, (_, position) => links.levelOf(position))
    expect(links.topLevel).toBeGreaterThanOrEqual(2)
    expect(levels[links.entrance]).toBe(links.topLevel)
    expect(Math.max(...levels)).toBe(links.topLevel)
    const above = levels.filter((level) => level > 0).length
    expect(above / COUNT).toBeGreaterThan(0.02)
    expect(above / COUNT).toBeLessThan(0.07)
  })

  it('lead from everybody to near ones: most often to the nearest itself', () => {
    let withNearest = 0
    for (let position = 0; position < COUNT; position += 10) {
      const [, nearest] = index.nearest(index.placeAt(position), 2)
      if (links.linked(position, 0).includes(nearest?.position as number)) withNearest += 1
    }
    expect(withNearest / (COUNT / 10)).toBeGreaterThan(0.95)
  })

  it('are where the numbers of each place are', async () => {
    const bytes = await readFile(file)
    for (const position of [0, 1, links.entrance, COUNT - 1]) {
      const at = links.byteOfPlace(position)
      const numbers = Array.from({ length: 129 }, (_, i) => bytes.readFloatLE(at + i * 4))
      expect(numbers).toEqual([...index.placeAt(position)])
    }
  })
})

describe('a walk', () => {
  it('begins at the entrance and ends at what the search itself finds', () => {
    const found = probes.filter((probe) => {
      const { steps } = walkOf(probe)
      expect(steps[0]).toMatchObject({ position: links.entrance, level: links.topLevel })
      const [nearest] = index.nearest(probe, 1)
      return nearest?.position === steps.at(-1)?.position
    })
    expect(found).toHaveLength(probes.length)
  })

  it('weighs as many candidates as it is told, as the search does', async () => {
    onTestFinished(() => {
      index.ef = EF
    })
    let others = 0
    for (const ef of [1, 3, 200]) {
      index.ef = ef
      for (const probe of probes) {
        const last = walkOf(probe, ef).steps.at(-1)
        expect(last?.position).toBe(index.nearest(probe, 1)[0]?.position)
        if (ef === 1 && last?.position !== walkOf(probe).steps.at(-1)?.position) others += 1
      }
    }
    // Who weighs one candidate finds others: the two agreed about more than what is easily found.
    expect(others).toBeGreaterThan(10)
  })

  it('comes nearer with every step, and down the layers', () => {
    let number = 0
    for (const probe of probes) {
      const { steps } = walkOf(probe)
      steps.forEach((step, at) => {
        const before = steps[at - 1]
        expect(step.squaredDistance).toBe(squaredDistance(probe, places[step.position] as Place))
        expect(step.squaredDistance).toBeLessThan(before?.squaredDistance ?? Number.MAX_VALUE)
        expect(step.level).toBeLessThanOrEqual(before?.level ?? links.topLevel)
      })
      number += steps.length
    }
    expect(number / probes.length).toBeGreaterThan(5)
  })

  it('goes only where somebody it has looked at is linked', () => {
    for (const probe of probes.slice(0, 40)) {
      const { steps, looked } = walkOf(probe)
      for (const { position, level } of steps.slice(1)) {
        const before = looked.slice(0, looked.indexOf(position))
        const linked = before.filter(
          (other) => links.levelOf(other) >= level && links.linked(other, level).includes(position),
        )
        expect(linked).not.toEqual([])
      }
    }
  })

  it('looks at a small part of a gallery', () => {
    for (const probe of probes) expect(walkOf(probe).looked.length).toBeLessThan(COUNT / 2)
  })

  it('is the same read from the file as in memory', () => {
    const walks = openHnswWalks(file, COUNT)
    onTestFinished(() => walks.close())
    for (const probe of probes.slice(0, 50)) {
      expect(walks.walk(probe, EF)).toEqual(walkOf(probe).steps)
    }
  })

  it('has one step among one, and none among nobody', async () => {
    const [probe] = probes as [Place]
    for (const count of [0, 1]) {
      const walks = openHnswWalks(await savedIndex(count), count)
      expect(walks.walk(probe, EF)).toHaveLength(count)
      walks.close()
    }
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

  it.each<[string, () => Buffer, RegExp]>([
    ['no header', () => bytesOfFew.subarray(0, 90), /too short for a header/],
    ['another count', () => spoilt(16, 61), /holds 61 places and not 60/],
    ['a count beyond any', () => spoilt(20, -1), /holds 1844\d+ places and not 60/],
    ['room for fewer', () => spoilt(8, 59), /room for 59 places and holds 60/],
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
    ['a link back', () => spoilt(vertex(7) + 4, 7), /vertex 7 is linked with 7 on layer 0/],
    ['a negative link', () => spoilt(vertex(7) + 4, -3), /vertex 7 is linked with -3/],
    ['another label', () => spoilt(vertex(8) - 8, 8), /vertex 7 is labelled otherwise/],
    ['odd upper links', () => spoilt(vertex(COUNT_OF_FEW), 96), /vertex 0 has 96 bytes of upper/],
  ])('is refused: %s', (_, bytes, problem) => {
    expect(parse(bytesOfFew, COUNT_OF_FEW)).toHaveProperty('links')
    expect(parse(bytes(), COUNT_OF_FEW)).toEqual({ problem: expect.stringMatching(problem) })
  })

  it('is refused where an upper layer leads to somebody who does not stand there', () => {
    const few = linksOf(bytesOfFew, COUNT_OF_FEW)
    const low = [...Array(COUNT_OF_FEW).keys()].find((position) => few.levelOf(position) === 0)
    const high = [...Array(COUNT_OF_FEW).keys()].find((position) => few.linked(position, 1).length)
    // Every vertex before it has no more than the length of its upper lists: 0.
    const firstLink = vertex(COUNT_OF_FEW) + 4 * (high as number) + 8
    expect(parse(spoilt(firstLink, low as number), COUNT_OF_FEW)).toEqual({
      problem: `vertex ${high} is linked with ${low} on layer 1`,
    })
  })

  it('is refused or walked through to an end, wherever it is cut off', () => {
    for (let length = 0; length < bytesOfFew.length; length += 61) {
      expect(parse(bytesOfFew.subarray(0, length), COUNT_OF_FEW)).toHaveProperty('problem')
    }
  })

  it('is refused or walked through to an end, whatever was written over it', () => {
    let [refused, walked] = [0, 0]
    const anywhere = fc.oneof(
      fc.integer({ min: 0, max: 95 }),
      fc.integer({ min: 0, max: bytesOfFew.length - 1 }),
      fc.integer({ min: vertex(COUNT_OF_FEW), max: bytesOfFew.length - 1 }),
      fc
        .tuple(fc.integer({ min: 0, max: COUNT_OF_FEW - 1 }), fc.integer({ min: 0, max: 195 }))
        .map(([position, byte]) => vertex(position) + byte),
    )
    const stroke = fc.record({ at: anywhere, value: fc.integer({ min: 0, max: 255 }) })
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 6 }), (strokes) => {
        const bytes = Buffer.from(bytesOfFew)
        for (const { at, value } of strokes) bytes.writeUInt8(value, at)
        const parsed = parse(bytes, COUNT_OF_FEW)
        if ('problem' in parsed) {
          refused += 1
          expect(parsed.problem).toMatch(/^(it|its|vertex|\d)/)
          return
        }
        walked += 1
        const steps = walk(parsed.links, {
          ef: 10,
          squaredDistanceTo(position) {
            expect(position).toBeGreaterThanOrEqual(0)
            expect(position).toBeLessThan(COUNT_OF_FEW)
            return (position * 37) % 61
          },
        })
        expect(steps.length).toBeGreaterThan(0)
      }),
      { numRuns: 3000, seed: 4 },
    )
    expect(Math.min(refused, walked)).toBeGreaterThan(200)
  })

  it('is refused when it is opened, and says why', async () => {
    const broken = join(folder, 'broken.hnsw')
    await writeFile(broken, spoilt(vertex(7) + 4, 60))
    expect(() => openHnswWalks(broken, COUNT_OF_FEW)).toThrow(/^vertex 7 is linked with 60/)
  })

  it('ends a walk that is under way when it has become shorter', async () => {
    const cut = join(folder, 'cut.hnsw')
    await writeFile(cut, bytesOfFew)
    const walks = openHnswWalks(cut, COUNT_OF_FEW)
    onTestFinished(() => walks.close())
    expect(walks.walk(probes[0] as Place, 10).length).toBeGreaterThan(0)
    await truncate(cut, 500)
    expect(() => walks.walk(probes[0] as Place, 10)).toThrow(/ends before byte/)
  })
})

describe('a gallery', () => {
  it('tells the walk to the first of its matches', async () => {
    const gallery = await galleryOf(600)
    for (const probe of seededDescriptors(40, 77)) {
      const steps = gallery.walk(probe, 5)
      const [first] = gallery.matches(probe, 5)
      const last = steps.at(-1)
      expect(gallery.portraits.positionOf(first?.portraitId ?? '')).toBe(last?.position)
      expect(last?.squaredDistance).toBeCloseTo(first?.adjustedSquaredDistance ?? 0, 5)
      const place = placeVisitor(gallery.likeness, probe)
      for (const { position, squaredDistance: told } of steps) {
        expect(told).toBe(squaredDistance(place, gallery.index.placeAt(position)))
      }
    }
  })

  it('leaves a probe as it was, and has no walk among nobody', async () => {
    const [probe] = seededDescriptors(1, 5) as [Descriptor]
    const kept = probe.slice()
    expect((await galleryOf(30)).walk(probe, 1).length).toBeGreaterThan(0)
    expect(probe).toEqual(kept)
    expect((await galleryOf(0)).walk(probe, 1)).toEqual([])
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
