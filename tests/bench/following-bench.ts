import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { DESCRIPTOR_LENGTH, toDescriptor } from '../../embeddings/face/descriptor.ts'
import type { FaceModels } from '../../embeddings/face/face-models.ts'
import { findFaces } from '../../embeddings/face/face-pipeline.ts'
import { landmarkBox } from '../../embeddings/face/landmarks.ts'
import { createFaceFollower } from '../../embeddings/follow/face-follower.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import type { Pixels } from '../../embeddings/pixels/pixels.ts'
import { type Box, overlap } from '../../embeddings/pixels/point.ts'
import { splitMotionJpeg } from '../../indexer/evaluation/lists/motion-jpeg.ts'
import { decodePicture } from '../decode-picture.ts'
import { testDataFolder } from '../test-data.ts'
import type { Figures } from './figures.ts'

/**
 * Smaller photographs are press pictures cut to the face, with nothing beside it to be mistaken.
 */
const LEAST_SIDE_PX = 380
const CAMERA = { width: 1280, height: 720, framesPerSecond: 30 }
/** As the page hands frames to the reader. */
const READ = { width: 640, height: 360 }
const WALL = { r: 110, g: 105, b: 100 }
const PHOTOGRAPH_HEIGHT_SHARE = 0.85
const CLIP_FRAMES = 60
/** PNG only carries the pixels. */
const PLAIN = { compressionLevel: 0 }
const PHASES = 4
const VISIT_MS = 4_000
const IN_TIME_MS = 1_500
/**
 * Milliseconds that a kiosk of two cores spends on each net (docs/benchmarks.md), and on what else
 * a frame takes. The clock of a visit is made of them, so that a busy machine gives the same
 * figures.
 */
const COST_MS = { landmarks: 8, description: 23, frame: 4 }
const DETECTION_MS: Readonly<Record<number, number>> = { 160: 10, 224: 18, 320: 35, 416: 60 }
/** Boxes around the landmarks of one face overlap by more, whoever found them. */
const SAME_FACE_OVERLAP = 0.25
/**
 * Faces that the thorough detector does not see: in profile or bent down. By eye, in the
 * photograph.
 */
const MARKED_BY_EYE: Readonly<Record<string, Box>> = {
  'john-burroughs-3.jpg': { x: 140, y: 190, width: 230, height: 220 },
  'leo-tolstoy-1.jpg': { x: 380, y: 140, width: 110, height: 150 },
  'rainer-maria-rilke-3.jpg': { x: 70, y: 260, width: 200, height: 290 },
  'william-james-2.jpg': { x: 185, y: 250, width: 190, height: 190 },
}
const FILMS = ['head-pose-male', 'head-close-male', 'head-pose-two-people']
const FILM_FRAMES_PER_SECOND = 15

/** What a camera shows, round and round, and where the faces in each picture are. */
type Clip = {
  readonly framesPerSecond: number
  readonly length: number
  readonly frameAt: (frame: number) => Promise<Pixels>
  readonly facesIn: (frame: number) => readonly Box[]
}

type Visit = {
  readonly rightAfterMs: number | null
  /** Frames described of what is no face, or not the face that was described first. */
  readonly wrongDescriptions: number
  readonly descriptions: number
  /** A framed face was let go and something else taken up. */
  readonly isLostToOther: boolean
  /** A framed face was let go, if only for a moment. */
  readonly isLost: boolean
}

/**
 * Whom the mirror follows: photographs that move by a few pixels before the camera, and films, each
 * begun at four moments. A description of anything but the visitor's face is wrong.
 */
export async function followingBench(): Promise<Figures> {
  const shared = testDataFolder('photographs of visitors, which cannot be replaced here')
  if (!shared) return { visits: 0 }
  const folder = join(shared, 'visitors')
  const thorough = await loadNodeModels()
  const tiny = await loadNodeModels({ detector: 'tiny-face-detector', minDetectionScore: 0.4 })
  const seen: [string, Visit][] = []
  const unseen: [string, Visit][] = []
  try {
    for (const name of await readdir(folder)) {
      const photograph = name.endsWith('.jpg') && (await photographOf(join(folder, name)))
      if (!photograph) continue
      const byDetector = await facesOf(thorough, photograph.pixels)
      const byEye = MARKED_BY_EYE[name]
      const faces = byDetector.length > 0 ? byDetector : byEye ? [byEye] : []
      const clip = await photographClip(photograph, faces)
      for (const visit of await visits(tiny, clip)) {
        const list = byDetector.length > 0 ? seen : unseen
        list.push([name, visit])
      }
    }
    for (const name of FILMS) {
      const film = await readFile(join(folder, 'video', `${name}.mjpeg`))
      for (const visit of await visits(tiny, await filmClip(thorough, film))) {
        seen.push([name, visit])
      }
    }
  } finally {
    thorough.close()
    tiny.close()
  }
  return {
    ...figuresOf('', seen),
    ...figuresOf('in profile or bent down: ', unseen),
  }
}

function figuresOf(prefix: string, visits: readonly [string, Visit][]): Figures {
  if (visits.length === 0) return { [`${prefix}visits`]: 0 }
  const namesOf = (which: (visit: Visit) => boolean): string => {
    const names = visits.filter(([, visit]) => which(visit)).map(([name]) => name)
    const counted = [...new Set(names)].map(
      (name) => `${name} ×${names.filter((other) => other === name).length}`,
    )
    return `${names.length}${names.length > 0 ? ` (${counted.join(', ')})` : ''}`
  }
  const isInTime = ({ rightAfterMs }: Visit): boolean =>
    rightAfterMs !== null && rightAfterMs <= IN_TIME_MS
  const sum = (of: (visit: Visit) => number) =>
    visits.reduce((total, [, visit]) => total + of(visit), 0)
  return {
    [`${prefix}visits`]: visits.length,
    [`${prefix}frames described`]: sum(({ descriptions }) => descriptions),
    [`${prefix}frames described wrongly`]: sum(({ wrongDescriptions }) => wrongDescriptions),
    [`${prefix}visits with a wrong description`]: namesOf((each) => each.wrongDescriptions > 0),
    [`${prefix}right face within 1.5 s, share`]:
      visits.filter(([, visit]) => isInTime(visit)).length / visits.length,
    [`${prefix}right face not within 1.5 s`]: namesOf((visit) => !isInTime(visit)),
    [`${prefix}framed faces lost to something else`]: namesOf((visit) => visit.isLostToOther),
    [`${prefix}framed faces lost for a moment`]: namesOf((visit) => visit.isLost),
  }
}

async function visits(models: FaceModels, clip: Clip): Promise<Visit[]> {
  const all: Visit[] = []
  for (let phase = 0; phase < PHASES; phase++) {
    all.push(await visit(models, clip, Math.round((phase * clip.length) / PHASES)))
  }
  return all
}

async function visit(models: FaceModels, clip: Clip, firstFrame: number): Promise<Visit> {
  let nowMs = 0
  const timed: FaceModels = {
    detect(picture, inputSize = 416, leastScore) {
      nowMs += DETECTION_MS[inputSize] ?? (60 * inputSize ** 2) / 416 ** 2
      return models.detect(picture, inputSize, leastScore)
    },
    findLandmarks(crop) {
      nowMs += COST_MS.landmarks
      return models.findLandmarks(crop)
    },
    // Which face is followed does not depend on how it is described.
    async describe(chips) {
      nowMs += COST_MS.description * chips.length
      return chips.map(() => toDescriptor(new Float32Array(DESCRIPTOR_LENGTH).fill(0.1)))
    },
    close: () => models.close(),
  }
  const follower = createFaceFollower(timed)
  let rightAfterMs: number | null = null
  let [wrongDescriptions, descriptions] = [0, 0]
  let [isLostToOther, isLost] = [false, false]
  let lastFramed: Box | null = null
  while (nowMs < VISIT_MS) {
    // The newest frame wins; the same one is not read twice.
    const frame = firstFrame + Math.ceil((nowMs * clip.framesPerSecond) / 1000)
    const atMs = ((frame - firstFrame) * 1000) / clip.framesPerSecond
    nowMs = atMs + COST_MS.frame
    const index = frame % clip.length
    const { face } = await follower.follow(await clip.frameAt(index), atMs)
    const at = face && landmarkBox(face.landmarks)
    const isRight = at !== null && clip.facesIn(index).some((box) => isSame(box, at))
    if (isRight) rightAfterMs ??= atMs
    if (lastFramed !== null) {
      if (at === null || !isSame(at, lastFramed)) isLost = true
      if (at !== null && !isSame(at, lastFramed)) isLostToOther = true
    }
    if (face?.descriptor) {
      descriptions++
      if (!isRight || (lastFramed !== null && at !== null && !isSame(at, lastFramed))) {
        wrongDescriptions++
      }
    }
    if (face?.framing === 'framed' && isRight) lastFramed = at
  }
  return { rightAfterMs, wrongDescriptions, descriptions, isLostToOther, isLost }
}

function isSame(one: Box, other: Box): boolean {
  return overlap(one, other) >= SAME_FACE_OVERLAP
}

async function facesOf(models: FaceModels, picture: Pixels): Promise<Box[]> {
  return (await findFaces(models, picture)).map(({ landmarks }) => landmarkBox(landmarks))
}

type Photograph = { readonly bytes: Buffer; readonly pixels: Pixels }

/** The photograph where it is large enough. */
async function photographOf(path: string): Promise<Photograph | null> {
  const bytes = await readFile(path)
  const pixels = await decodePicture(bytes)
  return Math.min(pixels.width, pixels.height) >= LEAST_SIDE_PX ? { bytes, pixels } : null
}

/** The photograph before a plain wall, moving by a few pixels. */
async function photographClip({ bytes, pixels }: Photograph, faces: readonly Box[]): Promise<Clip> {
  const height = Math.round(CAMERA.height * PHOTOGRAPH_HEIGHT_SHARE)
  const { data: input, info } = await sharp(bytes)
    .rotate()
    .resize({ height })
    .jpeg()
    .toBuffer({ resolveWithObject: true })
  const cornerAt = (frame: number) => {
    const turn = (frame / CLIP_FRAMES) * 2 * Math.PI
    return {
      left: Math.round((CAMERA.width - info.width) / 2 + 6 * Math.sin(turn)),
      top: Math.round((CAMERA.height - info.height) / 2 + 3 * Math.cos(turn)),
    }
  }
  const frames = new Map<number, Promise<Pixels>>()
  const frameAt = async (frame: number): Promise<Pixels> => {
    const shown = await sharp({
      create: { width: CAMERA.width, height: CAMERA.height, channels: 3, background: WALL },
    })
      .composite([{ input, ...cornerAt(frame) }])
      .raw()
      .toBuffer({ resolveWithObject: true })
    return decodePicture(
      await sharp(shown.data, { raw: shown.info }).resize(READ).png(PLAIN).toBuffer(),
    )
  }
  const shrink = READ.width / CAMERA.width
  const scale = (height / pixels.height) * shrink
  return {
    framesPerSecond: CAMERA.framesPerSecond,
    length: CLIP_FRAMES,
    frameAt(frame) {
      const made = frames.get(frame) ?? frameAt(frame)
      frames.set(frame, made)
      return made
    },
    facesIn(frame) {
      const { left, top } = cornerAt(frame)
      return faces.map((box) => ({
        x: left * shrink + box.x * scale,
        y: top * shrink + box.y * scale,
        width: box.width * scale,
        height: box.height * scale,
      }))
    },
  }
}

/**
 * A film to and fro, so that nothing jumps. Faces move little in it: every tenth picture is looked
 * at.
 */
async function filmClip(models: FaceModels, film: Uint8Array): Promise<Clip> {
  const there = await Promise.all(splitMotionJpeg(film).map(decodePicture))
  const faces: Box[][] = []
  for (let at = 0; at < there.length; at += 10) {
    faces.push(await facesOf(models, there[at] as Pixels))
  }
  const toAndFro = (frame: number): number => Math.min(frame, 2 * (there.length - 1) - frame)
  return {
    framesPerSecond: FILM_FRAMES_PER_SECOND,
    length: 2 * (there.length - 1),
    frameAt: async (frame) => there[toAndFro(frame)] as Pixels,
    facesIn(frame) {
      const at = toAndFro(frame)
      return [Math.floor(at / 10), Math.ceil(at / 10)].flatMap((near) => faces[near] ?? [])
    },
  }
}
