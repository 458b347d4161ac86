import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CuratorError } from '../../terminal/curator-error.ts'
import { decodedText, encodingByMark, type FileEncoding } from '../text-decoding.ts'

/** A CSV file about to be read. */
export type CsvText = {
  readonly delimiter: string
  /** The text from the start, piece by piece; the file is open while it is drawn. */
  pieces(): AsyncGenerator<string>
}

/** Bytes looked at for the line that names the columns. */
const HEAD_BYTES = 1024 * 1024

/**
 * Opens a CSV as spreadsheets write it: UTF-8 or UTF-16 by its byte order mark, UTF-8 without one
 * where all of it is valid UTF-8, else Windows-1252. Throws `CuratorError` when it cannot be read.
 */
export async function openCsvText(file: string): Promise<CsvText> {
  const encoding = await readable(file, () => encodingOf(file))
  let head = ''
  const start = createReadStream(file, { end: HEAD_BYTES - 1 })
  for await (const piece of decodedText(start, encoding)) head += piece
  return {
    delimiter: delimiterOf(head),
    pieces: () => decodedText(createReadStream(file), encoding),
  }
}

/** Whether every byte is valid UTF-8 shows only at the end: the file is gone through once for it. */
async function encodingOf(file: string): Promise<FileEncoding> {
  const bytes = createReadStream(file)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
      const marked = first ? encodingByMark(chunk) : undefined
      if (marked) return marked
      first = false
      decoder.decode(chunk, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (isNoUtf8(error)) return 'windows-1252'
    throw error
  }
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

const DELIMITERS = [',', ';', '\t'] as const

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
