import { readFile } from 'node:fs/promises'
import type { Pixels } from '../../embeddings/pixels.ts'
import { decodeImage } from '../images/decode-image.ts'

/** Long side at which both recipes see a picture. */
const LONG_SIDE_PX = 1600

/** A picture file as both recipes see it, or why it cannot be read. */
export async function readPicture(file: string): Promise<{ pixels: Pixels } | { problem: string }> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error)
  if (bytes instanceof Error) return { problem: bytes.code ?? bytes.message }
  const decoded = await decodeImage(bytes, LONG_SIDE_PX)
  return 'image' in decoded ? { pixels: decoded.image.pixels } : decoded
}
