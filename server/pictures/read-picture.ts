import { faceChip } from '../../embeddings/face/alignment.ts'
import { alignmentResidual } from '../../embeddings/face/alignment-residual.ts'
import type { FaceModels } from '../../embeddings/face/face-models.ts'
import { findFaces } from '../../embeddings/face/face-pipeline.ts'
import { eyeDistancePx, type Landmarks } from '../../embeddings/face/landmarks.ts'
import type { LocatedDetection } from '../../embeddings/face/re-detection.ts'
import { ANALYSIS_LONG_SIDE_PX, atFullSize } from '../../embeddings/node/analysis-size.ts'
import { type DecodedImage, decodeImage } from '../../embeddings/node/decode-image.ts'
import { SNIFFED_BYTES, sniffPicture } from '../../embeddings/node/sniff-picture.ts'
import { faceBrightness, meanBrightness } from '../../embeddings/pixels/brightness.ts'
import type { Pixels } from '../../embeddings/pixels/pixels.ts'
import type { Refusal } from '../contract/failures.ts'
import type { PictureReading } from './picture-reading.ts'
import {
  MAX_MEGAPIXELS,
  manyFaces,
  noFace,
  noSuchFace,
  notDecoded,
  notRead,
} from './picture-refusals.ts'
import { whyUnfit } from './unfit-face.ts'

/** A second face this wide, as a share of the largest, may be the one that is meant. */
const RIVAL_WIDTH_SHARE = 0.5

/** Decodes an uploaded picture, or says why it cannot. Blanks the bytes. */
export async function decodeUpload(
  bytes: Uint8Array,
  decodeSeconds: number,
): Promise<{ image: DecodedImage } | { refusal: Refusal }> {
  try {
    const { picture, name } = sniffPicture(bytes.subarray(0, SNIFFED_BYTES))
    if (!picture) return { refusal: notRead(name) }
    const decoded = await decodeImage(bytes, ANALYSIS_LONG_SIDE_PX, {
      maxMegapixels: MAX_MEGAPIXELS,
      maxSeconds: decodeSeconds,
    })
    return 'fault' in decoded ? { refusal: notDecoded(decoded.fault) } : decoded
  } finally {
    bytes.fill(0)
  }
}

/**
 * Describes one face of a picture, by the pipeline and the models of `pendant match`: the face with
 * the given number (the largest is 1), otherwise the largest. Blanks the picture.
 */
export async function readFace(
  models: FaceModels,
  image: DecodedImage,
  asked: number | undefined,
): Promise<PictureReading> {
  try {
    const { pixels, width, height } = image
    let choice: Choice = { refusal: noFace({ width, height, brightness: 0 }) }
    const [face] = await findFaces(models, pixels, {
      choose(seen) {
        choice = chooseUploadedFace(seen, asked) ?? {
          refusal: noFace({ width, height, brightness: meanBrightness(pixels) }),
        }
        return 'chosen' in choice ? [choice.chosen] : []
      },
    })
    if (!face) return { status: 'refused', refusal: (choice as { refusal: Refusal }).refusal }
    const unfit = whyUnfit({
      eyeDistancePx: eyeDistancePx(face.landmarks),
      turnedDegrees: Math.hypot(face.pose.yaw, face.pose.pitch),
      sharpness: face.sharpness,
      brightness: brightnessOf(pixels, face.landmarks),
      alignmentResidual: alignmentResidual(face.landmarks),
    })
    if (unfit) return { status: 'refused', refusal: unfit }
    const { box } = atFullSize(face, image)
    return { status: 'described', descriptor: face.descriptor, box, width, height }
  } finally {
    image.pixels.data.fill(0)
  }
}

type Choice = { readonly chosen: LocatedDetection } | { readonly refusal: Refusal }

/** Chooses the face to describe, or says why there is none; undefined if no face was seen. */
export function chooseUploadedFace(
  seen: readonly LocatedDetection[],
  asked: number | undefined,
): Choice | undefined {
  const bySize = [...seen].sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
  const [largest] = bySize
  if (!largest) return undefined
  if (asked !== undefined) {
    const chosen = bySize[asked - 1]
    return chosen ? { chosen } : { refusal: noSuchFace(seen.length) }
  }
  const rivals = bySize.filter(({ box }) => box.width >= RIVAL_WIDTH_SHARE * largest.box.width)
  return rivals.length > 1 ? { refusal: manyFaces(rivals.length) } : { chosen: largest }
}

function brightnessOf(picture: Pixels, landmarks: Landmarks): number {
  const chip = faceChip(picture, landmarks)
  const brightness = faceBrightness(chip)
  chip.data.fill(0)
  return brightness
}
