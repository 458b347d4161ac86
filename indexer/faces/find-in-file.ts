import type { FaceModels } from '../../embeddings/face-models.ts'
import { type Face, findFaces } from '../../embeddings/face-pipeline.ts'
import { decodeImage } from '../images/decode-image.ts'
import { readPictureFile } from '../images/read-picture-file.ts'
import { ANALYSIS_LONG_SIDE_PX, atFullSize } from './describe-picture.ts'

/** A picture's faces in pixels of the picture upright and at full size, the largest first. */
export type PictureFaces = {
  readonly width: number
  readonly height: number
  readonly faces: readonly Face[]
}

/** All faces of a picture file, seen just as indexing sees them, or why it cannot be read. */
export async function findFacesInFile(
  models: FaceModels,
  file: string,
): Promise<PictureFaces | { readonly problem: string }> {
  const read = await readPictureFile(file)
  if ('problem' in read) return read
  const decoded = await decodeImage(read.bytes, ANALYSIS_LONG_SIDE_PX)
  if ('problem' in decoded) return decoded
  const { image } = decoded
  const faces = await findFaces(models, image.pixels)
  return {
    width: image.width,
    height: image.height,
    faces: faces.map((face) => atFullSize(face, image)),
  }
}
