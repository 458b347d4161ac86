import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Refused } from './network-problem.ts'

/** What a run has fetched so far. */
export type Figures = {
  /** Requests made, redirects and further tries among them. */
  requests: number
  /** Of answers' bodies, as they came over the wire. */
  bytes: number
  /** Documents and pictures that were answered from the cache, unasked or by a 304. */
  fromCache: number
}

/** An answer whose body is still to be read. */
export type Reply = {
  /** Where it came from, after redirects. */
  readonly url: URL
  readonly status: number
  /** A header by its name in lower case. */
  header(name: string): string | undefined
  /** As it comes over the wire. */
  readonly body: Readable
}

export function isHtml(reply: Reply): boolean {
  return /^(text\/html|application\/xhtml\+xml)\b/i.test(reply.header('content-type') ?? '')
}

/** By what a server tells whether something has changed. */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null }

export function validatorsOf({ header }: Reply): Validators {
  return { etag: header('etag') ?? null, lastModified: header('last-modified') ?? null }
}

/** Asks for it only if it has changed; nothing is asked so where there is no copy. */
export function ifChanged(known: Validators | undefined): Record<string, string> {
  return {
    ...(known?.etag && { 'if-none-match': known.etag }),
    ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
  }
}

/** What `If-Range` takes: a weak ETag does not promise the same bytes (RFC 9110, 13.1.5). */
export function strongValidator({ etag, lastModified }: Validators): string | null {
  return etag && !etag.startsWith('W/') ? etag : lastModified
}

/**
 * How long a `Retry-After` header asks to wait, in milliseconds: a number of seconds, or a date
 * (RFC 9110, 10.2.3). Undefined when there is none or it means nothing; a date that has passed is
 * 0.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text) * 1000
  if (!HTTP_DATE.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}

/** `Date.parse` alone would read "-5" and "1.5" as years. */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2}/

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
