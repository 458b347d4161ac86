import { createReadStream } from 'node:fs'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { CuratorError } from '../../terminal/curator-error.ts'
import { decodedText, encodingByMark, encodingNamed, type FileEncoding } from '../text-decoding.ts'
import type { XmlElement } from './xml-element.ts'

/** A record of a LIDO file. */
export type LidoRecord = {
  /** The line it begins on. */
  readonly line: number
  readonly root: XmlElement
  /** Why it was not read to its end; `root` then has what came before. */
  readonly problem: string | undefined
}

/** Characters of a record; those of whole books in it are far below. */
const LARGEST_RECORD = 4 * 1024 * 1024
/** Characters that an element takes besides its name, so that empty ones count as well. */
const ELEMENT_OVERHEAD = 64
/** LIDO nests some twenty deep, a harvester's envelope a few more. */
const DEEPEST_NESTING = 200
/** Characters of one text, tag, comment or document type. */
const LONGEST_TOKEN = 8 * 1024 * 1024

/**
 * The records of a LIDO file, whatever they are wrapped in, each handed on before the next is read.
 * A document type is passed over: its entities are unknown and what it refers to is never read.
 * Throws `CuratorError`, with the line, for a file that is not well-formed.
 */
export async function* readLidoRecords(file: string): AsyncGenerator<LidoRecord> {
  const records: LidoRecord[] = []
  const parser = new SaxesParser({ xmlns: true })
  const quietFor = collectRecords(parser, (record) => records.push(record))
  const pieces = textOf(file)
  try {
    for await (const piece of pieces) {
      try {
        parser.write(piece)
        if (quietFor(piece.length) > LONGEST_TOKEN) {
          throw new Error('a text, tag or comment of more than 8 million characters')
        }
      } finally {
        // Records before the damage are good, and handed on before it is told of.
        yield* records.splice(0)
      }
    }
    parser.close()
  } catch (error) {
    throw asCuratorError(error, file, parser.line)
  }
}

async function* textOf(file: string): AsyncGenerator<string> {
  yield* decodedText(createReadStream(file), await encodingOf(file), { fatal: true })
}

/**
 * Hands on each record as its last tag closes. Gives what tells how many characters have gone by
 * since the parser last had something to say, this many more included.
 */
function collectRecords(
  parser: SaxesParser<{ xmlns: true }>,
  done: (record: LidoRecord) => void,
): (more: number) => number {
  let quiet = 0
  let nesting = 0
  /** The record being read, from its root to the innermost open element. */
  let open:
    | { line: number; nesting: number; size: number; path: XmlElement[]; problem?: string }
    | undefined

  const take = (size: number): boolean => {
    quiet = 0
    if (!open) return false
    open.size += size
    if (open.size > LARGEST_RECORD) open.problem ??= 'the record has more than 4 million characters'
    return open.problem === undefined
  }
  const addText = (text: string): void => {
    const element = open?.path.at(-1)
    if (take(text.length) && element) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  for (const passedOver of ['comment', 'doctype', 'processinginstruction'] as const) {
    parser.on(passedOver, () => take(0))
  }
  parser.on('opentag', (tag) => {
    nesting += 1
    if (nesting > DEEPEST_NESTING) throw new Error(`more than ${DEEPEST_NESTING} elements nested`)
    if (!open && isRecord(tag)) {
      open = { line: parser.line, nesting, size: 0, path: [] }
    }
    const parent = open?.path.at(-1)
    const element = toElement(tag, parent)
    const fits = take(sizeOf(element))
    // The root is kept in any case: it stands for the record.
    if (!open || (!fits && parent)) return
    parent?.children.push(element)
    open.path.push(element)
  })
  parser.on('closetag', () => {
    nesting -= 1
    take(0)
    if (!open) return
    if (nesting < open.nesting) {
      const [root] = open.path
      if (root) done({ line: open.line, root, problem: open.problem })
      open = undefined
    } else if (open.problem === undefined) open.path.pop()
  })
  return (more) => {
    quiet += more
    return quiet
  }
}

/** LIDO 1.0 and 1.1 share a namespace; some exports leave it out. */
function isRecord({ local, uri }: SaxesTagNS): boolean {
  return local === 'lido' && (uri === '' || /^https?:\/\/www\.lido-schema\.org/.test(uri))
}

function toElement({ local, attributes }: SaxesTagNS, parent: XmlElement | undefined): XmlElement {
  const own = Object.values(attributes)
  return {
    name: local,
    attributes: new Map(own.map((each) => [each.local, each.value])),
    language:
      own.find((each) => each.prefix === 'xml' && each.local === 'lang')?.value ??
      parent?.language ??
      '',
    children: [],
    text: '',
  }
}

function sizeOf({ name, attributes }: XmlElement): number {
  let size = ELEMENT_OVERHEAD + name.length
  for (const [key, value] of attributes) size += key.length + value.length
  return size
}

/** See https://www.w3.org/TR/xml/#sec-guessing. */
async function encodingOf(file: string): Promise<FileEncoding> {
  const chunks: Uint8Array[] = []
  for await (const chunk of createReadStream(file, { end: 1023 })) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const marked = encodingByMark(bytes)
  if (marked) return marked
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le'
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be'
  const declaration = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/
  const declared = declaration.exec(bytes.toString('latin1'))?.[1] ?? 'utf-8'
  // ASCII is UTF-8 as well, and is often said of a text that is no ASCII.
  const encoding = /^us-ascii$/i.test(declared) ? 'utf-8' : encodingNamed(declared)
  if (!encoding) {
    throw new CuratorError(`${file} is in ${declared}, which is not read; save it as UTF-8.`)
  }
  return encoding
}

function asCuratorError(error: unknown, file: string, line: number): CuratorError {
  if (error instanceof CuratorError) return error
  const { code, message, syscall } = error as NodeJS.ErrnoException
  if (syscall !== undefined) return new CuratorError(`${file} cannot be read (${message}).`)
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new CuratorError(
      `${file}, after line ${line}: bytes that are no text in the encoding it declares.`,
    )
  }
  // The parser puts line and column first.
  const said = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
  return new CuratorError(`${file}, line ${line}: this is not well-formed XML (${said}).`)
}
