import { access } from 'node:fs/promises'
import type { Media } from '../../embeddings/gallery/portrait.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { digestBytes } from '../../embeddings/store/digest.ts'
import { replaceFile } from '../../embeddings/store/replace-file.ts'
import type { Jpeg } from './derivatives.ts'

/** Stores a picture under the digest of its bytes. An existing one stays untouched. */
export async function storePicture(paths: DataPaths, jpeg: Jpeg): Promise<Media> {
  const media = { digest: digestBytes(jpeg.bytes), width: jpeg.width, height: jpeg.height }
  if (!(await isStored(paths, media))) await replaceFile(paths.media(media.digest), jpeg.bytes)
  return media
}

export async function isStored(paths: DataPaths, { digest }: Media): Promise<boolean> {
  try {
    await access(paths.media(digest))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
