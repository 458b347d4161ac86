import sharp from 'sharp'

/** A small picture; another number, another picture. */
export async function painted(number = 1, format: 'jpeg' | 'png' = 'jpeg'): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 20 + (number % 60) } as const
  return await sharp({ create: { width: 80, height: 60, channels: 3, background: '#fff', noise } })
    .toFormat(format)
    .toBuffer()
}
