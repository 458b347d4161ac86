import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { type DecodedImage, decodeImage } from '../../embeddings/node/decode-image.ts'
import type { MendedPicture } from '../../embeddings/node/mend-picture.ts'
import { hugePngHeader } from '../indexer/huge-png.ts'
import { plainTiff } from './write-tiff.ts'

describe('decoding a picture', () => {
  it.each(['jpeg', 'png', 'webp', 'tiff', 'avif', 'gif'] as const)('reads %s', async (format) => {
    const { pixels, width, height } = await decoded(await warmGround().toFormat(format).toBuffer())
    expect([width, height]).toEqual([120, 80])
    expect(colourAt(pixels, 60, 40)).toBeCloseToColour([200, 120, 60])
  })

  it('turns it as its EXIF says, and gives the size it then has', async () => {
    const turned = await twoHalves().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const { pixels, width, height } = await decoded(turned)
    expect([width, height]).toEqual([80, 120])
    // Turned a quarter clockwise, the red left half comes to the top.
    expect(colourAt(pixels, 40, 20)).toBeCloseToColour([220, 30, 30])
    expect(colourAt(pixels, 40, 100)).toBeCloseToColour([30, 30, 220])
  })

  it('brings CMYK to sRGB', async () => {
    const bytes = await warmGround().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()
    expect((await sharp(bytes).metadata()).space).toBe('cmyk')
    expect(colourAt((await decoded(bytes)).pixels, 60, 40)).toBeCloseToColour([200, 120, 60], 40)
  })

  it('brings another colour profile to sRGB', async () => {
    const bytes = await warmGround().withIccProfile('p3').png().toBuffer()
    const raw = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer()
    expect([raw[0], raw[1], raw[2]]).not.toEqual([200, 120, 60])
    expect(colourAt((await decoded(bytes)).pixels, 60, 40)).toBeCloseToColour([200, 120, 60])
  })

  it('brings 16 bits to 8, in colour and in grey', async () => {
    const colour = await warmGround().toColourspace('rgb16').png().toBuffer()
    expect((await sharp(colour).metadata()).depth).toBe('ushort')
    expect(colourAt((await decoded(colour)).pixels, 60, 40)).toBeCloseToColour([200, 120, 60])
    const grey = await sharp({
      create: { width: 64, height: 64, channels: 3, background: '#808080' },
    })
      .toColourspace('grey16')
      .png()
      .toBuffer()
    expect((await sharp(grey).metadata()).space).toBe('grey16')
    expect(colourAt((await decoded(grey)).pixels, 30, 30)).toBeCloseToColour([128, 128, 128])
  })

  it('lays what is transparent on white', async () => {
    const clear = {
      width: 64,
      height: 64,
      channels: 4,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    } as const
    const { pixels } = await decoded(await sharp({ create: clear }).png().toBuffer())
    expect([...pixels.data.slice(0, 4)]).toEqual([255, 255, 255, 255])
  })

  it.each([
    [
      'of a fourth channel of which nothing is said',
      { pixel: [200, 120, 60, 0], extraSamples: [0] },
    ],
    ['of a fourth channel that is not even named', { pixel: [200, 120, 60, 0] }],
    [
      'of a fifth channel beside CMYK',
      { pixel: [55, 135, 195, 0, 9], photometric: 5, extraSamples: [0] },
    ],
  ])('shows the colours %s, with a note', async (_, made) => {
    const tiff = plainTiff({ bits: 8, ...made })
    const { pixels, note, bytes } = await decoded(tiff)
    expect(colourAt(pixels, 30, 30)).toBeCloseToColour([200, 120, 60], 40)
    expect(note).toMatch(/channel is not said to be transparency/)
    // Whatever else is made of the picture is made of what was decoded.
    expect((await decoded(Buffer.from(bytes))).note).toBeUndefined()
  })

  it('lays a fourth channel that is transparency on white', async () => {
    const tiff = plainTiff({ bits: 8, pixel: [200, 120, 60, 0], extraSamples: [2] })
    const { pixels, note } = await decoded(tiff)
    expect(colourAt(pixels, 30, 30)).toBeCloseToColour([255, 255, 255])
    expect(note).toBeUndefined()
  })

  it('brings Lab of 16 bits to sRGB', async () => {
    const lab = plainTiff({ bits: 16, pixel: [0.576 * 65_535, 26 << 8, 44 << 8], photometric: 8 })
    expect(colourAt((await decoded(lab)).pixels, 30, 30)).toBeCloseToColour([200, 120, 60], 12)
  })

  it.each([
    ['32-bit integers', { bits: 32, pixel: [2 ** 31, 1, 1] }],
    ['signed 16-bit integers', { bits: 16, pixel: [100, 100, 100], sampleFormat: 2 }],
    ['signed 8-bit integers', { bits: 8, pixel: [100, 100, 100], sampleFormat: 2 }],
    ['floating-point numbers', { bits: 32, pixel: [0.5], sampleFormat: 3, photometric: 1 }],
    ['Lab with 8 bits a channel', { bits: 8, pixel: [150, 20, 30], photometric: 8 }],
    ['2 channels besides its colours', { bits: 8, pixel: [1, 2, 3, 4, 5], extraSamples: [0, 0] }],
  ] as const)('names what it does not read: %s', async (words, made) => {
    const tiff = plainTiff(made)
    expect(await decodeImage(tiff, 100)).toEqual({
      fault: 'other-format',
      problem: expect.stringContaining(words),
    })
  })

  it('takes the largest page of a TIFF', async () => {
    const page = (side: number, background: string) =>
      sharp({ create: { width: side, height: side, channels: 3, background } })
        .png()
        .toBuffer()
    const pages = await sharp([await page(40, 'blue'), await page(40, 'red')], {
      join: { animated: true },
    })
      .tiff()
      .toBuffer()
    expect((await sharp(pages).metadata()).pages).toBe(2)
    expect((await decoded(pages)).width).toBe(40)
  })

  it.each(['jpeg', 'png', 'gif'] as const)(
    'reads a %s that lacks nothing but its last bytes, and refuses half of one',
    async (format) => {
      const whole = await noise().toFormat(format).toBuffer()
      for (const missing of format === 'gif' ? [1] : [1, 2]) {
        const { note, bytes } = await decoded(whole.subarray(0, -missing))
        // The decoders of the others say nothing of it.
        if (format === 'jpeg') expect(note).toMatch(/last bytes are missing/)
        expect((await decoded(Buffer.from(bytes))).note).toBeUndefined()
      }
      const half = await decodeImage(whole.subarray(0, whole.length / 2), 100)
      expect(half).toMatchObject({ fault: 'damaged' })
    },
  )

  it.each([
    ['HEIC', '\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'a HEIC picture'],
    ['PDF', '%PDF-1.7 and so on', 'a PDF document'],
    ['a web page', '<!doctype html><html>', 'a web page'],
    ['Photoshop', '8BPS\0\u0001', 'a Photoshop file'],
  ])('names what is no picture that is read, whatever it is called: %s', async (_, start, name) => {
    expect(await decodeImage(Buffer.from(start.padEnd(400, '\0'), 'latin1'), 100)).toEqual({
      fault: 'other-format',
      problem: `it is ${name}, which is not read; make it a JPEG, PNG or TIFF`,
    })
  })

  it('tells a picture that is cut short from one that is damaged', async () => {
    const whole = await noise().jpeg().toBuffer()
    const cut = await decodeImage(whole.subarray(0, whole.length / 2), 100)
    expect(cut).toMatchObject({ problem: expect.stringMatching(/^it is cut short/) })
    const png = Buffer.from(await noise().png().toBuffer())
    png.fill(7, Math.floor(png.length / 2))
    expect(await decodeImage(png, 100)).toMatchObject({
      problem: expect.stringMatching(/^it is damaged/),
    })
  })

  it('shrinks a JPEG over the limit as it loads, and refuses a PNG of that size', async () => {
    const huge = sharp({
      create: { width: 1600, height: 1200, channels: 3, background: '#c8783c' },
    })
    const limits = { maxMegapixels: 1, maxSeconds: 60, shrinksOnLoad: true }
    const jpeg = await decodeImage(await huge.clone().jpeg().toBuffer(), 200, limits)
    expect(jpeg).toMatchObject({ image: { width: 1600, height: 1200 } })
    const others = [huge.clone().png(), huge.clone().jpeg({ progressive: true })]
    for (const other of others) {
      expect(await decodeImage(await other.toBuffer(), 200, limits)).toMatchObject({
        fault: 'too-many-pixels',
        problem: expect.stringContaining('--max-megapixels'),
      })
    }
  })

  it('takes the first frame of an animation', async () => {
    const frames = await Promise.all(
      ['#dc1e1e', '#1e1edc'].map((background) =>
        sharp({ create: { width: 64, height: 48, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const animation = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect((await sharp(animation).metadata()).pages).toBe(2)
    const { pixels, width, height } = await decoded(animation)
    expect([width, height]).toEqual([64, 48])
    expect(colourAt(pixels, 30, 30)).toBeCloseToColour([220, 30, 30])
  })

  it('shrinks while keeping count of the full size', async () => {
    const large = await sharp({
      create: { width: 3000, height: 2000, channels: 3, background: '#777' },
    })
      .jpeg()
      .toBuffer()
    const answer = await decodeImage(large, 1600)
    expect(answer).toMatchObject({
      image: { width: 3000, height: 2000, pixels: { width: 1600, height: 1067 } },
    })
  })

  it.each([
    ['what is no picture', async () => Buffer.from('a shopping list'), /not a picture/],
    ['an empty file', async () => Buffer.alloc(0), /empty/],
    [
      'a speck',
      async () =>
        sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'))
          .png()
          .toBuffer(),
      /too small/,
    ],
    [
      'a drawing',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'),
      /an SVG drawing, which is not read/,
    ],
    ['a header that claims 50,000 × 50,000 pixels', async () => hugePngHeader(), /2500 megapixels/],
    ['a JPEG cut short', async () => (await noisyJpeg()).subarray(0, 9000), /^it is cut short/],
    [
      'a JPEG header alone',
      async () => (await noisyJpeg()).subarray(0, 300),
      /cut short|damaged|not a picture/,
    ],
  ] as const)('refuses %s, and says why', async (_, bytes, reason) => {
    expect(await decodeImage(await bytes(), 1600)).toMatchObject({
      problem: expect.stringMatching(reason),
    })
  })
})

async function decoded(bytes: Uint8Array): Promise<DecodedImage & MendedPicture> {
  const answer = await decodeImage(bytes, 1600)
  if ('problem' in answer) throw new Error(answer.problem)
  return { ...answer.image, ...answer.from }
}

function warmGround(): Sharp {
  return sharp({
    create: { width: 120, height: 80, channels: 3, background: { r: 200, g: 120, b: 60 } },
  })
}

/** Red on the left, blue on the right. */
function twoHalves(): Sharp {
  const half = { create: { width: 60, height: 80, channels: 3 as const, background: '#1e1edc' } }
  return sharp({
    create: { width: 120, height: 80, channels: 3, background: '#dc1e1e' },
  }).composite([{ input: half, left: 60, top: 0 }])
}

function noisyJpeg(): Promise<Buffer> {
  return sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer()
}

function colourAt(pixels: DecodedImage['pixels'], x: number, y: number): number[] {
  const at = (y * pixels.width + x) * 4
  return [...pixels.data.slice(at, at + 3)]
}

expect.extend({
  toBeCloseToColour(received: number[], wanted: number[], tolerance = 8) {
    const pass = wanted.every((value, i) => Math.abs(value - (received[i] ?? 999)) <= tolerance)
    return { pass, message: () => `expected ${received} to be within ${tolerance} of ${wanted}` }
  },
})

declare module 'vitest' {
  interface Assertion {
    toBeCloseToColour(wanted: number[], tolerance?: number): void
  }
}

/** A picture whose every part is another, so that what is missing of it shows. */
function noise(): Sharp {
  const data = Buffer.from(Array.from({ length: 96 * 96 * 3 }, (_, i) => (i * 7919) % 251))
  return sharp(data, { raw: { width: 96, height: 96, channels: 3 } })
}
