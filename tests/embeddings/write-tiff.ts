/** What a TIFF of one colour is made of. */
type Plain = {
  /** The value of each channel. */
  readonly pixel: readonly number[]
  readonly bits: 8 | 16 | 32
  /** 1 unsigned, 2 signed, 3 floating point. */
  readonly sampleFormat?: 1 | 2 | 3
  /** 1 grey, 2 RGB, 5 CMYK, 8 Lab. */
  readonly photometric?: number
  /** What is said of the channels besides the colours: 0 nothing, 1 and 2 transparency. */
  readonly extraSamples?: readonly number[]
}

const SIDE_PX = 64

/** A TIFF in formats that sharp does not write: 64 × 64 pixels, uncompressed, little-endian. */
export function plainTiff({
  pixel,
  bits,
  sampleFormat = 1,
  photometric = 2,
  extraSamples,
}: Plain): Buffer {
  const pixels = SIDE_PX * SIDE_PX
  const data = Buffer.alloc(pixels * pixel.length * (bits / 8))
  for (let sample = 0; sample < pixels * pixel.length; sample++) {
    const value = pixel[sample % pixel.length] ?? 0
    const at = sample * (bits / 8)
    if (sampleFormat === 3) data.writeFloatLE(value, at)
    else if (sampleFormat === 2) data.writeIntLE(value, at, bits / 8)
    else data.writeUIntLE(value, at, bits / 8)
  }
  const each = (value: number): number[] => pixel.map(() => value)
  const tags: [number, readonly number[]][] = [
    [256, [SIDE_PX]],
    [257, [SIDE_PX]],
    [258, each(bits)],
    [259, [1]],
    [262, [photometric]],
    [277, [pixel.length]],
    [278, [SIDE_PX]],
    [284, [1]],
    ...(extraSamples ? [[338, extraSamples] as [number, readonly number[]]] : []),
    [339, each(sampleFormat)],
  ]
  const entries = tags.length + 2
  const afterDirectory = 8 + 2 + entries * 12 + 4
  const arrays: Buffer[] = []
  let next = afterDirectory
  const entry = (tag: number, type: 3 | 4, values: readonly number[]): Buffer => {
    const size = type === 3 ? 2 : 4
    const bytes = Buffer.alloc(Math.max(4, values.length * size))
    values.forEach((value, i) => {
      bytes.writeUIntLE(value, i * size, size)
    })
    const head = Buffer.alloc(8)
    head.writeUInt16LE(tag, 0)
    head.writeUInt16LE(type, 2)
    head.writeUInt32LE(values.length, 4)
    if (bytes.length === 4) return Buffer.concat([head, bytes])
    const offset = Buffer.alloc(4)
    offset.writeUInt32LE(next)
    next += bytes.length
    arrays.push(bytes)
    return Buffer.concat([head, offset])
  }
  const made = tags.map(([tag, values]) => ({ tag, bytes: entry(tag, 3, values) }))
  made.push({ tag: 279, bytes: entry(279, 4, [data.length]) })
  made.push({ tag: 273, bytes: entry(273, 4, [next]) })
  made.sort((one, other) => one.tag - other.tag)
  const head = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, entries, 0])
  return Buffer.concat([head, ...made.map(({ bytes }) => bytes), Buffer.alloc(4), ...arrays, data])
}
