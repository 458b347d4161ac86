import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_LABEL } from '../../../embeddings/gallery/portrait.ts'
import { encodeUtf8 } from '../../../embeddings/gallery/utf8.ts'
import {
  encodePosePack,
  POSE_PACK_FORMAT,
  parsePosePack,
} from '../../../embeddings/movement/pose-pack.ts'
import {
  type PosePackHeader,
  posePackLabel,
} from '../../../embeddings/movement/pose-pack-header.ts'
import { madeUpPosePack } from '../../made-up-pose-pack.ts'

const posePack = madeUpPosePack(6)
const bytes = encodePosePack(posePack)

/** Where the header's JSON ends and the numbers begin. */
const headerEnd = 20 + new DataView(bytes.buffer).getUint32(16, true)

function problemOf(changed: Uint8Array<ArrayBuffer>): string {
  const parsed = parsePosePack(changed)
  return 'problem' in parsed ? parsed.problem : 'none'
}

/** The pose pack with another header in the place of its own. */
function withHeader(change: (header: PosePackHeader) => unknown): Uint8Array<ArrayBuffer> {
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(20, headerEnd)))
  const json = encodeUtf8(JSON.stringify(change(header)))
  const result = new Uint8Array(20 + json.length + bytes.length - headerEnd)
  result.set(bytes.subarray(0, 16))
  new DataView(result.buffer).setUint32(16, json.length, true)
  result.set(json, 20)
  result.set(bytes.subarray(headerEnd), 20 + json.length)
  return result
}

/** The pose pack with one Float32 changed, counted from the first number of the first movement. */
function withNumber(at: number, value: number): Uint8Array<ArrayBuffer> {
  const result = bytes.slice()
  new DataView(result.buffer).setFloat32(headerEnd + at * 4, value, true)
  return result
}

const count = posePack.portraits.length

describe('a pose pack', () => {
  it('is read as it was written', () => {
    expect(parsePosePack(bytes)).toEqual({ posePack })
  })

  it('is read from the midst of other bytes', () => {
    const among = new Uint8Array(bytes.length + 9)
    among.set(bytes, 5)
    expect(parsePosePack(among.subarray(5, 5 + bytes.length))).toEqual({ posePack })
  })

  it('is not copied: tiles stay where they are', () => {
    const parsed = parsePosePack(bytes)
    const [first] = 'posePack' in parsed ? parsed.posePack.portraits : []
    expect(first?.jpeg.buffer).toBe(bytes.buffer)
  })

  it('is refused wherever it is cut off, and says so', () => {
    for (let end = 0; end < bytes.length; end += end < headerEnd ? 7 : 501) {
      expect(problemOf(bytes.slice(0, end))).toMatch(/ends|bytes|no pose pack/)
    }
    const longer = new Uint8Array(bytes.length + 1)
    longer.set(bytes)
    expect(problemOf(longer)).toMatch(/where its header says/)
  })

  it('of another format is refused', () => {
    const other = bytes.slice()
    other.set(encodeUtf8('pendant-reel/2'))
    expect(problemOf(other)).toContain(POSE_PACK_FORMAT)
    expect(problemOf(encodeUtf8(`${POSE_PACK_FORMAT} and no more`))).toContain(POSE_PACK_FORMAT)
  })

  it.each<[string, (header: PosePackHeader) => unknown, RegExp]>([
    ['that is no object', () => [], /header is damaged/],
    ['of another space', (header) => ({ ...header, spaceId: 'arcface' }), /the space "arcface"/],
    ['without portraits', (header) => ({ ...header, portraits: [] }), /portraits/],
    [
      'of a portrait that is twice in it',
      (header) => ({
        ...header,
        portraits: header.portraits.map((each) => ({ ...each, portraitId: 'a' })),
      }),
      /a portrait twice/,
    ],
    [
      'of a luminance beyond white',
      (header) => ({
        ...header,
        portraits: header.portraits.map((each) => ({ ...each, luminance: 1.2 })),
      }),
      /portraits\.0\.luminance/,
    ],
    [
      'of a tile that has no bytes',
      (header) => ({
        ...header,
        portraits: header.portraits.map((each) => ({ ...each, jpegBytes: 0 })),
      }),
      /jpegBytes/,
    ],
    [
      'of eyes beside the tile',
      (header) => ({
        ...header,
        tile: {
          ...header.tile,
          eyes: [
            { x: 8, y: 9 },
            { x: 900, y: 9 },
          ],
        },
      }),
      /both eyes/,
    ],
    [
      'of a spread of nothing',
      ({ usual, ...header }) => ({
        ...header,
        usual: { ...usual, spread: usual.spread.map(() => 0) },
      }),
      /usual\.spread/,
    ],
    ['of no size', (header) => ({ ...header, tile: { ...header.tile, width: 0 } }), /tile\.width/],
  ])('with a header %s is refused', (_, change, problem) => {
    expect(problemOf(withHeader(change))).toMatch(problem)
  })

  it('with a hole in a movement, a place or the likeness space is refused', () => {
    expect(problemOf(withNumber(13, Number.NaN))).toMatch(/^Portrait 1: .*hole/)
    expect(problemOf(withNumber(count * 10 + 130, Number.POSITIVE_INFINITY))).toMatch(/^Portrait 1/)
    expect(problemOf(withNumber(count * 139 + 5, Number.NaN))).toMatch(/likeness space/)
  })

  it('with a tile that is no JPEG is refused', () => {
    const spoilt = bytes.slice()
    spoilt[spoilt.length - 1] = 0
    expect(problemOf(spoilt)).toBe(`Portrait ${count - 1}: its thumbnail is no JPEG.`)
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (noise) => {
        expect(problemOf(Uint8Array.from(noise))).not.toBe('none')
      }),
    )
    const place = fc.nat(bytes.length - 1)
    fc.assert(
      fc.property(fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 8 }), place, (bits, end) => {
        const changed = bytes.slice()
        for (const [at, byte] of bits) changed[at] = byte
        for (const each of [changed, changed.slice(0, end)]) {
          const parsed = parsePosePack(each)
          if ('problem' in parsed) expect(parsed.problem).toMatch(/\.$/)
          else expect(parsed.posePack.portraits).toHaveLength(count)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('says of a work what is owed wherever it is shown, in every language there is', () => {
    expect(
      posePackLabel({
        ...EMPTY_LABEL,
        title: 'Girl',
        artist: 'Vermeer',
        date: 'c. 1665',
        medium: 'oil',
        requiredStatement: 'Photograph: the museum',
        translations: { nl: { title: 'Meisje', medium: 'olieverf' }, de: { medium: 'Öl' } },
      }),
    ).toEqual({
      title: 'Girl',
      artist: 'Vermeer',
      date: 'c. 1665',
      requiredStatement: 'Photograph: the museum',
      translations: { nl: { title: 'Meisje' } },
    })
  })
})
