import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { brotliDecompressSync } from 'node:zlib'

const resolve = createRequire(import.meta.url).resolve

/** The letters that a file of a typeface is asked for, and those it has. */
type Face = { readonly asked: (letter: number) => boolean; readonly file: string }

/** The `@font-face` rules of a stylesheet, by family. */
export function facesOf(stylesheet: string): Map<string, Face[]> {
  const css = readFileSync(stylesheet, 'utf8')
  const faces = new Map<string, Face[]>()
  for (const [, rule = ''] of css.matchAll(/@font-face\s*\{([^}]*)\}/g)) {
    if (/font-style:\s*italic/.test(rule)) continue
    const family = /font-family:\s*['"]([^'"]+)/.exec(rule)?.[1] ?? ''
    const url = /url\(['"]?([^)'"]+)/.exec(rule)?.[1] ?? ''
    const ranges = (/unicode-range:\s*([^;]+)/.exec(rule)?.[1] ?? '').split(',').map((range) => {
      const [from = '', to = from] = range.trim().slice(2).split('-')
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
    })
    const file = url.startsWith('.') ? new URL(url, `file://${stylesheet}`).pathname : resolve(url)
    const asked = (letter: number) => ranges.some(([from, to]) => from <= letter && letter <= to)
    faces.set(family, [...(faces.get(family) ?? []), { asked, file }])
  }
  return faces
}

const lettersOfFile = new Map<string, ReadonlySet<number>>()

/** Whether a browser finds a letter in one of these faces: asked for there, and there. */
export function hasLetter(faces: readonly Face[], letter: number): boolean {
  return faces.some(({ asked, file }) => asked(letter) && lettersIn(file).has(letter))
}

function lettersIn(file: string): ReadonlySet<number> {
  const known = lettersOfFile.get(file)
  if (known !== undefined) return known
  const letters = readLetters(cmapOf(readFileSync(file)))
  lettersOfFile.set(file, letters)
  return letters
}

const HEADER_BYTES = 48
/** Indices of tables in WOFF2's list of known tags (W3C WOFF 2.0, section 4.1). */
const CMAP = 0
const GLYF = 10
const LOCA = 11
const ANY_TAG = 63

/** The `cmap` table of a WOFF2 file, which that format never transforms. */
function cmapOf(file: Buffer): Buffer {
  let at = HEADER_BYTES
  const number = () => {
    let value = 0
    for (;;) {
      const byte = file.readUInt8(at++)
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
  }
  let offset = 0
  let cmap: readonly [number, number] | undefined
  for (let table = file.readUInt16BE(12); table > 0; table--) {
    const flags = file.readUInt8(at++)
    const tag = flags & 63
    if (tag === ANY_TAG) at += 4
    const transform = flags >> 6
    const isTransformed = tag === GLYF || tag === LOCA ? transform !== 3 : transform !== 0
    const length = number()
    const stored = isTransformed ? number() : length
    if (tag === CMAP) cmap = [offset, stored]
    offset += stored
  }
  if (cmap === undefined) throw new Error('The font has no cmap.')
  const compressed = file.subarray(at, at + file.readUInt32BE(20))
  return brotliDecompressSync(compressed).subarray(cmap[0], cmap[0] + cmap[1])
}

/** All letters of the `cmap` subtables of formats 4 and 12 (OpenType 1.9). */
function readLetters(cmap: Buffer): ReadonlySet<number> {
  const letters = new Set<number>()
  const add = (from: number, to: number) => {
    for (let letter = from; letter <= to; letter++) letters.add(letter)
  }
  for (let record = 0; record < cmap.readUInt16BE(2); record++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + 8 * record + 4))
    const format = table.readUInt16BE(0)
    if (format === 12) {
      for (let group = 0; group < table.readUInt32BE(12); group++) {
        add(table.readUInt32BE(16 + 12 * group), table.readUInt32BE(20 + 12 * group))
      }
    } else if (format === 4) {
      const doubled = table.readUInt16BE(6)
      for (let segment = 0; segment < doubled; segment += 2) {
        const end = table.readUInt16BE(14 + segment)
        const start = table.readUInt16BE(16 + doubled + segment)
        if (start !== 0xffff) add(start, end)
      }
    }
  }
  return letters
}
