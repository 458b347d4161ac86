/**
 * The one image type of indexer and kiosk: 8-bit RGBA, row by row, no padding, upright (any EXIF
 * turn is already applied). A browser's `ImageData` fits it as it is.
 */
export type Pixels = {
  readonly width: number
  readonly height: number
  /** `width * height * 4` bytes, RGBA. */
  readonly data: Uint8ClampedArray
}

/** A black, opaque picture of the given size in pixels. */
export function blankPixels(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let i = 3; i < data.length; i += 4) data[i] = 255
  return { width, height, data }
}

/**
 * Resizes a picture to `width` × `height`. Each new pixel is the exact average of the area it
 * covers. The proportions may change. This is our own code because indexer and kiosk must round
 * alike: a canvas and libvips resample differently, and the detector would see two pictures.
 */
export function resizePixels(source: Pixels, width: number, height: number): Pixels {
  if (source.width === width && source.height === height) return source
  const columns = coverage(source.width, width)
  const rows = coverage(source.height, height)
  const result = blankPixels(width, height)
  // Two rows share one source row at most, so no more than one narrowed row is kept.
  const narrowed = new Float32Array(width * 3)
  let narrowedRow = -1
  const sums = new Float64Array(width * 3)
  for (let y = 0, tap = 0, to = 0; y < height; y++) {
    sums.fill(0)
    for (const end = rows.starts[y + 1] as number; tap < end; tap++) {
      const row = rows.sources[tap] as number
      if (row !== narrowedRow) narrowRow(source, row, columns, narrowed)
      narrowedRow = row
      const weight = rows.weights[tap] as number
      for (let i = 0; i < sums.length; i++) {
        sums[i] = (sums[i] as number) + weight * (narrowed[i] as number)
      }
    }
    for (let from = 0; from < sums.length; from += 3, to += 4) {
      result.data[to] = sums[from] as number
      result.data[to + 1] = sums[from + 1] as number
      result.data[to + 2] = sums[from + 2] as number
    }
  }
  return result
}

/** Averages one row of a picture into `narrowed`: red, green and blue of each of its columns. */
function narrowRow(
  { width, data }: Pixels,
  row: number,
  { starts, sources, weights }: Coverage,
  narrowed: Float32Array,
): void {
  const rowStart = row * width * 4
  for (let x = 0, tap = 0, to = 0; to < narrowed.length; x++, to += 3) {
    let red = 0
    let green = 0
    let blue = 0
    for (const end = starts[x + 1] as number; tap < end; tap++) {
      const weight = weights[tap] as number
      const at = rowStart + (sources[tap] as number) * 4
      red += weight * (data[at] as number)
      green += weight * (data[at + 1] as number)
      blue += weight * (data[at + 2] as number)
    }
    narrowed[to] = red
    narrowed[to + 1] = green
    narrowed[to + 2] = blue
  }
}

/** Scales a picture so that its longer side is `longSide` pixels. */
export function fitPixels(source: Pixels, longSide: number): Pixels {
  const scale = longSide / Math.max(source.width, source.height)
  return resizePixels(
    source,
    Math.max(1, Math.round(source.width * scale)),
    Math.max(1, Math.round(source.height * scale)),
  )
}

/** Mirrors a picture: exchanges left and right. */
export function mirrorPixels({ width, height, data }: Pixels): Pixels {
  // Each pixel is copied as one 32-bit number. `data` may begin anywhere in its buffer.
  const from = new Uint32Array(Uint8ClampedArray.from(data).buffer)
  const to = new Uint32Array(from.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      to[y * width + x] = from[y * width + (width - 1 - x)] as number
    }
  }
  from.fill(0)
  return { width, height, data: new Uint8ClampedArray(to.buffer) }
}

type Coverage = {
  /** Taps of target i are `starts[i] … starts[i + 1] - 1`. */
  readonly starts: Int32Array
  readonly sources: Int32Array
  readonly weights: Float32Array
}

/** The source pixels of each target pixel along one axis, and their shares, which add up to 1. */
function coverage(from: number, to: number): Coverage {
  const ratio = from / to
  const starts = new Int32Array(to + 1)
  const sources: number[] = []
  const weights: number[] = []
  for (let target = 0; target < to; target++) {
    starts[target] = sources.length
    if (ratio <= 1) {
      // Enlarging: linear between the two nearest centres.
      const centre = Math.min(from - 1, Math.max(0, (target + 0.5) * ratio - 0.5))
      const low = Math.floor(centre)
      const share = centre - low
      sources.push(low, Math.min(from - 1, low + 1))
      weights.push(1 - share, share)
      continue
    }
    const begin = target * ratio
    const end = Math.min(from, begin + ratio)
    for (let source = Math.floor(begin); source < end; source++) {
      sources.push(source)
      weights.push((Math.min(source + 1, end) - Math.max(source, begin)) / (end - begin))
    }
  }
  starts[to] = sources.length
  return { starts, sources: Int32Array.from(sources), weights: Float32Array.from(weights) }
}
