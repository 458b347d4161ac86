import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CuratorError } from '../../terminal/curator-error.ts'
import { decodedText, encodingByMark, type FileEncoding, readEightBit } from '../text-decoding.ts'

/** A CSV file about to be read. */
export type CsvText = {
  readonly delimiter: string
  /** Whether the first line only says what parts the cells, as spreadsheets write: `sep=;`. */
  readonly beginsWithSeparator: boolean
  /** What the curator should know of how it is read. */
  readonly remark: string | undefined
  /** The text from the start, piece by piece; the file is open while it is drawn. */
  pieces(): AsyncGenerator<string>
}

/** Bytes looked at for the line that names the columns. */
const HEAD_BYTES = 1024 * 1024
/** Words outside ASCII that the encoding is judged by. */
const JUDGED_WORDS = 2000

/**
 * Opens a CSV as spreadsheets write it: UTF-8 or UTF-16 by its byte order mark or its zeros, UTF-8
 * where all of it is valid UTF-8, else Windows-1252 or MacRoman by which makes words. Throws
 * `CuratorError` when it cannot be read.
 */
export async function openCsvText(file: string): Promise<CsvText> {
  const { encoding, remark } = await readable(file, () => encodingOf(file))
  let head = ''
  const start = createReadStream(file, { end: HEAD_BYTES - 1 })
  for await (const piece of decodedText(start, encoding)) head += piece
  const [, separator] = /^sep=(.)(?:\r|\n|$)/i.exec(head) ?? []
  return {
    delimiter: separator ?? delimiterOf(head),
    beginsWithSeparator: separator !== undefined,
    remark,
    pieces: () => decodedText(createReadStream(file), encoding),
  }
}

type Found = { readonly encoding: FileEncoding; readonly remark: string | undefined }

/** Reads the file once to its end: only then it is known whether all of it is UTF-8. */
async function encodingOf(file: string): Promise<Found> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) {
      const declared = first ? (encodingByMark(chunk) ?? encodingByZeros(chunk)) : undefined
      if (declared) return { encoding: declared, remark: undefined }
      first = false
      decoder.decode(chunk, { stream: true })
    }
    decoder.decode()
    return { encoding: 'utf-8', remark: undefined }
  } catch (error) {
    if (isNoUtf8(error)) return eightBitEncodingOf(file)
    throw error
  }
}

/** UTF-16 without a mark has a zero beside each ASCII character, and a header is mostly ASCII. */
function encodingByZeros(bytes: Uint8Array): FileEncoding | undefined {
  if (bytes.byteLength < 4) return undefined
  if (bytes[1] === 0 && bytes[3] === 0) return 'utf-16le'
  return bytes[0] === 0 && bytes[2] === 0 ? 'utf-16be' : undefined
}

async function eightBitEncodingOf(file: string): Promise<Found> {
  const words: string[] = []
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    words.push(...wordsOutsideAscii(chunk.toString('latin1')))
    if (words.length >= JUDGED_WORDS) break
  }
  const { encoding, example, doubtful } = readEightBit(words)
  if (!doubtful && encoding === 'windows-1252') return { encoding, remark: undefined }
  const name = encoding === 'macintosh' ? 'MacRoman' : 'Windows-1252'
  const remark = `it is not UTF-8 and says nothing of its encoding; read as ${name}, it has words such as “${example}”${doubtful ? ', which look wrong' : ''}. Save it as UTF-8 if that is not what it says`
  return { encoding, remark }
}

function wordsOutsideAscii(text: string): string[] {
  return text.split(/[\s,;"]+/).filter((word) => /[\u0080-\u00ff]/.test(word))
}

function isNoUtf8(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
}

async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    // Read more than once, which a pipe does not allow.
    if (!(await stat(file)).isFile()) throw new CuratorError(`${file} is not a file.`)
    return await read()
  } catch (error) {
    if (error instanceof CuratorError) throw error
    const { code, message } = error as NodeJS.ErrnoException
    throw new CuratorError(
      code === 'ENOENT'
        ? `There is no file ${file}; check the path.`
        : `${file} cannot be read (${message}).`,
    )
  }
}

const DELIMITERS = [',', ';', '\t', '|'] as const

/** The delimiter a CSV uses: the most frequent in its first line, outside quotes. */
function delimiterOf(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]))
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) break
    else if (!quoted && counts.has(character)) {
      counts.set(character, (counts.get(character) ?? 0) + 1)
    }
  }
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0]
}
