import { headPose } from '../../embeddings/face/head-pose.ts'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import type { FaceAnswer } from '../contract/http.ts'

/** The computed data of the face at a position; undefined in older galleries without landmarks. */
export function computedFace(
  { manifest, portraits }: Pick<Gallery, 'manifest' | 'portraits'>,
  position: number,
): FaceAnswer | undefined {
  const landmarks = portraits.landmarksAt(position)
  if (!landmarks) return undefined
  const { id, crop } = portraits.at(position)
  const { yaw, pitch, roll } = headPose(landmarks)
  return {
    gallery: manifest.id,
    portraitId: id,
    crop,
    landmarks: landmarks.map(({ x, y }): [number, number] => [rounded(x, 1), rounded(y, 1)]),
    pose: { yaw: rounded(yaw, 1), pitch: rounded(pitch, 1), roll: rounded(roll, 1) },
    descriptor: Array.from(portraits.descriptorAt(position), (number) => rounded(number, 6)),
  }
}

function rounded(value: number, places: number): number {
  return Number(value.toFixed(places))
}
