import sharp from 'sharp'
import { paintedSitter } from '../painted-sitters.ts'

/** A picture file as a person at home has it. */
export type PictureFile = { readonly name: string; readonly bytes: Buffer }

/** A face that no museum of these tests hangs, unless it is asked for by its number. */
export async function pictureOf(number: number): Promise<PictureFile> {
  return { name: `${number}.webp`, bytes: await paintedSitter(number) }
}

/** Several pictures side by side, each 480 px high. */
export async function sideBySide(pictures: readonly PictureFile[]): Promise<PictureFile> {
  const shown = await Promise.all(
    pictures.map(({ bytes }) =>
      sharp(bytes).resize({ height: 480 }).png().toBuffer({ resolveWithObject: true }),
    ),
  )
  const width = shown.reduce((sum, { info }) => sum + info.width, 0)
  let left = 0
  const parts = shown.map(({ data, info }) => {
    const part = { input: data, left, top: 0 }
    left += info.width
    return part
  })
  const bytes = await sharp({ create: { width, height: 480, channels: 3, background: '#8d8a84' } })
    .composite(parts)
    .jpeg({ quality: 92 })
    .toBuffer()
  return { name: 'together.jpg', bytes }
}

/** Lies on its side as it is stored, and its EXIF says so, as phones write them. */
export async function storedOnItsSide({ bytes }: PictureFile): Promise<PictureFile> {
  const turned = await sharp(bytes).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  return { name: 'turned.jpg', bytes: turned }
}

export async function inTheDark({ bytes }: PictureFile): Promise<PictureFile> {
  return { name: 'dark.jpg', bytes: await sharp(bytes).linear(0.03, 2).jpeg().toBuffer() }
}

/** The picture so small, on a grey ground so large, both in pixels. */
export async function farAway(
  { bytes }: PictureFile,
  heightPx: number,
  groundPx: number,
): Promise<PictureFile> {
  const small = await sharp(bytes).resize({ height: heightPx }).png().toBuffer()
  const ground = { width: groundPx, height: groundPx, channels: 3, background: '#8d8a84' } as const
  return {
    name: 'far.png',
    bytes: await sharp({ create: ground })
      .composite([{ input: small }])
      .png()
      .toBuffer(),
  }
}

/** The picture 220 px high, and beside it once more, so small. */
export async function besideItself({ bytes }: PictureFile, smallPx: number): Promise<PictureFile> {
  const sized = (height: number) => sharp(bytes).resize({ height }).png().toBuffer()
  const ground = { width: 400, height: 240, channels: 3, background: '#8d8a84' } as const
  const together = sharp({ create: ground }).composite([
    { input: await sized(220), left: 10, top: 10 },
    { input: await sized(smallPx), left: 260, top: 60 },
  ])
  return { name: 'beside-itself.png', bytes: await together.png().toBuffer() }
}

export async function emptyWall(): Promise<PictureFile> {
  const wall = { width: 640, height: 480, channels: 3, background: '#8d8a84' } as const
  return { name: 'wall.jpg', bytes: await sharp({ create: wall }).jpeg().toBuffer() }
}

/** The first bytes of a HEIC file, which no Chromium reads. */
export function heicFile(): PictureFile {
  const brand = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  return { name: 'IMG_0001', bytes: Buffer.concat([brand, Buffer.alloc(400)]) }
}
