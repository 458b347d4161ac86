import { faceChip } from '../../embeddings/alignment.ts'
import type { FaceModels } from '../../embeddings/face-models.ts'
import { followLandmarks, locateLandmarks } from '../../embeddings/face-pipeline.ts'
import { faceQuality, sharpness } from '../../embeddings/face-quality.ts'
import { headPose } from '../../embeddings/head-pose.ts'
import {
  betweenEyes,
  eyeDistancePx,
  type Landmarks,
  landmarkBox,
} from '../../embeddings/landmarks.ts'
import type { Pixels } from '../../embeddings/pixels.ts'
import { faceBrightness } from './brightness.ts'
import { chooseFace, isSameFace } from './choose-face.ts'
import type { FaceReading, FollowedFace } from './face-reader.ts'
import { blank } from './forgetful-models.ts'
import { type Framing, judgeFraming } from './framing.ts'
import { isFaceShaped, isPlausibleStep } from './plausible-landmarks.ts'

/** Follows one face from picture to picture. One picture at a time. */
export interface FaceFollower {
  /** `atMs` is the time of the picture, by any clock that does not go back. */
  follow(picture: Pixels, atMs: number): Promise<FaceReading>
  /** Lets the followed face go; the next picture is searched afresh. */
  forget(): void
}

export type FaceFollowerOptions = {
  /** How often the detector confirms a followed face. It costs more than a frame of following. */
  readonly confirmEveryMs?: number
}

/** Detections in a row that may miss a followed face, as they do when it turns or blurs. */
const MISSES_TO_LET_GO = 3

type HeldFace = {
  readonly faceNumber: number
  readonly landmarks: Landmarks
  readonly framing: Framing | null
  /** Of the detection that last confirmed the face, and when that was. */
  readonly detectionScore: number
  readonly detectedAtMs: number
  /** Detections since then that did not find it. While there is one, the face is not described. */
  readonly misses: number
}

/**
 * Once the detector has found a face, the landmark net alone follows it on the moving upright crop;
 * the detector only confirms it now and then, counts who else is in view and says when somebody
 * more prominent has come. Nobody but the followed face is ever given landmarks or described.
 */
export function createFaceFollower(
  models: FaceModels,
  options: FaceFollowerOptions = {},
): FaceFollower {
  const confirmEveryMs = options.confirmEveryMs ?? 280
  let held: HeldFace | null = null
  let facesInView = 0
  let facesTakenUp = 0

  /** Where the face went since the last picture, or null when what was found there is no face. */
  const keepUp = async (face: HeldFace, picture: Pixels): Promise<HeldFace | null> => {
    const landmarks = await followLandmarks(models, picture, face.landmarks)
    const isFace = isFaceShaped(landmarks, picture) && isPlausibleStep(face.landmarks, landmarks)
    return isFace ? { ...face, landmarks } : null
  }

  /** Looks the whole picture over; `face` is the followed one, `lost` where it was last seen. */
  const confirm = async (
    face: HeldFace | null,
    lost: HeldFace | null,
    picture: Pixels,
    atMs: number,
  ): Promise<HeldFace | null> => {
    const detections = await models.detect(picture)
    facesInView = detections.length
    const last = face ?? lost
    const box = last && landmarkBox(last.landmarks)
    const wasFound = box !== null && detections.some((found) => isSameFace(found.box, box))
    if (face !== null && !wasFound && face.misses + 1 < MISSES_TO_LET_GO) {
      return { ...face, misses: face.misses + 1 }
    }
    const chosen = chooseFace(detections, picture, box)
    const isSame = chosen !== null && box !== null && isSameFace(chosen.box, box)
    if (face !== null && isSame) {
      return { ...face, detectionScore: chosen.score, detectedAtMs: atMs, misses: 0 }
    }
    if (chosen === null) return null
    const landmarks = await locateLandmarks(models, picture, chosen.box)
    if (!isFaceShaped(landmarks, picture)) return null
    return {
      faceNumber: isSame && last !== null ? last.faceNumber : ++facesTakenUp,
      landmarks,
      framing: isSame && last !== null ? last.framing : null,
      detectionScore: chosen.score,
      detectedAtMs: atMs,
      misses: 0,
    }
  }

  const look = async (face: HeldFace, picture: Pixels): Promise<FollowedFace> => {
    const { landmarks, faceNumber } = face
    const chip = faceChip(picture, landmarks)
    const pose = headPose(landmarks)
    const eyes = betweenEyes(landmarks)
    const framing = judgeFraming(
      {
        eyeDistanceShare: eyeDistancePx(landmarks) / picture.height,
        centreOffsetShare: Math.hypot(eyes.x / picture.width - 0.5, eyes.y / picture.height - 0.5),
        turnedDegrees: Math.hypot(pose.yaw, pose.pitch),
        brightness: faceBrightness(chip),
      },
      face.framing,
    )
    const quality = faceQuality({
      eyeDistancePx: eyeDistancePx(landmarks),
      detectionScore: face.detectionScore,
      pose,
      sharpness: sharpness(chip),
    })
    if (framing !== 'framed' || face.misses > 0) {
      blank(chip)
      return { faceNumber, landmarks, pose, framing, quality, descriptor: null }
    }
    const [descriptor = null] = await models.describe([chip])
    return { faceNumber, landmarks, pose, framing, quality, descriptor }
  }

  return {
    async follow(picture, atMs) {
      const lost = held
      let face = lost && (await keepUp(lost, picture))
      const isDue = face === null || face.misses > 0 || atMs - face.detectedAtMs >= confirmEveryMs
      if (isDue) face = await confirm(face, lost, picture, atMs)
      const seen = face && (await look(face, picture))
      held = face && seen && { ...face, framing: seen.framing }
      return { frameWidth: picture.width, frameHeight: picture.height, facesInView, face: seen }
    },

    forget() {
      held = null
      facesInView = 0
    },
  }
}
