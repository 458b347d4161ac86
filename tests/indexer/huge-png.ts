import { pngFile } from '../png-file.ts'

/**
 * A PNG of a few bytes whose header claims 50,000 × 50,000 pixels: decoded, it would fill 7.5 GB.
 */
export function hugePngHeader(): Buffer {
  return pngFile({ side: 50_000, bitDepth: 8, colourType: 2 }, Buffer.alloc(1000))
}
