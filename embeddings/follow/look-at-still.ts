import { faceChip } from '../face/alignment.ts'
import { alignmentResidual } from '../face/alignment-residual.ts'
import { locateAnyWayUp } from '../face/any-way-up.ts'
import { describeChips } from '../face/describe-chips.ts'
import type { FaceModels } from '../face/face-models.ts'
import { sharpness } from '../face/face-quality.ts'
import { headPose } from '../face/head-pose.ts'
import { detectThoroughly, type LocatedDetection } from '../face/re-detection.ts'
import { refineLandmarks } from '../face/refine-landmarks.ts'
import { faceBrightness, meanBrightness } from '../pixels/brightness.ts'
import type { Pixels } from '../pixels/pixels.ts'
import { blank } from './forgetful-models.ts'
import type { SeenPicture, StillFace } from './still-reading.ts'
import { isSeenCloser, withThoroughDetector } from './thorough-detector.ts'

/** Faces this much lower than the largest are passers-by, or a pattern on the wallpaper. */
const MIN_HEIGHT_OF_LARGEST = 0.25

/** Looks at one picture at a time, and keeps it until the next. */
export interface StillLooker {
  /** Takes the pixels over. */
  look(picture: Pixels): Promise<SeenPicture>
  /** Throws `RangeError` when the picture looked at last has no such face. */
  describe(face: number): Promise<StillFace>
  forget(): void
}

/**
 * Finds all faces of a picture and describes the one that is chosen, by the same steps as paintings
 * are indexed by; only the detector is another. No landmark is sought on a face that is not chosen.
 */
export function lookAtStills(models: FaceModels): StillLooker {
  const thorough = withThoroughDetector(models)
  let held: { picture: Pixels; faces: readonly LocatedDetection[] } | null = null

  const forget = (): void => {
    if (held !== null) blank(held.picture)
    held = null
  }

  return {
    async look(picture) {
      forget()
      const seen = await detectThoroughly(thorough, picture)
      const tallest = Math.max(0, ...seen.map(({ box }) => box.height))
      const large = seen.filter(({ box }) => box.height >= MIN_HEIGHT_OF_LARGEST * tallest)
      const faces = (await believed(models, picture, large)).sort((a, b) => a.box.x - b.box.x)
      held = { picture, faces }
      return { faces: faces.map(({ box }) => box), brightness: meanBrightness(picture) }
    },

    async describe(face) {
      const sighting = held?.faces[face]
      if (held === null || sighting === undefined) {
        throw new RangeError(`The picture has no face ${face}.`)
      }
      const { picture } = held
      const located = await locateAnyWayUp(models, picture, sighting)
      const landmarks = await refineLandmarks(models, picture, located)
      const chip = faceChip(picture, landmarks)
      const [brightness, crispness] = [faceBrightness(chip), sharpness(chip)]
      const [described] = await describeChips(models, [chip])
      if (described === undefined) throw new Error('The recognition net gave no descriptor.')
      return {
        landmarks,
        pose: headPose(landmarks),
        residual: alignmentResidual(landmarks),
        brightness,
        sharpness: crispness,
        descriptor: described.descriptor,
      }
    },

    forget,
  }
}

/**
 * Of several sightings those that are faces on a closer look too: a patterned cloth passes for one
 * in one view of many. The surest is believed in any case, as a single one is.
 */
async function believed(
  models: FaceModels,
  picture: Pixels,
  sightings: readonly LocatedDetection[],
): Promise<LocatedDetection[]> {
  const [surest, ...others] = [...sightings].sort((a, b) => b.score - a.score)
  if (surest === undefined) return []
  const faces = [surest]
  for (const other of others) {
    // A tilted head is not seen upright, but had to show its landmarks to be counted at all.
    if (other.landmarks || (await isSeenCloser(models, picture, other.box))) faces.push(other)
  }
  return faces
}
