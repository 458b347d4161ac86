import { uprightSquare } from '../face/alignment.ts'
import type { Detection, FaceModels } from '../face/face-models.ts'
import { type Landmarks, landmarkBox } from '../face/landmarks.ts'
import type { Pixels } from '../pixels/pixels.ts'
import { middleOf } from '../pixels/point.ts'
import { applyTransform, invertTransform, squareAbout } from '../pixels/similarity-transform.ts'
import { warpPixels } from '../pixels/warp.ts'
import { isSameFace } from './choose-face.ts'
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
/** Field of the upright view in face chips: the face takes about half of its height. */
const UPRIGHT_FIELD = 1.8

/** As far as heads are tilted for fun; a face tilted by 15° to 55° is upright enough in one of these. */
const TILTED_VIEWS_DEGREES = [35, -35]

/** Looks a whole picture over: the wide view and the near one in turn, `turn` counting them. */
export function detectAround(
  models: FaceModels,
  picture: Pixels,
  turn: number,
): Promise<Detection[]> {
  return models.detect(picture, turn % 2 === 0 ? WIDE_VIEW_PX : NEAR_VIEW_PX)
}

/**
 * Looks a whole picture over for tilted heads as well: upright, tilted one way, upright, tilted the
 * other way. The boxes are upright on the picture, around the tilted faces.
 */
export async function detectAroundTilted(
  models: FaceModels,
  picture: Pixels,
  turn: number,
): Promise<Detection[]> {
  const step = Math.floor(turn / 2)
  if (turn % 2 === 0) return detectAround(models, picture, step)
  const degrees = TILTED_VIEWS_DEGREES[step % 2] as number
  const side = WIDE_VIEW_PX
  const scale = Math.max(picture.width, picture.height) / side
  const middle = { x: picture.width / 2, y: picture.height / 2 }
  const viewToPicture = squareAbout(middle, { side, scale, degrees })
  const view = warpPixels(picture, viewToPicture, WIDE_VIEW_PX)
  try {
    const found = await models.detect(view, WIDE_VIEW_PX)
    return found.map(({ box, score }) => {
      const centre = applyTransform(viewToPicture, middleOf(box))
      const [width, height] = [box.width * scale, box.height * scale]
      return { score, box: { x: centre.x - width / 2, y: centre.y - height / 2, width, height } }
    })
  } finally {
    blank(view)
  }
}

/**
 * The detector's score of the face whose landmarks are given, or null when it sees none there. The
 * detector knows upright faces only (tilted by 30° they score 0.1 to 0.3), so it is shown the face
 * turned upright: quicker than a whole picture, and a head may tilt as it likes.
 */
export async function detectUpright(
  models: FaceModels,
  picture: Pixels,
  landmarks: Landmarks,
): Promise<number | null> {
  const viewToPicture = uprightSquare(landmarks, UPRIGHT_FIELD, UPRIGHT_VIEW_PX)
  const view = warpPixels(picture, viewToPicture, UPRIGHT_VIEW_PX)
  try {
    const detections = await models.detect(view, UPRIGHT_VIEW_PX)
    const pictureToView = invertTransform(viewToPicture)
    const box = landmarkBox(landmarks.map((point) => applyTransform(pictureToView, point)))
    const scores = detections
      .filter((found) => isSameFace(found.box, box))
      .map(({ score }) => score)
    return scores.length > 0 ? Math.max(...scores) : null
  } finally {
    blank(view)
  }
}
