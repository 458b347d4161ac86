import type { FaceModels } from './face-models.ts'
import type { Landmarks } from './landmarks.ts'
import { followLandmarks } from './locate-landmarks.ts'
import type { Pixels } from './pixels.ts'

/**
 * Further upright passes after `locateLandmarks`. Of 25 photographs that two detectors found each on
 * its own (SSD in Node, the tiny one as in a browser), the first five matches of the two came in the
 * same order for 12 without these passes, 17 where only one side had two more, 23 where both had two,
 * 24 where both had four (at 8 ms a pass).
 */
const SETTLING_PASSES = 2

/**
 * Landmarks where they come to rest, whatever box they were begun from: what is worth its time for
 * one probe that is asked about once, so that a browser and a server find the same portraits.
 */
export async function settleLandmarks(
  models: FaceModels,
  picture: Pixels,
  located: Landmarks,
): Promise<Landmarks> {
  let landmarks = located
  for (let pass = 0; pass < SETTLING_PASSES; pass++) {
    landmarks = await followLandmarks(models, picture, landmarks)
  }
  return landmarks
}
