import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Landmarks } from '../embeddings/face/landmarks.ts'
import { loadNodeModels } from '../embeddings/node/load-node-models.ts'
import { findFacesInFile } from '../indexer/faces/find-in-file.ts'
import { faceCrop } from '../indexer/images/derivatives.ts'
import { faceWindow, onCrop } from '../indexer/images/face-window.ts'
import { cachedFolder } from './cached-folder.ts'
import { decodePicture } from './decode-picture.ts'
import { paintedSitter } from './painted-sitters.ts'

/** A picture with its landmarks in its pixels. */
type PaintedFace = { readonly jpeg: Buffer; readonly landmarks: Landmarks }

/** Two people who never lived: one as a camera would show them, one as a portrait's crop. */
export type PaintedSitting = { readonly visitor: PaintedFace; readonly portrait: PaintedFace }

const VISITOR = 14
const PORTRAIT = 34
const MADE_OF = [
  'embeddings',
  'indexer/images',
  'indexer/built-in-collection',
  'package-lock.json',
  'tests/painted-pair.ts',
]

/** Read once, however many tests morph them. */
export async function paintedSitting(): Promise<PaintedSitting> {
  const folder = await cachedFolder('painted-sitting', MADE_OF, makeSitting)
  const read = async (name: string): Promise<PaintedFace> => ({
    jpeg: await readFile(join(folder, `${name}.jpg`)),
    landmarks: JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')),
  })
  return { visitor: await read('visitor'), portrait: await read('portrait') }
}

async function makeSitting(draft: string): Promise<void> {
  const models = await loadNodeModels()
  const write = async (name: string, jpeg: Uint8Array, landmarks: Landmarks) => {
    await writeFile(join(draft, `${name}.jpg`), jpeg)
    await writeFile(join(draft, `${name}.json`), JSON.stringify(landmarks))
  }
  const painted = async (number: number) => {
    const file = join(draft, `${number}.jpg`)
    await sharp(await paintedSitter(number))
      .jpeg({ quality: 92 })
      .toFile(file)
    const found = await findFacesInFile(models, file)
    const [face] = 'problem' in found ? [] : found.faces
    if (face === undefined) throw new Error(`Invented sitter ${number} shows no face.`)
    return { file, face }
  }
  try {
    const visitor = await painted(VISITOR)
    await write('visitor', await readFile(visitor.file), visitor.face.landmarks)
    const portrait = await painted(PORTRAIT)
    const pixels = await decodePicture(portrait.file)
    const window = faceWindow(portrait.face, pixels)
    const crop = await faceCrop(pixels, 1, window)
    await write('portrait', crop.bytes, onCrop(portrait.face.landmarks, window, crop))
  } finally {
    models.close()
  }
}
