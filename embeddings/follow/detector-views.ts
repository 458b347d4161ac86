import type { Detection, FaceModels } from '../face/face-models.ts'
import type { Landmarks } from '../face/landmarks.ts'
import { uprightScore } from '../face/upright-score.ts'
import type { Pixels } from '../pixels/pixels.ts'
import { middleOf } from '../pixels/point.ts'
import { applyTransform, squareAbout } from '../pixels/similarity-transform.ts'
import { warpPixels } from '../pixels/warp.ts'
import { SAME_FACE_OVERLAP } from './choose-face.ts'
import { blank } from './forgetful-models.ts'

/**
 * Sides of the tiny detector's input in pixels. What each finds of 31 faces (photographs and
 * paintings), by the face's height as a share of the frame's, and what it costs:
 *
 *          0.15  0.2  0.3  0.4  0.5  0.6  0.7  0.8
 *   416 px   30   30   31   30   30   27   23   16   52–70 ms
 *   320 px   15   26   26   26   26   26   26   24   35 ms
 *   224 px    1   18   30   30   31   31   28   29   17–20 ms
 *   160 px    0    1   22   30   29   31   30   30   10 ms
 */
const WIDE_VIEW_PX = 416
const NEAR_VIEW_PX = 224
const UPRIGHT_VIEW_PX = 160
/**
 * What an upright view shows, in face chips: the head with the shoulders, or the head alone. Of 200
 * detections of faces the wide one sees 98 % at 0.55 and more, the close one at 0.42 and more; each
 * sees some that the other misses.
 */
export const WIDE_FIELD = 2.6
export const CLOSE_FIELD = 1.8
/** Below this a detector's score means nothing. */
const LEAST_UPRIGHT_SCORE = 0.1

/**
 * Side of the middle of a picture, as a share of its longer side, that is looked at by itself: of a
 * camera frame of 640 pixels it is seen at its own size. It shows faces of 0.12 of a wide picture's
 * height, which the wide view does not.
 */
const MIDDLE_SHARE = 0.65

/**
 * As far as heads are tilted for fun; a face tilted by 15° to 55° is upright enough in one of
 * these.
 */
const TILTED_VIEWS_DEGREES = [35, -35] as const

type View = (models: FaceModels, picture: Pixels) => Promise<Detection[]>

const wide: View = (models, picture) => models.detect(picture, WIDE_VIEW_PX)
const near: View = (models, picture) => models.detect(picture, NEAR_VIEW_PX)
const middle: View = (models, picture) => detectInSquare(models, picture, MIDDLE_SHARE, 0)
const tilted =
  (degrees: number): View =>
  (models, picture) =>
    detectInSquare(models, picture, 1, degrees)

const UPRIGHT_VIEWS = [wide, near]
const ALL_VIEWS = [
  wide,
  middle,
  near,
  tilted(TILTED_VIEWS_DEGREES[0]),
  wide,
  middle,
  near,
  tilted(TILTED_VIEWS_DEGREES[1]),
]

/** Looks a picture over for upright heads: a view each time, `turn` counting them. */
export function detectAround(
  models: FaceModels,
  picture: Pixels,
  turn: number,
): Promise<Detection[]> {
  return (UPRIGHT_VIEWS[turn % UPRIGHT_VIEWS.length] as View)(models, picture)
}

/** The same for small and for tilted heads as well, whose boxes are upright on the picture. */
export function detectAllAround(
  models: FaceModels,
  picture: Pixels,
  turn: number,
): Promise<Detection[]> {
  return (ALL_VIEWS[turn % ALL_VIEWS.length] as View)(models, picture)
}

/** What the detector sees in a square about the picture's middle, turned by some degrees. */
async function detectInSquare(
  models: FaceModels,
  picture: Pixels,
  share: number,
  degrees: number,
): Promise<Detection[]> {
  const side = WIDE_VIEW_PX
  const scale = (share * Math.max(picture.width, picture.height)) / side
  const centre = { x: picture.width / 2, y: picture.height / 2 }
  const viewToPicture = squareAbout(centre, { side, scale, degrees })
  const view = warpPixels(picture, viewToPicture, side)
  try {
    const found = await models.detect(view, side)
    return found.map(({ box, score }) => {
      const { x, y } = applyTransform(viewToPicture, middleOf(box))
      const [width, height] = [box.width * scale, box.height * scale]
      return { score, box: { x: x - width / 2, y: y - height / 2, width, height } }
    })
  } finally {
    blank(view)
  }
}

/**
 * The detector's score of the face whose landmarks are given, 0 when it sees none there. The
 * detector knows upright faces only (tilted by 30° they score 0.1 to 0.3), so it is shown the face
 * turned upright: quicker than a whole picture, and a head may tilt as it likes.
 */
export function scoreUpright(
  models: FaceModels,
  picture: Pixels,
  landmarks: Landmarks,
  field: number,
): Promise<number> {
  return uprightScore(models, picture, landmarks, {
    chips: field,
    sidePx: UPRIGHT_VIEW_PX,
    inputSizePx: UPRIGHT_VIEW_PX,
    leastScore: LEAST_UPRIGHT_SCORE,
    leastOverlap: SAME_FACE_OVERLAP,
  })
}
