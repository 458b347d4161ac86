import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { type DecodedImage, decodeImage } from '../../embeddings/node/decode-image.ts'
import { hugePngHeader } from '../indexer/huge-png.ts'

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
      /svg pictures are not read/,
    ],
    ['a header that claims 50,000 × 50,000 pixels', async () => hugePngHeader(), /2500 megapixels/],
    ['a JPEG cut short', async () => (await noisyJpeg()).subarray(0, 9000), /damaged or cut short/],
    [
      'a JPEG header alone',
      async () => (await noisyJpeg()).subarray(0, 300),
      /damaged|not a picture/,
    ],
  ] as const)('refuses %s, and says why', async (_, bytes, reason) => {
    expect(await decodeImage(await bytes(), 1600)).toMatchObject({
      problem: expect.stringMatching(reason),
    })
  })
})

async function decoded(bytes: Uint8Array): Promise<DecodedImage> {
  const answer = await decodeImage(bytes, 1600)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer.image
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
