import type { Pixels } from '../pixels/pixels.ts'
import type { Box } from '../pixels/point.ts'
import { faceChip } from './alignment.ts'
import { alignmentResidual } from './alignment-residual.ts'
import { locateAnyWayUp } from './any-way-up.ts'
import type { ChipForm } from './chip-forms.ts'
import { type DescribedChip, describeChips } from './describe-chips.ts'
import type { Descriptor } from './descriptor.ts'
import type { Detection, FaceModels } from './face-models.ts'
import { faceQuality, sharpness } from './face-quality.ts'
import { type HeadPose, headPose } from './head-pose.ts'
import { eyeDistancePx, type Landmarks } from './landmarks.ts'
import { type CandidateThreshold, detectThoroughly, type LocatedDetection } from './re-detection.ts'
import { refineLandmarks } from './refine-landmarks.ts'

/** A face that was found and described. All places are in pixels of its picture. */
export type Face = {
  readonly box: Box
  readonly score: number
  readonly landmarks: Landmarks
  readonly pose: HeadPose
  /** See `faceQuality`. */
  readonly quality: number
  /** See `sharpness`. */
  readonly sharpness: number
  /** See `DescribedChip`. */
  readonly mirrorDistance: number
  readonly descriptor: Descriptor
}

export type FindOptions = {
  /**
   * Picks the faces to describe, which is most of the work. Without it, all faces are described.
   */
  readonly choose?: (seen: readonly LocatedDetection[]) => readonly LocatedDetection[]
  /** See `detectThoroughly`. */
  readonly candidateThreshold?: CandidateThreshold
  /** See `describeChips`. */
  readonly chipForms?: readonly ChipForm[]
}

/** The faces of a picture, the largest first. */
export async function findFaces(
  models: FaceModels,
  picture: Pixels,
  { choose = (seen) => seen, candidateThreshold, chipForms }: FindOptions = {},
): Promise<Face[]> {
  const found: { detection: Detection; landmarks: Landmarks; chip: Pixels }[] = []
  for (const detection of choose(await detectThoroughly(models, picture, candidateThreshold))) {
    // Paintings hang upright, and a lying sitter is found by the passes for tilted heads.
    const located = candidateThreshold
      ? detection
      : await locateAnyWayUp(models, picture, detection)
    const landmarks = await refineLandmarks(models, picture, located)
    found.push({ detection, landmarks, chip: faceChip(picture, landmarks) })
  }
  const described = await describeChips(
    models,
    found.map(({ chip }) => chip),
    chipForms,
  )
  return found
    .map(({ detection: { box, score }, landmarks, chip }, index): Face => {
      const { descriptor, mirrorDistance } = described[index] as DescribedChip
      const pose = headPose(landmarks)
      const crispness = sharpness(chip)
      const quality = faceQuality({
        eyeDistancePx: eyeDistancePx(landmarks),
        detectionScore: score,
        pose,
        sharpness: crispness,
        alignmentResidual: alignmentResidual(landmarks),
        mirrorDistance,
      })
      return {
        box,
        score,
        landmarks,
        pose,
        quality,
        sharpness: crispness,
        mirrorDistance,
        descriptor,
      }
    })
    .sort((a, b) => area(b.box) - area(a.box))
}

function area(box: Box): number {
  return box.width * box.height
}
