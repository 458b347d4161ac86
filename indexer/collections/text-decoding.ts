/** The encodings in which curators' files come. */
export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** The encoding that a file's first bytes declare by a byte order mark; undefined where there is none. */
export function encodingByMark(bytes: Uint8Array): FileEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  return undefined
}

/**
 * The text of a file, piece by piece, without its byte order mark. Bytes that stand for nothing in
 * the encoding become U+FFFD, or a `TypeError` where `fatal`.
 */
export async function* decodedText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: FileEncoding,
  { fatal = false }: { readonly fatal?: boolean } = {},
): AsyncGenerator<string> {
  if (encoding === 'windows-1252') {
    for await (const chunk of chunks) yield decodeWindows1252(chunk)
    return
  }
  const decoder = new TextDecoder(encoding, { fatal })
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

/** Bytes 0x80 to 0x9F; the others stand for the code point of their value. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

/** Written out because Node 20's own decoder of that name reads Latin-1, losing dashes and quotes. */
function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (byte) => WINDOWS_1252[byte.charCodeAt(0) - 0x80] as string)
}
