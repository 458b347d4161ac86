import { CsvError, type Parser, parse } from 'csv-parse'
import type { CsvText } from './csv-text.ts'

/** A row of a CSV, or a line that is none and why; `line` is where it ends. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly problem: string }

type ParsedRow = {
  readonly record: readonly string[]
  readonly raw: string
  readonly info: { readonly lines: number; readonly bytes: number }
}

/** Bytes of one row: a quote that is never closed ends here and not at the end of memory. */
const LONGEST_ROW = 256 * 1024
/** Characters of one cell; no label is as long. */
const LONGEST_CELL = 20_000

/**
 * The rows of a CSV, one by one. Quotes inside a cell are characters of it. A line whose quote is
 * never closed is told of, and reading goes on with the line after it.
 */
export async function* csvRows({ delimiter, pieces }: CsvText): AsyncGenerator<CsvRow> {
  /** What was drawn since the end of the last good row, and how many lines came before it. */
  let kept = Buffer.alloc(0)
  let linesBefore = 0
  let reading = new Reading(delimiter, linesBefore)
  let isBroken = false
  for await (const piece of pieces()) {
    const bytes = Buffer.from(piece)
    kept = Buffer.concat([kept, bytes])
    yield* taken(bytes)
  }
  yield* taken(undefined)

  /** Reads on to the end of what was drawn; `bytes` is what came last, undefined at the end. */
  async function* taken(bytes: Buffer | undefined): AsyncGenerator<CsvRow> {
    let next = bytes
    for (;;) {
      if (isBroken) {
        const end = endOfLine(kept) ?? (bytes ? undefined : kept.length)
        kept = kept.subarray(end ?? kept.length)
        // The rest of the line is still to come.
        if (end === undefined) return
        linesBefore += 1
        yield { line: linesBefore, problem: 'a quote that opens in this line is never closed' }
        reading = new Reading(delimiter, linesBefore)
        next = kept
      }
      const read = await reading.read(next, bytes === undefined)
      isBroken = read.isBroken
      for (const row of read.rows) {
        kept = kept.subarray(row.bytes)
        linesBefore = row.line
        yield { line: row.line, cells: row.cells }
      }
      if (!isBroken) return
      const blank = /^[\r\n]*/.exec(kept.toString('latin1', 0, 1024))?.[0] ?? ''
      linesBefore += linesIn(blank)
      kept = kept.subarray(blank.length)
    }
  }
}

type ReadRow = { readonly line: number; readonly cells: readonly string[]; readonly bytes: number }

/** A parser from one line on, up to the first row that is broken. */
class Reading {
  readonly #parser: Parser
  #rows: ReadRow[] = []
  #error: Error | undefined

  constructor(delimiter: string, linesBefore: number) {
    let bytesBefore = 0
    this.#parser = parse({
      delimiter,
      info: true,
      max_record_size: LONGEST_ROW,
      raw: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      ltrim: true,
      on_record: (parsed) => {
        const { record, raw, info } = parsed as unknown as ParsedRow
        if (isOfSeveralRows(record, raw)) throw new UnclosedQuote()
        const line = linesBefore + info.lines
        this.#rows.push({ line, cells: record.map(cellOf), bytes: info.bytes - bytesBefore })
        bytesBefore = info.bytes
        return null
      },
    })
    this.#parser.on('error', (error) => {
      this.#error = error
    })
  }

  async read(bytes: Buffer | undefined, isEnd: boolean) {
    if (bytes) await new Promise<void>((done) => this.#parser.write(bytes, () => done()))
    if (isEnd && !this.#error) {
      this.#parser.resume()
      await new Promise<void>((done) => this.#parser.end(done).once('close', done))
    }
    const error = this.#error
    if (error && !(error instanceof CsvError || error instanceof UnclosedQuote)) throw error
    const rows = this.#rows
    this.#rows = []
    return { rows, isBroken: error !== undefined }
  }
}

class UnclosedQuote extends Error {
  override readonly name = 'UnclosedQuote'
}

/** A cell that begins with a quote as a character and has line breaks has swallowed other rows. */
function isOfSeveralRows(cells: readonly string[], raw: string): boolean {
  return !raw.includes('"""') && cells.some((cell) => cell.startsWith('"') && /[\r\n]/.test(cell))
}

/** A closing quote with spaces after it still closes; any other within a cell is a character. */
function cellOf(parsed: string): string {
  const cell = parsed.slice(0, LONGEST_CELL).trim()
  const isQuoted = cell.length > 1 && cell.indexOf('"', 1) === cell.length - 1
  return isQuoted && cell.startsWith('"') && parsed.length > cell.length ? cell.slice(1, -1) : cell
}

function linesIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}

function endOfLine(bytes: Buffer): number | undefined {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === 0x0a) return at + 1
    if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? at + 2 : at + 1
  }
  return undefined
}
