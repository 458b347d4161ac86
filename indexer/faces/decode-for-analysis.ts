import { ANALYSIS_LONG_SIDE_PX } from '../../embeddings/node/analysis-size.ts'
import { type DecodedImage, decodeImage } from '../../embeddings/node/decode-image.ts'
import { readPictureFile } from '../images/read-picture-file.ts'

/** A decoded picture file at the analysis size, or the reason why it cannot be read. */
export async function decodeForAnalysis(
  file: string,
): Promise<{ readonly image: DecodedImage } | { readonly problem: string }> {
  const read = await readPictureFile(file)
  return 'problem' in read ? read : decodeImage(read.bytes, ANALYSIS_LONG_SIDE_PX)
}
