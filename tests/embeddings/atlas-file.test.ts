import { describe, expect, test } from 'vitest'
import {
  ATLAS_OPENING_BYTES,
  type AtlasContent,
  encodeAtlas,
  NO_YEAR,
  parseAtlasHeader,
  parseAtlasOpening,
  parseAtlasPoints,
  parseAtlasWords,
} from '../../embeddings/atlas/atlas-file.ts'
import { placeAmong } from '../../embeddings/atlas/place-among.ts'

const content: AtlasContent = {
  portraits: 3,
  neighbours: 1,
  scale: 2,
  layouts: [{ name: 'likeness', width: 4, height: 4, columns: [] }],
  regions: [],
  apparitions: [],
  points: [Float32Array.of(1, 1, 2, 2, 3, 3)],
  years: Int16Array.of(1650, NO_YEAR, -500),
  slots: Uint32Array.of(2, 0, 1),
  neighbourPositions: Uint32Array.of(1, 2, 1),
  neighbourDistances: Float32Array.of(0.5, 0.25, 0.25),
  words: [
    { kind: 'title', word: 'pearl', positions: [0, 2] },
    { kind: 'seen', word: 'horse', positions: [1, 2], scores: [0.512, 0.377] },
  ],
  sheets: [[Uint8Array.of(1)], [Uint8Array.of(2, 3)]],
}

function parsed(file: Uint8Array) {
  const opening = parseAtlasOpening(file)
  if ('problem' in opening) return opening
  const end = ATLAS_OPENING_BYTES + opening.headerBytes
  const read = parseAtlasHeader(file.subarray(ATLAS_OPENING_BYTES, end), file.byteLength)
  if ('problem' in read) return read
  const part = ({ at, bytes }: { at: number; bytes: number }) =>
    file.subarray(end + at, end + at + bytes)
  return { header: read.header, part }
}

describe('the file of an atlas', () => {
  test('gives back what was written', () => {
    const read = parsed(encodeAtlas(content))
    if ('problem' in read) throw new Error(read.problem)
    const { header, part } = read
    expect(parseAtlasPoints(part(header.parts.points), header)).toEqual({ points: content.points })
    expect(parseAtlasWords(part(header.parts.words))).toEqual(content.words)
    expect([...part(header.sheets[1]?.[0] ?? { at: 0, bytes: 0 })]).toEqual([2, 3])
  })

  test('says what is wrong with what is no atlas, is cut short or does not fit its header', () => {
    const file = encodeAtlas(content)
    const renamed = Uint8Array.from(file)
    renamed[0] = 0
    expect(parsed(renamed)).toEqual({ problem: expect.stringMatching(/no atlas of the format/) })
    expect(parsed(file.subarray(0, 5))).toEqual({ problem: expect.stringMatching(/no atlas/) })
    expect(parsed(file.subarray(0, -1))).toEqual({ problem: expect.stringMatching(/ends before/) })
    const unreadable = Uint8Array.from(file)
    unreadable[ATLAS_OPENING_BYTES] = 0
    expect(parsed(unreadable)).toEqual({ problem: expect.stringMatching(/not JSON/) })
    const short = encodeAtlas({ ...content, years: Int16Array.of(1) })
    expect(parsed(short)).toEqual({ problem: expect.stringMatching(/size its header says/) })
    const noLayout = encodeAtlas({ ...content, layouts: [], points: [] })
    expect(parsed(noLayout)).toEqual({ problem: expect.stringMatching(/damaged \(layouts\)/) })
  })

  test('refuses points that are no numbers', () => {
    const read = parsed(encodeAtlas({ ...content, points: [Float32Array.of(1, 1, 2, NaN, 3, 3)] }))
    if ('problem' in read) throw new Error(read.problem)
    expect(parseAtlasPoints(read.part(read.header.parts.points), read.header)).toEqual({
      problem: expect.stringMatching(/Number 3 .* not finite/),
    })
  })
})

describe('a place among neighbours', () => {
  test('is near the nearest, and one far off on the map does not draw it away', () => {
    const near = [0.5, 0.52, 0.51].map((squaredDistance, at) => ({ x: at, y: 0, squaredDistance }))
    const place = placeAmong([...near, { x: 500, y: 0, squaredDistance: 0.53 }])
    expect(place?.x).toBeGreaterThanOrEqual(0)
    expect(place?.x).toBeLessThan(3)
    const twin = placeAmong([{ x: 7, y: 8, squaredDistance: 0 }, ...near])
    expect(twin?.x).toBeCloseTo(7)
    expect(placeAmong([])).toBeUndefined()
  })
})
