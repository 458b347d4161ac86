import { faceChip } from '../../embeddings/face/alignment.ts'
import { PORTRAIT_FORMS } from '../../embeddings/face/chip-forms.ts'
import { describeChips } from '../../embeddings/face/describe-chips.ts'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { FaceModels } from '../../embeddings/face/face-models.ts'
import { type Face, findFaces } from '../../embeddings/face/face-pipeline.ts'
import { atFullSize } from '../../embeddings/node/analysis-size.ts'
import {
  type DecodedImage,
  decodeImage,
  INDEXING_LIMITS,
} from '../../embeddings/node/decode-image.ts'
import { INDEXING_SUSPICION } from '../../embeddings/node/load-node-models.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { boxInShares, isSameCataloguedFace } from '../catalogue/decisions.ts'
import type { CataloguedFace, PictureDescription } from '../catalogue/descriptions.ts'
import { closerPicture, displayPicture, faceCrop, WORTHWHILE_GAIN } from '../images/derivatives.ts'
import { type CropWindow, eyesOnCrop, faceWindow } from '../images/face-window.ts'
import { storePicture } from '../images/media-store.ts'
import type { LocatedFaces } from './embed-task.ts'
import { isTooSmallToHang, MAX_FACES_A_WORK } from './hanging-rules.ts'

/** Most pixels, 4 bytes each, of a picture that is decoded a second time for sharper crops. */
const MAX_CROP_SOURCE_PX = 40e6

/** The faces of a picture, in pixels of the picture at full size. */
export type DescribedFaces = Pick<PictureDescription, 'facesTooSmall' | 'facesBeyondLimit'> & {
  readonly faces: readonly Face[]
}

/**
 * Finds and describes the faces of a decoded picture, and those that curators drew, which stand in
 * place of found ones that they cover (boxes in shares of the picture). Faces too small to hang,
 * and faces beyond the largest few, are counted but neither landmarked nor described. In crowded
 * pictures this saves most of the work.
 */
export async function describeFaces(
  models: FaceModels,
  image: DecodedImage,
  drawn: readonly Box[] = [],
): Promise<DescribedFaces> {
  const { width, height } = image.pixels
  let facesTooSmall = 0
  let facesBeyondLimit = 0
  const found = await findFaces(models, image.pixels, {
    candidateThreshold: INDEXING_SUSPICION,
    chipForms: PORTRAIT_FORMS,
    choose(seen) {
      const found = seen.filter(
        ({ box }) =>
          !drawn.some((each) => isSameCataloguedFace(each, boxInShares(box, image.pixels))),
      )
      const large = found
        .filter(({ box }) => !isTooSmallToHang(box, image.pixels))
        .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
      facesTooSmall = found.length - large.length
      facesBeyondLimit = Math.max(0, large.length - MAX_FACES_A_WORK)
      const byHand = drawn.map((box) => ({
        box: {
          x: box.x * width,
          y: box.y * height,
          width: box.width * width,
          height: box.height * height,
        },
        score: 1,
      }))
      return [...byHand, ...large.slice(0, MAX_FACES_A_WORK)]
    },
  })
  return { faces: found.map((face) => atFullSize(face, image)), facesTooSmall, facesBeyondLimit }
}

/** Describes faces that are located already: one descriptor for each, in order. */
export async function describeLocated(
  models: FaceModels,
  { pixels }: DecodedImage,
  { width, height, faces }: LocatedFaces,
): Promise<Descriptor[]> {
  const across = pixels.width / width
  const down = pixels.height / height
  const chips = faces.map((landmarks) =>
    faceChip(
      pixels,
      landmarks.map(({ x, y }) => ({ x: x * across, y: y * down })),
    ),
  )
  const described = await describeChips(models, chips, PORTRAIT_FORMS)
  return described.map(({ descriptor }) => descriptor)
}

/**
 * Makes and stores the derivatives of a described picture: the display picture, a picture for a
 * close look and a crop of each face.
 */
export async function keepDerivatives(
  paths: DataPaths,
  bytes: Uint8Array,
  image: DecodedImage,
  { faces, ...counts }: DescribedFaces,
): Promise<PictureDescription> {
  const picture = await storePicture(paths, await displayPicture(image.pixels))
  // A work without a face never hangs, so nobody looks at it closely.
  const closer = faces.length > 0 ? await closerPicture(bytes, image) : undefined
  return {
    width: image.width,
    height: image.height,
    picture,
    closer: closer && (await storePicture(paths, closer)),
    faces: await cropFaces(paths, bytes, image, faces),
    ...counts,
  }
}

async function cropFaces(
  paths: DataPaths,
  bytes: Uint8Array,
  image: DecodedImage,
  faces: readonly Face[],
): Promise<CataloguedFace[]> {
  const windows = faces.map((face) => faceWindow(face, image))
  const pixels = await pixelsForCrops(bytes, image, windows)
  const scale = pixels.width / image.width
  return Promise.all(
    faces.map(async (face, index) => {
      const window = windows[index] as CropWindow
      const crop = await storePicture(paths, await faceCrop(pixels, scale, window))
      return { ...face, number: index + 1, crop, eyes: eyesOnCrop(face.landmarks, window, crop) }
    }),
  )
}

/** The picture as large as its crops need: as analysed, or decoded once more. */
async function pixelsForCrops(
  bytes: Uint8Array,
  image: DecodedImage,
  windows: readonly CropWindow[],
): Promise<DecodedImage['pixels']> {
  const most = Math.min(1, Math.sqrt(MAX_CROP_SOURCE_PX / (image.width * image.height)))
  const wanted = Math.min(most, Math.max(0, ...windows.map((window) => window.scale)))
  if (wanted < (image.pixels.width / image.width) * WORTHWHILE_GAIN) return image.pixels
  const longSidePx = Math.ceil(wanted * Math.max(image.width, image.height))
  const larger = await decodeImage(bytes, longSidePx, {
    ...INDEXING_LIMITS,
    maxMegapixels: Number.POSITIVE_INFINITY,
  })
  // The picture was decodable a moment ago. If that fails now, the crops are only less sharp.
  return 'image' in larger ? larger.image.pixels : image.pixels
}
