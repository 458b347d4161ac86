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
import { FACE_SHAPED, locateInBox } from './locate-landmarks.ts'

/** A detection. It has landmarks when its landmarks were the reason to accept it. */
export type LocatedDetection = Detection & { readonly landmarks?: Landmarks }

/** One further run of the detector, for heads that are tilted clockwise by `degrees`. */
type DetectionPass = {
  readonly degrees: number
  readonly detect: (
    models: Detector,
    picture: Pixels,
    leastScore: number | undefined,
  ) => Promise<Detection[]>
}
type Detector = Pick<FaceModels, 'detect'>

const PASSES: readonly DetectionPass[] = [
  {
    degrees: 0,
    detect: (models, picture, leastScore) =>
      models.detect(brighten(picture), undefined, leastScore),
  },
  ...[-45, 45, -90, 90, 180, -135, 135].map(
    (degrees): DetectionPass => ({
      degrees,
      detect: (models, picture, leastScore) => detectTurned(models, picture, degrees, leastScore),
    }),
  ),
]

/** Longer side of the copy for the further passes, in pixels. SSD's own input is about as large. */
const COPY_SIDE_PX = 512
/**
 * Width of the narrowest face that may hang, as a share of the longer side: see hanging-rules.ts.
 */
const NARROWEST_USEFUL = 0.05
/** As a share of that: smaller faces were never seen larger on a further copy. */
const NEARLY_USEFUL = 2 / 3
/** Score of a copy turned by 45° from which on it is worth turning by 90°. */
const LYING_HINT = 0.15
/**
 * Side of the upright crop on which the detector must confirm a face, in face chips (six chips are
 * three or four heads). On closer crops SSD misses most true faces.
 */
const CONFIRMING_CROP_CHIPS = [6, 4]
/** Landmarks leave out the forehead, so their box covers about half of the detector's box. */
export const CONFIRMING_OVERLAP = 0.3

/** Detector scores. A detection counts from `sure`; the picture is tried again from `least`. */
export type CandidateThreshold = { readonly sure: number; readonly least: number }

/**
 * Detects the faces of a picture. When the first pass finds no face of a useful size, further
 * passes run on a brightened copy and on copies turned by ±45°, ±90°, 180° and ±135°, until one
 * finds a face. The detector errs more often there. A further pass therefore counts only when the
 * landmarks have the shape of a face and the detector confirms the face on an upright crop around
 * those landmarks.
 *
 * Boxes are upright, in pixels of the picture, and may reach beyond it. No face is returned twice.
 *
 * With `candidateThreshold`, further passes run only when the first pass scores a face of useful
 * size at `least` or more, or is sure of one that is nearly as large; those at ±90° run only after
 * a hint at ±45°, and none beyond. On 649 works, 159 of them without a useful face, this takes 561
 * runs of the detector instead of 947 and finds the same 14 faces. It would lose photographs that
 * lie on their side, so `embed` and `match` do not use it.
 */
export async function detectThoroughly(
  models: FaceModels,
  picture: Pixels,
  candidateThreshold?: CandidateThreshold,
): Promise<LocatedDetection[]> {
  const candidates = await models.detect(picture, undefined, candidateThreshold?.least)
  let faces: LocatedDetection[] = candidateThreshold
    ? candidates.filter(({ score }) => score >= candidateThreshold.sure)
    : candidates
  const narrowestPx = NARROWEST_USEFUL * Math.max(picture.width, picture.height)
  const isUseful = ({ box }: Detection): boolean => box.width >= narrowestPx
  if (faces.some(isUseful)) return faces
  // Sure faces that are nearly of a useful size are seen larger on another copy now and then.
  const isNearlyUseful = ({ box }: Detection): boolean => box.width >= NEARLY_USEFUL * narrowestPx
  if (candidateThreshold && !candidates.some(isUseful) && !faces.some(isNearlyUseful)) return faces
  const copy = fitPixels(picture, COPY_SIDE_PX)
  const copyToPicture = picture.width / copy.width
  const hinted = new Set<number>()
  for (const { degrees, detect } of PASSES) {
    // A head that lies on its side scores something where the picture is turned half as far.
    if (candidateThreshold && Math.abs(degrees) === 90 && !hinted.has(degrees / 2)) continue
    if (candidateThreshold && Math.abs(degrees) > 90) break
    const least = candidateThreshold && LYING_HINT
    for (const { box: onCopy, score } of await detect(models, copy, least)) {
      const box = scaled(onCopy, copyToPicture)
      const isKnown = faces.some((other) => isUseful(other) && areOfOneFace(other.box, box))
      if (isKnown || !isUseful({ box, score })) continue
      hinted.add(degrees)
      if (candidateThreshold && score < candidateThreshold.sure) continue
      const { landmarks, residual } = await locateInBox(models, picture, box, degrees)
      if (residual <= FACE_SHAPED && (await isDetectedUpright(models, picture, landmarks))) {
        // An earlier detection inside this face was only a part of it: an eye, or a jewel.
        faces = faces.filter((other) => !isMiddleIn(other.box, box))
        faces.push({ box, score, landmarks })
      }
    }
    if (faces.some(isUseful)) break
  }
  return faces
}

/** Whether the detector finds the face again on an upright crop, plain or mirrored. */
async function isDetectedUpright(
  models: Detector,
  picture: Pixels,
  landmarks: Landmarks,
): Promise<boolean> {
  for (const chips of CONFIRMING_CROP_CHIPS) {
    const { pixels, copyToPicture } = uprightSurroundings(picture, landmarks, chips)
    const pictureToCopy = invertTransform(copyToPicture)
    const face = landmarkBox(landmarks.map((point) => applyTransform(pictureToCopy, point)))
    const mirrored = { ...face, x: COPY_SIDE_PX - face.x - face.width }
    const isFound = async (copy: Pixels, at: Box): Promise<boolean> =>
      (await models.detect(copy)).some(({ box }) => overlap(box, at) >= CONFIRMING_OVERLAP)
    if ((await isFound(pixels, face)) || (await isFound(mirrorPixels(pixels), mirrored)))
      return true
  }
  return false
}

/**
 * Detects faces on a copy that is turned anticlockwise by `degrees`: heads with that clockwise tilt
 * stand upright on it. Returns upright boxes in pixels of the original picture.
 */
export async function detectTurned(
  models: Detector,
  picture: Pixels,
  degrees: number,
  leastScore?: number,
): Promise<Detection[]> {
  const { pixels, copyToPicture } = turnedCopy(picture, degrees)
  const found = await models.detect(pixels, undefined, leastScore)
  return found
    .map(({ box, score }) => ({ score, box: boxOnPicture(box, copyToPicture) }))
    .filter(({ box }) =>
      isMiddleIn(box, { x: 0, y: 0, width: picture.width, height: picture.height }),
    )
}

type TurnedCopy = { readonly pixels: Pixels; readonly copyToPicture: SimilarityTransform }

/** The whole picture, turned about its centre, on a black square. */
function turnedCopy(picture: Pixels, degrees: number): TurnedCopy {
  const side = COPY_SIDE_PX
  const scale = Math.hypot(picture.width, picture.height) / side
  const middle = { x: picture.width / 2, y: picture.height / 2 }
  const copyToPicture = squareAbout(middle, { side, scale, degrees })
  return { pixels: warpPixels(picture, copyToPicture, COPY_SIDE_PX), copyToPicture }
}

/** The upright face in the middle of a square, `chips` face chips wide. */
function uprightSurroundings(picture: Pixels, landmarks: Landmarks, chips: number): TurnedCopy {
  const copyToPicture = uprightSquare(landmarks, chips, COPY_SIDE_PX)
  return { pixels: warpPixels(picture, copyToPicture, COPY_SIDE_PX), copyToPicture }
}

/** The upright box around the ellipse that fills a box of the copy. */
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

/** Whether two boxes show one face: the middle of one lies in the other. */
function areOfOneFace(one: Box, other: Box): boolean {
  return isMiddleIn(one, other) || isMiddleIn(other, one)
}

function isMiddleIn(inner: Box, outer: Box): boolean {
  const middle = middleOf(inner)
  const x = middle.x - outer.x
  const y = middle.y - outer.y
  return x >= 0 && y >= 0 && x <= outer.width && y <= outer.height
}
