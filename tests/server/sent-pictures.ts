import sharp, { type Sharp } from 'sharp'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'
import { pngFile } from '../png-file.ts'
import type { ServedMuseum } from './museum.ts'

export type Fields = Readonly<Record<string, string | readonly string[]>>

/** A form with a picture in its field `image`, and other fields. */
export function pictureForm(picture: Uint8Array, fields: Fields = {}): FormData {
  const form = new FormData()
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) form.append(name, value)
  }
  form.append('image', fileOf(picture), 'picture')
  return form
}

export function fileOf(bytes: Uint8Array): Blob {
  return new Blob([Uint8Array.from(bytes)])
}

export function sendForm(server: ServedMuseum, form: FormData): Promise<Response> {
  return server.get('/api/v1/match', { method: 'POST', body: form })
}

/** The drawn face, or several of them side by side, on a dark ground. */
export async function facesInARow(widths: readonly number[]): Promise<Sharp> {
  const faces = await Promise.all(
    widths.map(async (width) =>
      sharp(await drawnFace())
        .resize(width)
        .png()
        .toBuffer(),
    ),
  )
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width, 0))
  const width = widths.reduce((sum, each) => sum + each, 0)
  const height = Math.ceil(Math.max(...widths) * 1.2)
  return sharp(
    await sharp({ create: { width, height, channels: 3, background: '#332c24' } })
      .composite(faces.map((input, at) => ({ input, left: lefts[at] as number, top: 0 })))
      .png()
      .toBuffer(),
  )
}

export function plainPicture(width: number, height: number, background: string): Sharp {
  return sharp({ create: { width, height, channels: 3, background } })
}

/** A real PNG of 20,000 × 20,000 white pixels: some 50 KB that decode to 400 MB. */
export function bomb(): Buffer {
  const side = 20_000
  // One bit a pixel, grey.
  const rows = Buffer.alloc(side * (1 + side / 8), 0xff)
  for (let row = 0; row < side; row++) rows[row * (1 + side / 8)] = 0
  return pngFile({ side, bitDepth: 1, colourType: 0 }, rows)
}
