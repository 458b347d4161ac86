/** An encoding by the name that the WHATWG encoding standard gives it, such as `utf-8`. */
export type FileEncoding = string

/** The encoding of a label such as `ISO-8859-15`; undefined for one that nobody reads. */
export function encodingNamed(label: string): FileEncoding | undefined {
  try {
    return new TextDecoder(label).encoding
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return undefined
  }
}

/** The encoding by a file's byte order mark; undefined where there is none. */
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

/** Written out because Node 20's own decoder reads Latin-1 and loses dashes and quotes. */
function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (byte) => WINDOWS_1252[byte.charCodeAt(0) - 0x80] as string)
}

/** How a text of one byte a character is read, which nothing in it declares. */
export type EightBitReading = {
  readonly encoding: 'windows-1252' | 'macintosh'
  /** A word as it is read so; empty where all is ASCII. */
  readonly example: string
  /** Whether many of the words look like no language. */
  readonly doubtful: boolean
}

/** Letters and marks of Western European languages outside ASCII. */
const LOWER = /[äöüßéèêëàâçñóíúáôîïûùœæøåãõìòðþýÿ]/
const CAPITAL = /[ÄÖÜÉÈÊÇÑÓÁÀÍÚÔÎŒÆØÅÃÕÞÝ]/
const MARK = /[“”„‘’–—…«»©®°·€£½¼¾¿¡ªº§ ]/
/** Above this share of unlikely characters a reading is doubted. */
const DOUBTED_SHARE = 0.2

/** Reads words, each byte as one character, as Windows-1252 or MacRoman, whichever makes sense. */
export function readEightBit(words: readonly string[]): EightBitReading {
  const macRoman = new TextDecoder('macintosh')
  const readings = (['windows-1252', 'macintosh'] as const).map((encoding) => {
    const read = words.map((word) => {
      const bytes = Buffer.from(word, 'latin1')
      return encoding === 'macintosh' ? macRoman.decode(bytes) : decodeWindows1252(bytes)
    })
    return { encoding, example: read[0] ?? '', ...oddnessOf(read) }
  })
  const [windows, mac] = readings as [(typeof readings)[number], (typeof readings)[number]]
  const best = mac.odd < windows.odd ? mac : windows
  return {
    encoding: best.encoding,
    example: best.example,
    doubtful: best.odd > best.all * DOUBTED_SHARE,
  }
}

/** How many of the characters outside ASCII are unlikely where they stand. */
function oddnessOf(words: readonly string[]): { readonly odd: number; readonly all: number } {
  let odd = 0
  let all = 0
  for (const word of words) {
    for (let at = 0; at < word.length; at++) {
      const character = word.charAt(at)
      if (character < '\u0080') continue
      all += 1
      const before = word.charAt(at - 1)
      const within = /\p{L}/u.test(before) && /\p{L}/u.test(word.charAt(at + 1))
      const likely =
        LOWER.test(character) ||
        (CAPITAL.test(character) && !/\p{Ll}/u.test(before)) ||
        (MARK.test(character) && (!within || character === '’'))
      if (!likely) odd += 1
    }
  }
  return { odd, all }
}
