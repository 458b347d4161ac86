import { toDescriptor } from '../../embeddings/face/descriptor.ts'
import { eyeCentres } from '../../embeddings/face/landmarks.ts'
import { MEAN_FACE, MEAN_FACE_FIRST_LANDMARK } from '../../embeddings/face/mean-face.ts'
import { EMPTY_LABEL } from '../../embeddings/gallery/portrait.ts'
import { midpoint, type Point } from '../../embeddings/pixels/point.ts'
import type {
  CataloguedFace,
  FileStamp,
  PictureDescription,
  PipelineVersion,
} from '../../indexer/catalogue/descriptions.ts'
import type { Work } from '../../indexer/catalogue/works.ts'

export const A_WORK: Work = {
  id: 'the-laughing-cavalier',
  source: 'folder',
  location: '/paintings',
  record: 'cavalier.jpg',
  file: '/paintings/cavalier.jpg',
  label: { ...EMPTY_LABEL, title: 'The Laughing Cavalier', artist: 'Frans Hals', date: '1624' },
  download: undefined,
}

export const RECIPE: PipelineVersion = {
  digest: 'a recipe',
  spaceId: 'a space',
  sameLandmarks: ['an earlier recipe'],
}

export const STAMP: FileStamp = {
  file: A_WORK.file,
  bytes: 123_456,
  mtimeMs: 1_700_000_000_123.5,
  contentSha256: 'c'.repeat(64),
}

/** A frontal face 200 px wide, the `number`th from the left of a picture 2000 × 1000 px. */
export function aFace(number: number, change: Partial<CataloguedFace> = {}): CataloguedFace {
  const left = 20 + (number - 1) * 300
  return {
    number,
    box: { x: left, y: 100, width: 200, height: 240 },
    score: 0.9,
    landmarks: frontalLandmarks(left + 100, 200, 80),
    pose: { yaw: 5, pitch: -3, roll: 1 },
    quality: 0.6,
    sharpness: 0.08,
    mirrorDistance: 0.2,
    descriptor: toDescriptor(
      Array.from({ length: 128 }, (_, i) => Math.fround(Math.sin(i * number))),
    ),
    crop: { digest: String(number).repeat(64).slice(0, 64), width: 400, height: 500 },
    eyes: [
      { x: 150, y: 210 },
      { x: 250, y: 210 },
    ],
    ...change,
  }
}

export function aDescription(...faces: CataloguedFace[]): PictureDescription {
  return {
    width: 2000,
    height: 1000,
    picture: { digest: 'd'.repeat(64), width: 1600, height: 800 },
    closer: { digest: 'e'.repeat(64), width: 2000, height: 1000 },
    faces,
    facesTooSmall: 0,
    facesBeyondLimit: 0,
  }
}

/**
 * The mean face, its eyes `eyeDistancePx` apart around (x, y); of the jaw, which it lacks, only the
 * chin is where it should be.
 */
export function frontalLandmarks(x: number, y: number, eyeDistancePx: number): Point[] {
  const eyes = eyeCentres(withJaw(MEAN_FACE.map(([u, v]) => ({ x: u, y: v }))))
  const middle = midpoint(...eyes)
  const scale = eyeDistancePx / (eyes[1].x - eyes[0].x)
  const points = MEAN_FACE.map(([u, v]) => ({
    x: x + (u - middle.x) * scale,
    y: y + (v - middle.y) * scale,
  }))
  const landmarks = withJaw(points)
  landmarks[8] = { x, y: y + eyeDistancePx * 1.9 }
  return landmarks
}

/** All 68 points, the jaw at the first of those given. */
function withJaw(points: readonly Point[]): Point[] {
  const jaw = Array.from({ length: MEAN_FACE_FIRST_LANDMARK }, () => points[0] as Point)
  return [...jaw, ...points]
}
