import type { DecodedImage } from '../../embeddings/node/decode-image.ts'
import type { Refusal } from '../contract/failures.ts'

/**
 * A message between the server and the decoding process, over standard input and output: a JSON
 * head and bytes, each after its length (two 32-bit numbers come first). Node's own channel would
 * copy them into memory that cannot be overwritten.
 */
export type Frame = { readonly head: DecodingHead; readonly bytes: Uint8Array<ArrayBuffer> }

export type DecodingHead =
  | { readonly type: 'ready' }
  /** Carries the bytes of a picture file. */
  | { readonly type: 'picture' }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  /** Carries the pixels, with their size and the size of the picture. */
  | ({
      readonly type: 'decoded'
      readonly pixelsWidth: number
      readonly pixelsHeight: number
    } & Pick<DecodedImage, 'width' | 'height'>)

const PREFIX_BYTES = 8
/** Larger than the pixels of any analysis and the largest upload. */
const MAX_FRAME_BYTES = 64 * 1024 * 1024

/** The pieces to write one after the other. The last is `bytes` itself, not a copy. */
export function frame(head: DecodingHead, bytes = new Uint8Array()): Uint8Array[] {
  const words = Buffer.from(JSON.stringify(head))
  const prefix = Buffer.alloc(PREFIX_BYTES)
  prefix.writeUInt32LE(words.length, 0)
  prefix.writeUInt32LE(bytes.byteLength, 4)
  return [prefix, words, bytes]
}

/**
 * Assembles frames from the arriving pieces, and blanks each piece once it is copied. Throws on an
 * invalid frame.
 */
export function frameReader(got: (frame: Frame) => void): (piece: Uint8Array) => void {
  let wanted = new Uint8Array(PREFIX_BYTES)
  let filled = 0
  let onFilled = prefixCame

  function want(length: number, then: typeof onFilled): void {
    filled = 0
    onFilled = then
    wanted = new Uint8Array(length)
  }

  function prefixCame(prefix: Uint8Array<ArrayBuffer>): void {
    const numbers = new DataView(prefix.buffer)
    const [wordBytes, bytes] = [numbers.getUint32(0, true), numbers.getUint32(4, true)]
    if (wordBytes + bytes > MAX_FRAME_BYTES) throw new RangeError('So long a frame is never said.')
    want(wordBytes, (words) => {
      const head: DecodingHead = JSON.parse(new TextDecoder().decode(words))
      const whole = (all: Uint8Array<ArrayBuffer>): void => {
        want(PREFIX_BYTES, prefixCame)
        got({ head, bytes: all })
      }
      if (bytes > 0) want(bytes, whole)
      else whole(new Uint8Array())
    })
  }

  return (piece) => {
    for (let from = 0; from < piece.length; ) {
      const part = piece.subarray(from, from + wanted.length - filled)
      wanted.set(part, filled)
      filled += part.length
      from += part.length
      if (filled === wanted.length) onFilled(wanted)
    }
    piece.fill(0)
  }
}
