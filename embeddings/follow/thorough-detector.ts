import type { Detection, FaceModels } from '../face/face-models.ts'
import type { Pixels } from '../pixels/pixels.ts'
import { type Box, middleOf } from '../pixels/point.ts'
import { squareAbout } from '../pixels/similarity-transform.ts'
import { warpPixels } from '../pixels/warp.ts'
import { isSameFace } from './choose-face.ts'
import { blank } from './forgetful-models.ts'

/**
 * Sides of the tiny detector's input at which a still picture is looked over: the widest finds
 * faces of a fifteenth of its height, the nearest those that fill it; see the table in
 * detector-views.ts.
 */
const VIEWS_PX = [800, 416, 224] as const
/** The closer look: its side in pixels, and what it shows, in heights of the face. */
const CLOSER_VIEW_PX = 160
const CLOSER_FIELD = 2

/**
 * The models with a detector for pictures that hold still: whatever is seen in any of several
 * views, each face once, by the box that the detector was surest of.
 */
export function withThoroughDetector(models: FaceModels): FaceModels {
  return {
    async detect(picture: Pixels) {
      const found: Detection[] = []
      for (const side of VIEWS_PX) found.push(...(await models.detect(picture, side)))
      found.sort((a, b) => b.score - a.score)
      const faces: Detection[] = []
      for (const one of found) {
        if (!faces.some(({ box }) => isSameFace(box, one.box))) faces.push(one)
      }
      return faces
    },
    findLandmarks: (crop) => models.findLandmarks(crop),
    describe: (chips) => models.describe(chips),
    close: () => models.close(),
  }
}

/** Whether the detector sees a face in a box again where it has little but that box in view. */
export async function isSeenCloser(
  models: Pick<FaceModels, 'detect'>,
  picture: Pixels,
  box: Box,
): Promise<boolean> {
  const side = CLOSER_VIEW_PX
  const scale = (CLOSER_FIELD * Math.max(box.width, box.height)) / side
  const view = warpPixels(picture, squareAbout(middleOf(box), { side, scale, degrees: 0 }), side)
  try {
    const [width, height] = [box.width / scale, box.height / scale]
    const there = { x: (side - width) / 2, y: (side - height) / 2, width, height }
    return (await models.detect(view, side)).some((found) => isSameFace(found.box, there))
  } finally {
    blank(view)
  }
}
