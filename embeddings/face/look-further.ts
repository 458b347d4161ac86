import { brighten } from '../pixels/brighten.ts'
import { fitPixels, mirrorPixels, type Pixels } from '../pixels/pixels.ts'
import { type Box, middleOf, overlap } from '../pixels/point.ts'
import {
  applyTransform,
  invertTransform,
  type SimilarityTransform,
  squareAbout,
} from '../pixels/similarity-transform.ts'
import { warpPixels } from '../pixels/warp.ts'
import { uprightSquare } from './alignment.ts'
import type { Detection, FaceModels } from './face-models.ts'
import { type Landmarks, landmarkBox } from './landmarks.ts'
import { FACE_SHAPED, lookInBox } from './locate-landmarks.ts'

/** A face seen on a picture; its landmarks come with it when it was believed for their sake. */
export type Sighting = Detection & { readonly landmarks?: Landmarks }

/** One more look at a picture, and how far clockwise the heads are tilted that it is meant for. */
type Look = {
  readonly degrees: number
  readonly see: (models: Detector, picture: Pixels) => Promise<Detection[]>
}
type Detector = Pick<FaceModels, 'detect'>

const LOOKS: readonly Look[] = [
  { degrees: 0, see: (models, picture) => models.detect(brighten(picture)) },
  ...[-45, 45, -90, 90].map(
    (degrees): Look => ({
      degrees,
      see: (models, picture) => detectTurned(models, picture, degrees),
    }),
  ),
]

/** Longer side of what is looked at again, in pixels: about what SSD sees of it. */
const COPY_SIDE_PX = 512
/** Narrower faces, as a share of the longer side, cannot be hung: see indexer/faces/hanging-rules.ts. */
const NARROWEST_WORTHWHILE = 0.05
/**
 * Sides of what a find is seen in again, in face chips: six are three or four heads. On closer crops
 * SSD misses most of the true faces.
 */
const SURROUNDINGS_CHIPS = [6, 4]
/** Landmarks leave out the forehead, so that their box is about half of a detector's. */
const SEEN_AGAIN_OVERLAP = 0.3

/** Scores of a detector: what it is sure of, and what is worth another look. */
export type Suspicion = { readonly sure: number; readonly least: number }

/**
 * The faces of a picture: all that the detector sees, and, where none of them is large enough to be
 * worth anything, what it sees on a brightened copy and on turned ones, until one is found. There it
 * errs more often, so a find counts only when its landmarks make a face and the detector sees it
 * again where they set it upright. No face is given twice; boxes are upright, in pixels of the
 * picture, and may reach beyond it.
 *
 * With `suspicion` only pictures are looked at again in which the detector suspected a face at first:
 * of 649 works without a face that is half, and lost none of the faces that were found so. It would lose
 * photographs that lie on their side.
 */
export async function lookForFaces(
  models: FaceModels,
  picture: Pixels,
  suspicion?: Suspicion,
): Promise<Sighting[]> {
  const suspected = await models.detect(picture, undefined, suspicion?.least)
  let seen: Sighting[] = suspicion
    ? suspected.filter(({ score }) => score >= suspicion.sure)
    : suspected
  const narrowestPx = NARROWEST_WORTHWHILE * Math.max(picture.width, picture.height)
  const isWorthwhile = ({ box }: Detection): boolean => box.width >= narrowestPx
  if (seen.some(isWorthwhile) || (suspicion && suspected.length === 0)) return seen
  const copy = fitPixels(picture, COPY_SIDE_PX)
  const copyToPicture = picture.width / copy.width
  for (const { degrees, see } of LOOKS) {
    for (const { box: onCopy, score } of await see(models, copy)) {
      const box = scaled(onCopy, copyToPicture)
      const isKnown = seen.some((other) => isWorthwhile(other) && showTheSame(other.box, box))
      if (isKnown || !isWorthwhile({ box, score })) continue
      const { landmarks, misfit } = await lookInBox(models, picture, box, degrees)
      if (misfit <= FACE_SHAPED && (await isSeenUpright(models, picture, landmarks))) {
        // What the first look took for a face there, an eye or a jewel, was a part of this one.
        seen = seen.filter((other) => !isMiddleIn(other.box, box))
        seen.push({ box, score, landmarks })
      }
    }
    if (seen.some(isWorthwhile)) break
  }
  return seen
}

/** Whether the detector sees a face at its landmarks with the head set upright, or as a mirror shows it. */
async function isSeenUpright(
  models: Detector,
  picture: Pixels,
  landmarks: Landmarks,
): Promise<boolean> {
  for (const chips of SURROUNDINGS_CHIPS) {
    const { pixels, copyToPicture } = uprightSurroundings(picture, landmarks, chips)
    const pictureToCopy = invertTransform(copyToPicture)
    const face = landmarkBox(landmarks.map((point) => applyTransform(pictureToCopy, point)))
    const mirrored = { ...face, x: COPY_SIDE_PX - face.x - face.width }
    const isSeen = async (copy: Pixels, at: Box): Promise<boolean> =>
      (await models.detect(copy)).some(({ box }) => overlap(box, at) >= SEEN_AGAIN_OVERLAP)
    if ((await isSeen(pixels, face)) || (await isSeen(mirrorPixels(pixels), mirrored))) return true
  }
  return false
}

/**
 * What the detector sees on a copy of the picture turned against the clock, so that heads tilted
 * clockwise by as much stand upright on it; in pixels of the picture, in upright boxes.
 */
export async function detectTurned(
  models: Detector,
  picture: Pixels,
  degrees: number,
): Promise<Detection[]> {
  const { pixels, copyToPicture } = turnedCopy(picture, degrees)
  const found = await models.detect(pixels)
  return found
    .map(({ box, score }) => ({ score, box: boxOnPicture(box, copyToPicture) }))
    .filter(({ box }) =>
      isMiddleIn(box, { x: 0, y: 0, width: picture.width, height: picture.height }),
    )
}

type TurnedCopy = { readonly pixels: Pixels; readonly copyToPicture: SimilarityTransform }

/** All of the picture, turned about its centre, on a black square. */
function turnedCopy(picture: Pixels, degrees: number): TurnedCopy {
  const side = COPY_SIDE_PX
  const scale = Math.hypot(picture.width, picture.height) / side
  const middle = { x: picture.width / 2, y: picture.height / 2 }
  const copyToPicture = squareAbout(middle, { side, scale, degrees })
  return { pixels: warpPixels(picture, copyToPicture, COPY_SIDE_PX), copyToPicture }
}

/** The face upright in the middle of a square of `chips` face chips on a side. */
function uprightSurroundings(picture: Pixels, landmarks: Landmarks, chips: number): TurnedCopy {
  const copyToPicture = uprightSquare(landmarks, chips, COPY_SIDE_PX)
  return { pixels: warpPixels(picture, copyToPicture, COPY_SIDE_PX), copyToPicture }
}

/** The upright box around the oval that fills a box of the copy. */
function boxOnPicture(box: Box, copyToPicture: SimilarityTransform): Box {
  const { a, b } = copyToPicture
  const { x, y } = applyTransform(copyToPicture, middleOf(box))
  const width = Math.hypot(a * box.width, b * box.height)
  const height = Math.hypot(b * box.width, a * box.height)
  return { x: x - width / 2, y: y - height / 2, width, height }
}

function scaled({ x, y, width, height }: Box, by: number): Box {
  return { x: x * by, y: y * by, width: width * by, height: height * by }
}

/** Whether two boxes are of one face: the middle of either lies in the other. */
function showTheSame(one: Box, other: Box): boolean {
  return isMiddleIn(one, other) || isMiddleIn(other, one)
}

function isMiddleIn(inner: Box, outer: Box): boolean {
  const middle = middleOf(inner)
  const x = middle.x - outer.x
  const y = middle.y - outer.y
  return x >= 0 && y >= 0 && x <= outer.width && y <= outer.height
}
