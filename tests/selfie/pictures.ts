import sharp from 'sharp'
import { inventedSitters } from '../../indexer/invented-sitters/invented-sitters.ts'
import { paintSitter } from '../../indexer/invented-sitters/paint-sitter.ts'

/** A picture file as a person at home has it. */
export type PictureFile = { readonly name: string; readonly bytes: Buffer }

/** A face that no museum of these tests hangs, unless it is asked for by its number. */
export async function pictureOf(number: number): Promise<PictureFile> {
  const sitter = inventedSitters().find((each) => each.number === number)
  if (sitter === undefined) throw new Error(`There is no invented sitter ${number}.`)
  return { name: `${number}.jpg`, bytes: await paintSitter(sitter) }
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

/** The picture so small, on a large grey ground. */
export async function farAway({ bytes }: PictureFile, heightPx: number): Promise<PictureFile> {
  const small = await sharp(bytes).resize({ height: heightPx }).png().toBuffer()
  const ground = { width: 300, height: 300, channels: 3, background: '#8d8a84' } as const
  return {
    name: 'far.png',
    bytes: await sharp({ create: ground })
      .composite([{ input: small }])
      .png()
      .toBuffer(),
  }
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
