import { appendFile, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodePosePack, parsePosePack } from '../../../embeddings/movement/pose-pack.ts'
import type { DataPaths } from '../../../embeddings/store/data-paths.ts'
import { digestBytes } from '../../../embeddings/store/digest.ts'
import { POSE_PACK_FILE } from '../../../embeddings/store/gallery-files.ts'
import { GalleryRefused, openGallery } from '../../../embeddings/store/gallery-reader.ts'
import { madeUpPosePack } from '../../made-up-pose-pack.ts'
import { temporaryData, writeMadeUpGallery } from './make-gallery.ts'

const reel = madeUpPosePack(3)
const bytes = encodePosePack(reel)

let paths: DataPaths
let remove: () => Promise<void>
beforeEach(async () => {
  ;({ paths, remove } = await temporaryData())
})
afterEach(() => remove())

function write(id: string, made?: { bytes: Uint8Array; portraits: number }) {
  return writeMadeUpGallery(paths, id, 6, undefined, undefined, made)
}

describe('the reel of a gallery', () => {
  it('lies in its folder, and the manifest says what it is', async () => {
    const manifest = await write('g1', { bytes, portraits: 3 })
    const said = { sha256: digestBytes(bytes), bytes: bytes.length, portraits: 3 }
    expect(manifest.reel).toEqual(said)
    const gallery = await openGallery(paths, 'g1')
    gallery.close()
    expect(gallery.reel).toEqual({ ...said, file: join(paths.gallery('g1'), POSE_PACK_FILE) })
    const read = parsePosePack(Uint8Array.from(await readFile(gallery.reel?.file ?? '')))
    expect(read).toEqual({ posePack: reel })
  })

  it('is none in a gallery that was written without, as older ones were', async () => {
    const manifest = await write('g1')
    expect('reel' in manifest).toBe(false)
    const gallery = await openGallery(paths, 'g1')
    gallery.close()
    expect(gallery.reel).toBeUndefined()
  })

  it.each<[string, (file: string) => Promise<void>, RegExp]>([
    ['damaged', (file) => appendFile(file, 'mould'), /movement\.reel is damaged/],
    ['gone', (file) => rm(file), /movement\.reel cannot be read/],
  ])('that is %s is not served, nor is its gallery', async (_, spoil, problem) => {
    await write('g1', { bytes, portraits: 3 })
    await spoil(join(paths.gallery('g1'), POSE_PACK_FILE))
    const opening = openGallery(paths, 'g1')
    await expect(opening).rejects.toThrow(GalleryRefused)
    await expect(opening).rejects.toThrow(problem)
  })
})
