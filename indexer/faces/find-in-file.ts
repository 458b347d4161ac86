import type { FaceModels } from '../../embeddings/face/face-models.ts'
import { type Face, findFaces } from '../../embeddings/face/face-pipeline.ts'
import { atFullSize } from '../../embeddings/node/analysis-size.ts'
import { decodeForAnalysis } from './decode-for-analysis.ts'

/** A picture's faces in pixels of the upright picture at full size, the largest first. */
export type PictureFaces = {
  readonly width: number
  readonly height: number
  readonly faces: readonly Face[]
}

/** All faces of a picture file, found exactly as indexing does, or why the file cannot be read. */
export async function findFacesInFile(
  models: FaceModels,
  file: string,
): Promise<PictureFaces | { readonly problem: string }> {
  const decoded = await decodeForAnalysis(file)
  if ('problem' in decoded) return decoded
  const { image } = decoded
  const faces = await findFaces(models, image.pixels)
  return {
    width: image.width,
    height: image.height,
    faces: faces.map((face) => atFullSize(face, image)),
  }
}
