import { pipeline, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Refused } from './refused.ts'
import type { Reply } from './reply.ts'
import type { Figures } from './web.ts'

/**
 * The bytes of an answer, decompressed, as they come in. Throws `Refused` as soon as it is known
 * that there are more than `limitBytes`: by its header, or by counting what it decompresses to.
 */
export async function* readBody(
  reply: Reply,
  limitBytes: number,
  figures: Figures,
): AsyncGenerator<Buffer> {
  const { url, header } = reply
  if (Number(header('content-length') ?? 0) > limitBytes) throw tooLarge(url, limitBytes)
  let bytes = 0
  for await (const piece of decompressed(reply, figures)) {
    bytes += piece.byteLength
    if (bytes > limitBytes) throw tooLarge(url, limitBytes)
    yield piece
  }
}

/** The start of an answer's text, to see what it says. */
export async function readStart(reply: Reply, bytes: number, figures: Figures): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of decompressed(reply, figures)) {
    pieces.push(piece)
    length += piece.byteLength
    if (length >= bytes) break
  }
  return Buffer.concat(pieces).subarray(0, bytes).toString('utf8')
}

function decompressed(reply: Reply, figures: Figures): AsyncIterable<Buffer> {
  const encoding = encodingOf(reply)
  if (encoding === undefined) return received(reply, figures)
  const decompressor = DECOMPRESSORS[encoding]
  if (!decompressor) {
    throw new Refused(`${reply.url} is compressed in a way that is not read (${encoding})`)
  }
  // A failure at either end comes out where the pieces are read.
  return pipeline(received(reply, figures), decompressor(), () => {})
}

/** How an answer is compressed for its way; undefined when it is not. */
export function encodingOf({ header }: Reply): string | undefined {
  const encoding = header('content-encoding')?.trim().toLowerCase() ?? ''
  return encoding === '' || encoding === 'identity' ? undefined : encoding
}

async function* received({ body }: Reply, figures: Figures): AsyncGenerator<Buffer> {
  for await (const piece of body) {
    figures.bytes += piece.byteLength
    yield piece
  }
}

const DECOMPRESSORS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

function tooLarge(url: URL, limitBytes: number): Refused {
  return new Refused(`${url} is larger than ${Math.round(limitBytes / 1e6)} MB`)
}
