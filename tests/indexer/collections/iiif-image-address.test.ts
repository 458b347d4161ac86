import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  imageAddress,
  resolveImageService,
} from '../../../indexer/collections/iiif/image-address.ts'
import { imageInfoSchema } from '../../../indexer/collections/iiif/image-info.ts'
import type { DocumentReader } from '../../../indexer/downloads/document-reader.ts'
import { plainReader } from '../museums/plain-reader.ts'
import { iiifServer } from './iiif-documents.ts'

const SERVICE = 'https://images.example/iiif/7'
const V3 = { '@context': 'http://iiif.io/api/image/3/context.json', type: 'ImageService3' }
const V2 = { '@context': 'http://iiif.io/api/image/2/context.json' }
const V2_LEVEL = (level: number) => `http://iiif.io/api/image/2/level${level}.json`
const V1 = { '@context': 'http://library.stanford.edu/iiif/image-api/1.1/context.json' }
const V1_LEVEL = (level: number) =>
  `http://library.stanford.edu/iiif/image-api/1.1/conformance.html#level${level}`

const LANDSCAPE = { width: 6000, height: 4000 }
const PORTRAIT = { width: 3000, height: 4000 }
const SMALL = { width: 900, height: 700 }
const SIZES = [
  { width: 150, height: 200 },
  { width: 1800, height: 2400 },
  { width: 3000, height: 4000 },
]

/** The part of the address that asks for a size and a quality. */
function asked(info: unknown, service = SERVICE): string {
  const address = imageAddress(imageInfoSchema.parse(info), service)
  expect(address.startsWith(`${SERVICE}/full/`)).toBe(true)
  return address.slice(`${SERVICE}/full/`.length)
}

describe('the address of a picture', () => {
  it.each([
    ['3, landscape', { ...V3, ...LANDSCAPE, profile: 'level1' }, '2400,/0/default.jpg'],
    ['3, portrait', { ...V3, ...PORTRAIT, profile: 'level2' }, '1800,/0/default.jpg'],
    ['3, small', { ...V3, ...SMALL, profile: 'level2' }, 'max/0/default.jpg'],
    ['2, landscape', { ...V2, ...LANDSCAPE, profile: V2_LEVEL(2) }, '2400,/0/default.jpg'],
    ['2, portrait', { ...V2, ...PORTRAIT, profile: [V2_LEVEL(1), {}] }, '1800,/0/default.jpg'],
    ['2, small', { ...V2, ...SMALL, profile: [V2_LEVEL(1)] }, 'full/0/default.jpg'],
    ['1.1, portrait', { ...V1, ...PORTRAIT, profile: V1_LEVEL(1) }, '1800,/0/native.jpg'],
    ['1.1, level 0', { ...V1, ...PORTRAIT, profile: V1_LEVEL(0) }, 'full/0/native.jpg'],
    [
      '1.0',
      {
        identifier: '7',
        ...PORTRAIT,
        scale_factors: [1, 2, 4],
        profile: 'http://library.stanford.edu/iiif/image-api/compliance.html#level2',
      },
      '1800,/0/native.jpg',
    ],
    [
      'of numbers as text',
      { ...V2, width: '3000', height: '4000', profile: V2_LEVEL(2) },
      '1800,/0/default.jpg',
    ],
    ['that says nothing of its level', { ...V2, ...PORTRAIT }, '1800,/0/default.jpg'],
    [
      '2 by protocol alone',
      { protocol: 'http://iiif.io/api/image', ...PORTRAIT, profile: V2_LEVEL(2) },
      '1800,/0/default.jpg',
    ],
  ])('of an image service of version %s asks for a long side of 2400', (_, info, expected) => {
    expect(asked(info)).toBe(expected)
  })

  it.each([
    [
      '3 lists a fitting size',
      { ...V3, ...PORTRAIT, profile: 'level0', sizes: SIZES },
      '1800,2400/0/default.jpg',
    ],
    [
      '2 lists a fitting size',
      { ...V2, ...PORTRAIT, profile: [V2_LEVEL(0)], sizes: SIZES },
      '1800,/0/default.jpg',
    ],
    [
      '3 lists small ones only',
      { ...V3, ...PORTRAIT, profile: 'level0', sizes: SIZES.slice(0, 1) },
      '150,200/0/default.jpg',
    ],
    ['3 lists none', { ...V3, ...PORTRAIT, profile: 'level0' }, 'max/0/default.jpg'],
    ['2 lists none', { ...V2, ...PORTRAIT, profile: V2_LEVEL(0) }, 'full/0/default.jpg'],
    [
      '3 lists one that is larger than the picture',
      { ...V3, ...SMALL, profile: 'level0', sizes: [{ width: 1800, height: 1400 }, SMALL] },
      '900,700/0/default.jpg',
    ],
    [
      '3 makes widths all the same',
      { ...V3, ...PORTRAIT, profile: 'level0', extraFeatures: ['sizeByW'], sizes: SIZES },
      '1800,/0/default.jpg',
    ],
    [
      '2 makes widths all the same',
      { ...V2, ...PORTRAIT, profile: [V2_LEVEL(0), { supports: ['sizeByW'] }] },
      '1800,/0/default.jpg',
    ],
  ])('of a level 0 service keeps to the files there are: version %s', (_, info, expected) => {
    expect(asked(info)).toBe(expected)
  })

  it.each([
    ['width', { ...V3, ...LANDSCAPE, profile: 'level1', maxWidth: 1000 }, '1000,'],
    [
      'width, which is that of the height too',
      { ...V3, ...PORTRAIT, profile: 'level1', maxWidth: 1000 },
      '750,',
    ],
    ['height', { ...V3, ...PORTRAIT, profile: 'level1', maxWidth: 5000, maxHeight: 800 }, '600,'],
    ['area', { ...V3, ...PORTRAIT, profile: 'level1', maxArea: 120_000 }, '300,'],
    [
      'width in a profile',
      { ...V2, ...LANDSCAPE, profile: [V2_LEVEL(2), { maxWidth: 900 }] },
      '900,',
    ],
  ])("keeps to the server's limit of %s", (_, info, size) => {
    expect(asked(info)).toBe(`${size}/0/default.jpg`)
  })

  it('knows no slash at the end of a service', () => {
    expect(asked({ ...V3, ...SMALL, profile: 'level1' }, `${SERVICE}/`)).toBe('max/0/default.jpg')
  })

  it('never asks for more than there is, or than is wanted, or than is allowed', () => {
    const side = fc.integer({ min: 1, max: 40_000 })
    const limit = fc.option(fc.integer({ min: 16, max: 20_000 }), { nil: undefined })
    fc.assert(
      fc.property(
        side,
        side,
        limit,
        limit,
        limit,
        (width, height, maxWidth, maxHeight, maxArea) => {
          const limits = { maxWidth, maxHeight, maxArea: maxArea && maxArea * 1000 }
          const info = { ...V3, width, height, profile: 'level1', ...limits }
          const size = asked(info).split('/')[0] ?? ''
          const wide = size === 'max' ? width : Number.parseInt(size, 10)
          const high = Math.round((height * wide) / width)
          expect(wide).toBeGreaterThanOrEqual(1)
          expect(wide).toBeLessThanOrEqual(width)
          expect(wide).toBeLessThanOrEqual(maxWidth ?? Number.POSITIVE_INFINITY)
          // Of a picture that is a thread a pixel wide, no width makes less.
          if (wide === 1) return
          expect(Math.max(wide, high)).toBeLessThanOrEqual(2400)
          expect(high).toBeLessThanOrEqual(maxHeight ?? maxWidth ?? Number.POSITIVE_INFINITY)
          expect(wide * high).toBeLessThanOrEqual(limits.maxArea ?? Number.POSITIVE_INFINITY)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('an image service', () => {
  const resolve = async (info: unknown, otherwise?: string) => {
    const server = await iiifServer({ 'image/info': info })
    const service = `${server.origin}/image`
    const picture = { service, ...(otherwise !== undefined && { otherwise }) }
    return { service, answer: await resolveImageService(plainReader, picture) }
  }

  it('gives the address of its picture first, then the one the manifest names', async () => {
    const info = { ...V3, ...PORTRAIT, profile: 'level1' }
    const { service, answer } = await resolve(info, 'https://a.example/x.jpg')
    expect(answer).toEqual([
      `${service}/full/1800,/0/default.jpg`,
      `${service}/full/max/0/default.jpg`,
      'https://a.example/x.jpg',
    ])
  })

  it('that redirects to its description has its pictures where that is', async () => {
    const redirecting: DocumentReader = {
      forget() {},
      read: async () => ({
        status: 'read',
        url: 'https://images.example/iiif/3/1/info.json',
        text: JSON.stringify({ ...V3, ...PORTRAIT, profile: 'level1' }),
      }),
    }
    const answer = await resolveImageService(redirecting, { service: 'https://old.example/1' })
    expect(answer).toEqual([
      'https://images.example/iiif/3/1/full/1800,/0/default.jpg',
      'https://images.example/iiif/3/1/full/max/0/default.jpg',
      'https://old.example/1/full/1800,/0/default.jpg',
      'https://old.example/1/full/max/0/default.jpg',
    ])
  })

  it('of static files is tried by both names that a size may have', async () => {
    const { service, answer } = await resolve({
      ...V2,
      ...PORTRAIT,
      profile: V2_LEVEL(0),
      sizes: SIZES,
    })
    expect(answer).toEqual([
      `${service}/full/1800,/0/default.jpg`,
      `${service}/full/1800,2400/0/default.jpg`,
    ])
  })

  it.each([
    ['does not answer', undefined, /answered 404/],
    ['does not say how large its picture is', { ...V3, profile: 'level1' }, /field "width"/],
    [
      'has nothing but tiles',
      { ...V3, ...PORTRAIT, profile: 'level0', tiles: [{ width: 256, scaleFactors: [1, 2] }] },
      /nothing but tiles/,
    ],
  ])('that %s is done without, or is a problem', async (_, info, problem) => {
    const { answer } = await resolve(info)
    expect(answer).toEqual({ problem: expect.stringMatching(problem) })
    const other = await resolve(info, 'https://a.example/x.jpg')
    expect(other.answer).toEqual(['https://a.example/x.jpg'])
  })
})
