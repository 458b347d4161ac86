import type { FaceModels } from '../../embeddings/face/face-models.ts'
import { createFaceFollower } from '../../embeddings/follow/face-follower.ts'
import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import type { Pixels } from '../../embeddings/pixels/pixels.ts'

/** A frame as the kiosk's follower read it, and when. */
export type TimedReading = { readonly atMs: number; readonly reading: FaceReading }

export type VisitBefore = {
  /** The first frame that is seen. */
  readonly start: number
  readonly lengthMs: number
  readonly framesPerSecond: number
  /** Standard deviation of the sensor's noise, in levels of 255, and where it comes from. */
  readonly noise: number
  readonly random: () => number
}

/** Lets the follower watch a clip, walked to and fro so that nothing jumps, from some frame on. */
export async function followClip(
  models: FaceModels,
  clip: readonly Pixels[],
  { start, lengthMs, framesPerSecond, noise, random }: VisitBefore,
): Promise<TimedReading[]> {
  const follower = createFaceFollower(models)
  const readings: TimedReading[] = []
  const lap = 2 * (clip.length - 1)
  for (let step = 0; (step * 1000) / framesPerSecond < lengthMs; step++) {
    const atMs = (step * 1000) / framesPerSecond
    const place = (start + step) % lap
    const frame = clip[Math.min(place, lap - place)] as Pixels
    readings.push({ atMs, reading: await follower.follow(noisy(frame, noise, random), atMs) })
  }
  return readings
}

/** A copy with noise, near enough to normal: four even numbers summed. */
function noisy(frame: Pixels, noise: number, random: () => number): Pixels {
  const data = frame.data.slice()
  for (let at = 0; at < data.length; at++) {
    if (at % 4 === 3) continue
    const even = random() + random() + random() + random() - 2
    data[at] = (data[at] as number) + noise * Math.sqrt(3) * even
  }
  return { ...frame, data }
}
