import { readFile } from 'node:fs/promises'
import {
  ATLAS_OPENING_BYTES,
  parseAtlasHeader,
  parseAtlasOpening,
  parseAtlasPoints,
} from '../../embeddings/atlas/atlas-file.ts'
import type { Point } from '../../embeddings/pixels/point.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { listGalleries } from '../../embeddings/store/galleries.ts'
import { GalleryRefused, openGallery } from '../../embeddings/store/gallery-reader.ts'

/** Where portraits lie on the newest map there is. */
export type EarlierMap = {
  readonly scale: number
  readonly width: number
  readonly height: number
  pointOf(portraitId: string): Point | undefined
}

/** The newest sound gallery's map by likeness; undefined where none has one. */
export async function readEarlierMap(paths: DataPaths): Promise<EarlierMap | undefined> {
  for (const { id } of (await listGalleries(paths)).reverse()) {
    const map = await mapOf(paths, id)
    if (map) return map
  }
  return undefined
}

async function mapOf(paths: DataPaths, id: string): Promise<EarlierMap | undefined> {
  const gallery = await openGallery(paths, id).catch((error: unknown) => {
    if (error instanceof GalleryRefused) return undefined
    throw error
  })
  if (!gallery) return undefined
  try {
    if (!gallery.atlas) return undefined
    const file = await readFile(gallery.atlas.file)
    const opening = parseAtlasOpening(file)
    if ('problem' in opening) return undefined
    const headerEnd = ATLAS_OPENING_BYTES + opening.headerBytes
    const read = parseAtlasHeader(file.subarray(ATLAS_OPENING_BYTES, headerEnd), file.byteLength)
    if ('problem' in read) return undefined
    const { header } = read
    const { at, bytes } = header.parts.points
    const parsed = parseAtlasPoints(file.subarray(headerEnd + at, headerEnd + at + bytes), header)
    if ('problem' in parsed) return undefined
    const number = header.layouts.findIndex(({ name }) => name === 'likeness')
    const [layout, points] = [header.layouts[number], parsed.points[number]]
    if (!layout || !points || gallery.portraits.count !== header.portraits) return undefined
    const ids = new Map<string, Point>()
    for (let position = 0; position < header.portraits; position++) {
      const x = points[2 * position] as number
      const y = points[2 * position + 1] as number
      ids.set(gallery.portraits.at(position).id, { x, y })
    }
    return {
      scale: header.scale,
      width: layout.width,
      height: layout.height,
      pointOf: (portraitId) => ids.get(portraitId),
    }
  } finally {
    gallery.close()
  }
}
