import { faceChip } from '../face/alignment.ts'
import { alignmentResidual } from '../face/alignment-residual.ts'
import { describeChips } from '../face/describe-chips.ts'
import type { Descriptor } from '../face/descriptor.ts'
import type { Detection, FaceModels } from '../face/face-models.ts'
import { faceQuality, sharpness } from '../face/face-quality.ts'
import { headPose } from '../face/head-pose.ts'
import { betweenEyes, eyeDistancePx, type Landmarks, landmarkBox } from '../face/landmarks.ts'
import { followLandmarks } from '../face/locate-landmarks.ts'
import { faceBrightness } from '../pixels/brightness.ts'
import { mirrorPixels, type Pixels } from '../pixels/pixels.ts'
import { type BelievedFace, believeFace } from './believe-face.ts'
import { isSameFace, rankFaces } from './choose-face.ts'
import {
  CLOSE_FIELD,
  detectAllAround,
  detectAround,
  scoreUpright,
  WIDE_FIELD,
} from './detector-views.ts'
import type { FaceReading, FollowedFace, ReadOptions } from './face-reading.ts'
import { blank } from './forgetful-models.ts'
import { type Framing, judgeFraming } from './framing.ts'
import { isFaceShaped, isPlausibleStep } from './plausible-landmarks.ts'
import { isSeenCloser } from './thorough-detector.ts'

/** Follows one face from picture to picture. One picture at a time. */
export interface FaceFollower {
  /** `atMs` is the time of the picture, by any clock that does not go back. */
  follow(picture: Pixels, atMs: number, options?: ReadOptions): Promise<FaceReading>
  /** Lets the followed face go; the next picture is searched afresh. */
  forget(): void
}

export type FaceFollowerOptions = {
  /** How often the detector confirms a followed face. */
  readonly confirmEveryMs?: number
  /**
   * How often the detector looks for others while a face is followed: it costs six confirmations.
   */
  readonly lookAroundEveryMs?: number
}

/** Detections in a row that may miss a followed face, as they do when it turns or blurs. */
const MISSES_TO_LET_GO = 3
/** A detection that misses a face is followed by one of another field, which may see it. */
const CONFIRMING_FIELDS = [WIDE_FIELD, CLOSE_FIELD] as const
const CONFIRMING_SCORE = 0.4
/** Detections of one look that are looked into before the next look is taken. */
const MOST_LOOKED_INTO = 3
/** How many times as high as the box around landmarks the detector's is; it holds the forehead. */
const DETECTED_HEIGHT = 1.2
/** What the detector is so sure of counts as somebody without a closer look. */
const SURELY_SOMEBODY = 0.75
/** Landmarks that fit worse are followed, but what they lie on is not described. */
const MAX_DESCRIBED_RESIDUAL = 0.08
/**
 * A face that is followed without being described moves fast, and every frame counts: detections,
 * which take as long as several frames, are so many times rarer. Nobody else is read meanwhile.
 */
const UNDESCRIBED_PATIENCE = 3
/**
 * How often the light on a face is measured that is not described: the chip it is measured on costs
 * as much as its landmarks.
 */
const LIGHT_EVERY_MS = 600

type HeldFace = {
  readonly faceNumber: number
  readonly landmarks: Landmarks
  readonly framing: Framing | null
  /** The detector's, when it last saw the face. */
  readonly detectionScore: number
  readonly confirmedAtMs: number
  /** Detections since then that did not find it. While there is one, the face is not described. */
  readonly misses: number
  readonly framesDescribed: number
  /** See `faceBrightness`; as it was when the chip was last looked at. */
  readonly light: Light | null
}

type Light = { readonly brightness: number; readonly atMs: number }

/**
 * Once the detector has found a face, the landmark net alone follows it on the moving upright crop;
 * the detector only confirms it now and then, counts who else is in view and says when somebody
 * more prominent has come. Nobody but the followed face is ever given landmarks or described.
 */
export function createFaceFollower(
  models: FaceModels,
  options: FaceFollowerOptions = {},
): FaceFollower {
  const { confirmEveryMs = 280, lookAroundEveryMs = 700 } = options
  let held: HeldFace | null = null
  let facesInView = 0
  let facesTakenUp = 0
  let looks = 0
  let lookedAroundAtMs = Number.NEGATIVE_INFINITY

  /** Where the face went since the last picture, or null when what was found there is no face. */
  const keepUp = async (face: HeldFace, picture: Pixels): Promise<HeldFace | null> => {
    const landmarks = await followLandmarks(models, picture, face.landmarks)
    const isFace = isFaceShaped(landmarks, picture) && isPlausibleStep(face.landmarks, landmarks)
    return isFace ? { ...face, landmarks } : null
  }

  const confirm = async (
    face: HeldFace,
    picture: Pixels,
    atMs: number,
  ): Promise<HeldFace | null> => {
    const field = CONFIRMING_FIELDS[face.misses % CONFIRMING_FIELDS.length] as number
    const score = await scoreUpright(models, picture, face.landmarks, field)
    if (score >= CONFIRMING_SCORE) {
      return { ...face, detectionScore: score, confirmedAtMs: atMs, misses: 0 }
    }
    if (face.misses + 1 < MISSES_TO_LET_GO) return { ...face, misses: face.misses + 1 }
    facesInView--
    return null
  }

  /**
   * The face to look at from now on: `face`, which is followed, unless somebody is much more
   * prominent. A face found where `lost` was a moment ago is the same person's.
   */
  const lookAround = async (
    face: HeldFace | null,
    lost: HeldFace | null,
    picture: Pixels,
    atMs: number,
  ): Promise<HeldFace | null> => {
    lookedAroundAtMs = atMs
    const last = face ?? lost
    const box = last && landmarkBox(last.landmarks)
    // Small and tilted heads are found too, which takes four times as many looks: a face that is
    // being read already has better use for them.
    const look = face?.framing === 'framed' ? detectAround : detectAllAround
    const found = await look(models, picture, looks++)
    const others = found.filter((one) => !(face && box && isSameFace(one.box, box)))
    // As high as the detector would see it, for the others are compared as it sees them.
    const asDetected = box && { ...box, height: box.height * DETECTED_HEIGHT }
    const followed = face && asDetected && { box: asDetected, score: face.detectionScore }
    const ranked = rankFaces(
      followed ? [followed, ...others] : others,
      picture,
      last && box && { box, isFramed: last.framing === 'framed' },
    )
    const nobody = new Set<Detection>()
    let believed: BelievedFace | null = null
    for (const candidate of ranked.slice(0, MOST_LOOKED_INTO)) {
      if (candidate === followed || believed !== null) break
      believed = await believeFace(models, picture, candidate)
      const isFollowed = face && box && believed && isSameFace(landmarkBox(believed.landmarks), box)
      if (isFollowed) believed = null
      if (believed === null) nobody.add(candidate)
    }
    facesInView = followed ? 1 : 0
    for (const other of others) {
      if (nobody.has(other)) continue
      const isTaken = believed !== null && isSameFace(other.box, landmarkBox(believed.landmarks))
      if (
        isTaken ||
        other.score >= SURELY_SOMEBODY ||
        (await isSeenCloser(models, picture, other.box))
      ) {
        facesInView++
      }
    }
    if (believed === null) return face
    const isKnown = box !== null && isSameFace(landmarkBox(believed.landmarks), box)
    const known = lost !== null && isKnown ? lost : null
    return {
      faceNumber: known?.faceNumber ?? ++facesTakenUp,
      landmarks: believed.landmarks,
      framing: known?.framing ?? null,
      detectionScore: believed.score,
      confirmedAtMs: atMs,
      // What is doubtful is let go unless the next frame shows it too.
      misses: believed.isSure ? 0 : MISSES_TO_LET_GO - 1,
      framesDescribed: known?.framesDescribed ?? 0,
      light: known?.light ?? null,
    }
  }

  /** The face in the picture after whichever one detection is due; a frame has one at most. */
  const find = async (
    picture: Pixels,
    atMs: number,
    { describes }: ReadOptions,
  ): Promise<HeldFace | null> => {
    const face = held && (await keepUp(held, picture))
    if (face === null) return lookAround(null, held, picture, atMs)
    // Whichever is more overdue, so that on a slow machine neither is always put off.
    const patience = describes ? 1 : UNDESCRIBED_PATIENCE
    const confirmOverdue = (atMs - face.confirmedAtMs) / (patience * confirmEveryMs)
    // A face that cannot be read leaves time to look for one that can, all of four views soon.
    const isGood = face.framing === 'framed' || !describes
    const lookEveryMs = isGood ? lookAroundEveryMs : confirmEveryMs / 4
    const lookOverdue = (atMs - lookedAroundAtMs) / (patience * lookEveryMs)
    if (face.misses > 0) return confirm(face, picture, atMs)
    if (Math.max(confirmOverdue, lookOverdue) < 1) return face
    return confirmOverdue >= lookOverdue
      ? confirm(face, picture, atMs)
      : lookAround(face, null, picture, atMs)
  }

  const look = async (
    face: HeldFace,
    picture: Pixels,
    atMs: number,
    { describes }: ReadOptions,
  ): Promise<{ seen: FollowedFace; light: Light }> => {
    const { landmarks, faceNumber } = face
    const isLit = !describes && face.light !== null && atMs - face.light.atMs < LIGHT_EVERY_MS
    const chip = isLit ? null : faceChip(picture, landmarks)
    const light = chip === null ? (face.light as Light) : { brightness: faceBrightness(chip), atMs }
    const pose = headPose(landmarks)
    const eyes = betweenEyes(landmarks)
    const framing = judgeFraming(
      {
        eyeDistanceShare: eyeDistancePx(landmarks) / picture.height,
        centreOffsetShare: Math.hypot(eyes.x / picture.width - 0.5, eyes.y / picture.height - 0.5),
        turnedDegrees: Math.hypot(pose.yaw, pose.pitch),
        brightness: light.brightness,
      },
      face.framing,
    )
    const seen = { faceNumber, landmarks, pose, framing }
    const residual = alignmentResidual(landmarks)
    const isSure = face.misses === 0 && residual <= MAX_DESCRIBED_RESIDUAL
    if (chip === null || !describes || framing !== 'framed' || !isSure) {
      if (chip !== null) blank(chip)
      return { seen: { ...seen, quality: 0, descriptor: null }, light }
    }
    const quality = faceQuality({
      eyeDistancePx: eyeDistancePx(landmarks),
      detectionScore: face.detectionScore,
      pose,
      sharpness: sharpness(chip),
      alignmentResidual: residual,
    })
    return { seen: { ...seen, quality, descriptor: await describe(face, chip) }, light }
  }

  /**
   * A descriptor is the mean of a chip's and its mirror image's. The first frame is described both
   * ways; after that the ways take turns, since the average over a visit is the same mean for half
   * the work.
   */
  const describe = async (face: HeldFace, chip: Pixels): Promise<Descriptor | null> => {
    if (face.framesDescribed === 0) {
      const [both] = await describeChips(models, [chip])
      return both?.descriptor ?? null
    }
    let shown = chip
    if (face.framesDescribed % 2 === 1) {
      shown = mirrorPixels(chip)
      blank(chip)
    }
    const [descriptor = null] = await models.describe([shown])
    return descriptor
  }

  return {
    async follow(picture, atMs, options = { describes: true }) {
      const face = await find(picture, atMs, options)
      if (face === null) {
        held = null
        return { frameWidth: picture.width, frameHeight: picture.height, facesInView, face: null }
      }
      const { seen, light } = await look(face, picture, atMs, options)
      const framesDescribed = face.framesDescribed + (seen.descriptor ? 1 : 0)
      held = { ...face, framing: seen.framing, framesDescribed, light }
      return { frameWidth: picture.width, frameHeight: picture.height, facesInView, face: seen }
    },

    forget() {
      held = null
      facesInView = 0
      looks = 0
    },
  }
}
