import type { GalleryManifest } from '../gallery/gallery-manifest.ts'

export const MANIFEST_FILE = 'manifest.json'

/** The parts of a gallery that are files: those of which the manifest tells a digest. */
type FilePart = {
  [Part in keyof Required<GalleryManifest>]: NonNullable<GalleryManifest[Part]> extends {
    sha256: string
  }
    ? Part
    : never
}[keyof GalleryManifest]

const FILES = {
  index: 'portraits.hnsw',
  portraits: 'portraits.db',
  likeness: 'likeness.f32',
  reel: 'movement.reel',
  atlas: 'portraits.atlas',
} as const satisfies Readonly<Record<FilePart, string>>

export const {
  index: INDEX_FILE,
  portraits: PORTRAITS_FILE,
  likeness: LIKENESS_FILE,
  reel: POSE_PACK_FILE,
  atlas: ATLAS_FILE,
} = FILES

/** The names of all files that a gallery may have; the manifest's is the last to arrive. */
export const GALLERY_FILES: readonly string[] = [...Object.values(FILES), MANIFEST_FILE]

/**
 * The files of a gallery, each with its digest; the manifest, which holds them, is not among them.
 */
export function digestedFiles(
  manifest: GalleryManifest,
): { readonly file: string; readonly sha256: string }[] {
  return (Object.keys(FILES) as FilePart[]).flatMap((part) => {
    const its = manifest[part]
    return its ? [{ file: FILES[part], sha256: its.sha256 }] : []
  })
}
