import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'

/** Painted once, however many tests hang it. */
const painted = new Map<number, Promise<Buffer>>()

/** A drawn face in a light and colour of its own: the detector finds it, and no two are the same file. */
export function drawnPainting(number: number): Promise<Buffer> {
  const painting = painted.get(number) ?? paint(number)
  painted.set(number, painting)
  return painting
}

async function paint(number: number): Promise<Buffer> {
  return sharp(await drawnFace())
    .modulate({ brightness: 0.9 + (number % 5) * 0.05, hue: (number * 7) % 30 })
    .extend({ top: 10 + number, bottom: 20, left: 15, right: 5 + number, background: '#332c24' })
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
