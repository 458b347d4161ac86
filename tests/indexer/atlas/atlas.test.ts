import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { ATLAS_LEVELS, PORTRAIT_HEIGHT } from '../../../embeddings/atlas/atlas-file.ts'
import { EMPTY_LABEL } from '../../../embeddings/gallery/portrait.ts'
import {
  type ProjectedEmbedding,
  projectPortrait,
  unfittedSpace,
} from '../../../embeddings/likeness/likeness-space.ts'
import { dataPaths } from '../../../embeddings/store/data-paths.ts'
import { buildHnswIndex } from '../../../embeddings/store/hnsw-index.ts'
import { drawSheets } from '../../../indexer/atlas/draw-sheets.ts'
import { readEarlierMap } from '../../../indexer/atlas/earlier-map.ts'
import { layOutNeighbours, principalPoints } from '../../../indexer/atlas/lay-out-neighbours.ts'
import { layoutQuality } from '../../../indexer/atlas/layout-quality.ts'
import { meanColours } from '../../../indexer/atlas/mean-colours.ts'
import { nameRegions } from '../../../indexer/atlas/name-regions.ts'
import { neighboursOf } from '../../../indexer/atlas/neighbours.ts'
import { columnLayout, curveOrder, gridLayout } from '../../../indexer/atlas/other-layouts.ts'
import { listWords, yearsOfLabels } from '../../../indexer/atlas/words-of.ts'
import { buildGallery } from '../../../indexer/gallery/build-gallery.ts'
import { seededRandom } from '../../../indexer/likeness/seeded-random.ts'
import { syntheticFaces } from '../../server/synthetic-faces.ts'
import { hungPortraits } from '../hung-portraits.ts'
import { scratchFolder } from '../scratch-folder.ts'

const COUNT = 300

function somePlaces(count: number): ProjectedEmbedding[] {
  const people = syntheticFaces(7)
  const space = unfittedSpace()
  const faces = Array.from({ length: count }, () => people.stranger())
  const centre = space.portraitCentre.map(
    (_, i) => faces.reduce((sum, face) => sum + (face[i] as number), 0) / count,
  )
  return faces.map((face) => projectPortrait({ ...space, portraitCentre: centre }, face, 0))
}

describe('the map by likeness', () => {
  const places = somePlaces(COUNT)
  let map: Float32Array
  beforeAll(async () => {
    const neighbours = await neighboursOf(buildHnswIndex(places), places, 15)
    map = await layOutNeighbours(neighbours, principalPoints(places))
  })

  test('keeps neighbours better than the two principal axes, which keep them better than chance', () => {
    const random = seededRandom(3)
    const chance = Float32Array.from({ length: 2 * COUNT }, () => random())
    const [byChance, byAxes, byMap] = [chance, principalPoints(places), map].map(
      (points) => layoutQuality(places, points)?.trustworthiness ?? 0,
    ) as [number, number, number]
    expect(byChance).toBeCloseTo(0.5, 1)
    expect(byAxes).toBeGreaterThan(byChance + 0.05)
    expect(byMap).toBeGreaterThan(byAxes + 0.03)
    const ideal = layoutQuality(
      [0, 1, 2, 3].flatMap(() => plane),
      flat,
    )
    expect([ideal?.trustworthiness, ideal?.continuity]).toEqual([1, 1])
  })

  test('is the same a second time', async () => {
    const few = places.slice(0, 60)
    const neighbours = await neighboursOf(buildHnswIndex(few), few, 15)
    const [one, other] = [
      await layOutNeighbours(neighbours, principalPoints(few)),
      await layOutNeighbours(neighbours, principalPoints(few)),
    ]
    expect(other).toEqual(one)
    expect(one.every(Number.isFinite)).toBe(true)
  })

  test('has a grid with every portrait in a cell of its own, near those it was near', () => {
    const { points, width, height } = gridLayout(map)
    const cells = new Set<string>()
    for (let at = 0; at < COUNT; at++) {
      const [column, row] = [points[2 * at] as number, points[2 * at + 1] as number]
      expect(column % 1).toBe(0.5)
      expect(row / PORTRAIT_HEIGHT - Math.floor(row / PORTRAIT_HEIGHT)).toBeCloseTo(0.5)
      expect([column < width, row < height]).toEqual([true, true])
      cells.add(`${column} ${row.toFixed(2)}`)
    }
    expect(cells.size).toBe(COUNT)
    const quality = layoutQuality(places, points)?.trustworthiness ?? 0
    expect(quality).toBeGreaterThan((layoutQuality(places, map)?.trustworthiness ?? 0) - 0.08)
  })

  test('is met by a curve that takes small steps', () => {
    const order = curveOrder(map)
    expect(new Set(order).size).toBe(COUNT)
    const step = (a: number, b: number) =>
      Math.hypot(
        (map[2 * a] as number) - (map[2 * b] as number),
        (map[2 * a + 1] as number) - (map[2 * b + 1] as number),
      )
    const along = order.slice(1).reduce((sum, at, i) => sum + step(order[i] as number, at), 0)
    const unsorted = Array.from({ length: COUNT - 1 }, (_, i) => step(i, i + 1))
    expect(along).toBeLessThan(unsorted.reduce((a, b) => a + b, 0) / 4)
  })

  test('names regions by what their works have more often than others', () => {
    const half = [...map].filter((_, i) => i % 2 === 0).sort((a, b) => a - b)[COUNT / 2] as number
    const labels = Array.from({ length: COUNT }, (_, at) => ({
      ...EMPTY_LABEL,
      title: 'Portrait of a man',
      date: (map[2 * at] as number) < half ? '1650' : '1850',
    }))
    const words = listWords(labels, yearsOfLabels(labels))
    const regions = nameRegions(map, words)
    expect(regions.reduce((sum, { portraits }) => sum + portraits, 0)).toBe(COUNT)
    const left = regions.reduce((a, b) => (a.x < b.x ? a : b))
    const [first] = left.words
    expect(first).toMatchObject({ kind: 'century', word: '17' })
    expect(first?.here).toBeGreaterThan(COUNT / 12)
    expect(regions.flatMap((each) => each.words.map(({ word }) => word))).not.toContain('portrait')
  })
})

describe('sheets', () => {
  test('show every thumbnail in its own place, and a bare one where a picture is gone', async () => {
    const paths = dataPaths(await scratchFolder())
    const portraits = (await hungPortraits(paths, 3)).map(({ portrait }) => portrait)
    await rm(paths.media(portraits[1]?.crop.digest as string))
    const sheets = await drawSheets(paths, portraits, () => {})
    for (const [level, sheet] of sheets.entries()) {
      const { width, height } = ATLAS_LEVELS[level] as (typeof ATLAS_LEVELS)[number]
      const { data, info } = await sharp(sheet[0]).raw().toBuffer({ resolveWithObject: true })
      const middleOf = (cell: number) => {
        const at = ((height >> 1) * info.width + cell * width + (width >> 1)) * info.channels
        return [...data.subarray(at, at + 3)]
      }
      for (const [cell, wanted] of [
        [40, 90, 200],
        [46, 44, 37],
        [60, 90, 180],
      ].entries()) {
        middleOf(cell).forEach((value, channel) => {
          expect(Math.abs(value - (wanted[channel] as number))).toBeLessThan(8)
        })
      }
    }
  })
})

test('colours are those of whole pictures, and black where one is gone', async () => {
  const paths = dataPaths(await scratchFolder())
  const [one, other, gone] = (await hungPortraits(paths, 3)).map(({ portrait }) => portrait)
  if (!one || !other || !gone) throw new Error('Three portraits hang.')
  await rm(paths.media(gone.picture.digest))
  const red = sharp({ create: { width: 90, height: 60, channels: 3, background: '#c02020' } })
  const whole = { digest: 'c'.repeat(64), width: 90, height: 60 }
  await mkdir(dirname(paths.media(whole.digest)), { recursive: true })
  await red.jpeg().toFile(paths.media(whole.digest))
  const colours = await meanColours(paths, [one, { ...other, picture: whole }, gone], () => {})
  expect(colours.map(({ hue }) => Math.round(hue / 10))).toEqual([22, 0, 0])
  expect(colours[0]?.lightness).toBeCloseTo(120 / 255, 1)
  expect(colours[1]?.lightness).toBeCloseTo(0.44, 1)
  expect(colours[2]?.lightness).toBe(0)
})

/** A plane of 5 × 5 places four times over, and the same as points of a map. */
const plane = Array.from({ length: 25 }, (_, at) => {
  return Float32Array.of(at % 5, Math.floor(at / 5), 0)
})
const flat = Float32Array.from(
  [0, 1, 2, 3].flatMap(() => plane.flatMap((each) => [...each.slice(0, 2)])),
)

describe('columns', () => {
  test('stand side by side in their order, those of no group last', () => {
    const groups = [1700, undefined, 1600, 1700, 1600]
    const laidOut = columnLayout(groups, [0, 1, 2, 3, 4], String, (a, b) => a.key - b.key)
    expect(laidOut?.columns.map(({ text, portraits }) => [text, portraits])).toEqual([
      ['1600', 2],
      ['1700', 2],
      ['', 1],
    ])
    const across = groups.map((_, at) => laidOut?.points[2 * at] as number)
    expect(across[2]).toBeLessThan(across[0] as number)
    expect(across[0]).toBeLessThan(across[1] as number)
    expect(columnLayout([1, 1, undefined], [0, 1, 2], String, () => 0)).toBeUndefined()
  })
})

describe('the atlas of a gallery that is built', () => {
  test('keeps every portrait where it lay when new ones come', async () => {
    const paths = dataPaths(await scratchFolder())
    const portraits = await hungPortraits(paths, 50)
    const build = async (count: number) => {
      const { manifest } = await buildGallery(
        paths,
        portraits.slice(0, count),
        {},
        new Date(2030, 0, 1 + built++),
        { signal: new AbortController().signal, atlas: 'kept', say() {}, watch: silent },
      )
      return manifest
    }
    const first = await build(40)
    expect(first.atlas).toMatchObject({ portraits: 40, kept: 0, quality: { k: 15 } })
    const before = await readEarlierMap(paths)
    const more = await build(50)
    expect(more.atlas?.kept).toBe(40)
    const after = await readEarlierMap(paths)
    const moved = portraits.slice(0, 40).filter(({ portrait: { id } }) => {
      const [was, is] = [before?.pointOf(id), after?.pointOf(id)]
      return was === undefined || was.x !== is?.x || was.y !== is.y
    })
    expect(moved).toEqual([])
    for (const { portrait } of portraits.slice(40)) {
      const point = after?.pointOf(portrait.id)
      expect(Number.isFinite(point?.x) && Number.isFinite(point?.y)).toBe(true)
    }
  })
})

let built = 0
const silent = () => ({ advance() {}, finish() {} })
