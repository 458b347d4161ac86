/**
 * Reads a QR code as a telephone does after it has found the modules, written from ISO/IEC 18004
 * and not from the library that draws them: versions 2 to 6, bytes, no module damaged. Dark modules
 * are true; the quiet zone may be around them.
 */
export function readCode(drawn: readonly (readonly boolean[])[]): {
  readonly text: string
  readonly correction: 'L' | 'M' | 'Q' | 'H'
} {
  const code = withoutQuietZone(drawn)
  const size = code.length
  const version = (size - 17) / 4
  const dark = (x: number, y: number) => code[y]?.[x] === true
  const format = [0, 1, 2, 3, 4, 5, 7, 8].reduce((bits, x) => bits * 2 + Number(dark(x, 8)), 0)
  const plain = format ^ 0b10101000
  const correction = (['M', 'L', 'H', 'Q'] as const)[plain >> 6] ?? 'M'
  const mask = MASKS[(plain >> 3) & 7] as (x: number, y: number) => boolean

  const bits: number[] = []
  let upwards = true
  for (let right = size - 1; right > 0; right -= 2) {
    // The column of the timing pattern is left out.
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const y = upwards ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        if (!isFunction(x, y, size)) bits.push(Number(dark(x, y) !== mask(x, y)))
      }
    }
    upwards = !upwards
  }
  const codewords = Array.from({ length: bits.length >> 3 }, (_, at) => numberOf(bits, at * 8, 8))
  const [blocks, length] = BLOCKS[`${version}${correction}`] ?? [0, 0]
  if (blocks === 0) throw new Error(`Codes of version ${version}-${correction} are not read here.`)
  const data = Array.from({ length: blocks }, (_, block) =>
    Array.from({ length }, (_, at) => codewords[at * blocks + block] as number),
  ).flat()
  const stream = data.flatMap((byte) => [...byte.toString(2).padStart(8, '0')].map(Number))
  if (numberOf(stream, 0, 4) !== 4) throw new Error('The code does not hold bytes.')
  const count = numberOf(stream, 4, 8)
  const bytes = Array.from({ length: count }, (_, at) => numberOf(stream, 12 + at * 8, 8))
  return { text: new TextDecoder().decode(Uint8Array.from(bytes)), correction }
}

/** Blocks, and data codewords in each, by version and correction; those whose blocks are alike. */
const BLOCKS: Readonly<Record<string, readonly [number, number]>> = {
  ...{ '2L': [1, 34], '2M': [1, 28], '2Q': [1, 22], '2H': [1, 16] },
  ...{ '3L': [1, 55], '3M': [1, 44], '3Q': [2, 17], '3H': [2, 13] },
  ...{ '4L': [1, 80], '4M': [2, 32], '4Q': [2, 24], '4H': [4, 9] },
  ...{ '5L': [1, 108], '5M': [2, 43], '6L': [2, 68], '6M': [4, 27], '6Q': [4, 19] },
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** Finders with their formats, timing patterns, and the one alignment pattern of these versions. */
function isFunction(x: number, y: number, size: number): boolean {
  const inCorner = (x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9)
  const centre = size - 7
  const isAligning = Math.abs(x - centre) <= 2 && Math.abs(y - centre) <= 2
  return inCorner || x === 6 || y === 6 || isAligning
}

function numberOf(bits: readonly number[], from: number, length: number): number {
  return bits.slice(from, from + length).reduce((number, bit) => number * 2 + bit, 0)
}

function withoutQuietZone(drawn: readonly (readonly boolean[])[]): readonly (readonly boolean[])[] {
  const rows = drawn.flatMap((row, y) => (row.includes(true) ? [y] : []))
  const [first = 0, last = 0] = [rows[0], rows.at(-1)]
  return drawn.slice(first, last + 1).map((row) => row.slice(first, last + 1))
}
