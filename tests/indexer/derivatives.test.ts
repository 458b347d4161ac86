import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { closerPicture } from '../../indexer/images/derivatives.ts'
import { decodePicture } from '../decode-picture.ts'

/** A wide painting, blue on its left half. */
async function painting(width: number, height: number, orientation?: number): Promise<Buffer> {
  const left = { create: { width: width / 2, height, channels: 3, background: '#2040a0' } } as const
  return sharp({ create: { width, height, channels: 3, background: '#c89050' } })
    .composite([{ input: await sharp(left).png().toBuffer(), left: 0, top: 0 }])
    .withMetadata(orientation === undefined ? {} : { orientation })
    .jpeg()
    .toBuffer()
}

describe('the picture to look at closely', () => {
  it('is as large as the source, up to 4096 pixels', async () => {
    for (const [width, height, wide, high] of [
      [2000, 500, 2000, 500],
      [5000, 1000, 4096, 819],
    ] as const) {
      const closer = await closerPicture(await painting(width, height), { width, height })
      expect([closer?.width, closer?.height]).toEqual([wide, high])
      const { format, chromaSubsampling } = await sharp(closer?.bytes).metadata()
      expect([format, chromaSubsampling]).toEqual(['jpeg', '4:2:0'])
    }
  })

  it('is not made where the display picture shows as much', async () => {
    expect(
      await closerPicture(await painting(1800, 400), { width: 1800, height: 400 }),
    ).toBeUndefined()
  })

  it('stands upright, and tells nothing of the camera', async () => {
    // Turned a quarter clockwise: what was left comes to the top.
    const turned = await painting(2400, 800, 6)
    const closer = await closerPicture(turned, { width: 800, height: 2400 })
    expect([closer?.width, closer?.height]).toEqual([800, 2400])
    const bytes = closer?.bytes as Uint8Array
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    const [red, , blue] = (await decodePicture(bytes)).data.subarray(4 * 400)
    expect(blue).toBeGreaterThan(red as number)
  })
})
