import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'
import { seededRandom } from '../../indexer/likeness/seeded-random.ts'

/** Painted once, however many tests hang it. */
const painted = new Map<number, Promise<Buffer>>()

/**
 * A drawn face in a light and colour of its own: the detector finds it, and no two are the same
 * file.
 */
export function drawnPainting(number: number): Promise<Buffer> {
  const painting = painted.get(number) ?? paint(number)
  painted.set(number, painting)
  return painting
}

const GROUND_PX = 720
const FIELDS = 16

/** On a ground of fields of its own: otherwise one would be a copy of another. */
async function paint(number: number): Promise<Buffer> {
  const random = seededRandom(number)
  const fields = Buffer.from(
    Array.from({ length: FIELDS * FIELDS }, () => Math.floor(25 + 60 * random())),
  )
  const ground = await sharp(fields, { raw: { width: FIELDS, height: FIELDS, channels: 1 } })
    .resize(GROUND_PX, GROUND_PX, { kernel: 'cubic' })
    .toColourspace('srgb')
    .png()
    .toBuffer()
  const face = await sharp(await drawnFace())
    .modulate({ brightness: 0.9 + (number % 5) * 0.05, hue: (number * 7) % 30 })
    .toBuffer()
  return sharp(ground)
    .composite([{ input: face, top: 100 + number, left: 150 + (number % 9) }])
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** Writes `count` of them as face-1.jpg, face-2.jpg …; gives their paths. */
export async function paintDrawnFaces(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const files = Array.from({ length: count }, (_, i) => join(folder, `face-${i + 1}.jpg`))
  await Promise.all(files.map(async (file, i) => writeFile(file, await drawnPainting(i + 1))))
  return files
}
