import sharp from 'sharp'

const WIDTH = 1400
const MARGIN = 24
const GROUND = '#0a0a09'
const QUALITY = 88

type Column = readonly Buffer[]
type Placed = { readonly input: Buffer; readonly left: number; readonly top: number }

/**
 * One picture of several, in columns of the same height on a plain dark ground; the pictures of a
 * column are as wide as each other. WebP.
 */
export async function contactSheet(columns: readonly Column[]): Promise<Buffer> {
  const slopes = await Promise.all(columns.map(heightPerWidth))
  // Each column is (height - its own margins) / its slope wide, and together they fill the sheet.
  const inner = WIDTH - MARGIN * (columns.length + 1)
  const lost = columns.map((column) => MARGIN * (column.length - 1))
  const perHeight = slopes.reduce((sum, slope) => sum + 1 / slope, 0)
  const spent = slopes.reduce((sum, slope, index) => sum + (lost[index] as number) / slope, 0)
  const height = (inner + spent) / perHeight
  const placed: Placed[] = []
  let left = MARGIN
  for (const [index, column] of columns.entries()) {
    const width = Math.round((height - (lost[index] as number)) / (slopes[index] as number))
    let top = MARGIN
    for (const picture of column) {
      const { data, info } = await sharp(picture)
        .resize({ width })
        .png()
        .toBuffer({ resolveWithObject: true })
      placed.push({ input: data, left, top })
      top += info.height + MARGIN
    }
    left += width + MARGIN
  }
  return sharp({
    create: {
      width: WIDTH + columns.length,
      height: Math.ceil(height) + 2 * MARGIN,
      channels: 3,
      background: GROUND,
    },
  })
    .composite([...placed])
    .webp({ quality: QUALITY, effort: 6 })
    .toBuffer()
}

/** How much higher a column gets with every pixel of its width. */
async function heightPerWidth(column: Column): Promise<number> {
  const sizes = await Promise.all(column.map((picture) => sharp(picture).metadata()))
  return sizes.reduce((sum, { width, height }) => sum + height / width, 0)
}
