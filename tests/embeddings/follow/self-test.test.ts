import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaceModels } from '../../../embeddings/face/face-models.ts'
import {
  SELF_TEST_MAX_DISTANCE,
  selfTest,
  selfTestChip,
} from '../../../embeddings/follow/self-test.ts'
import { loadNodeModels } from '../../../embeddings/node/load-node-models.ts'

let models: FaceModels
beforeAll(async () => {
  models = await loadNodeModels({ detector: 'tiny-face-detector', minDetectionScore: 0.4 })
})
afterAll(() => models.close())

/** A clock that tells the given times, one a call. */
function clockOf(times: readonly number[]): () => number {
  let calls = 0
  return () => times[calls++] as number
}

describe('the self-test of an engine', () => {
  it('finds that Node gives the descriptor that was written down', async () => {
    expect((await selfTest(models, selfTestChip(), () => performance.now())).distance).toBeLessThan(
      0.002,
    )
  })

  it('refuses an engine that counts wrong', async () => {
    const wrong: FaceModels = {
      ...models,
      async describe(chips) {
        const descriptors = await models.describe(chips)
        for (const descriptor of descriptors) descriptor[0] = (descriptor[0] as number) + 0.06
        return descriptors
      },
    }
    const { distance } = await selfTest(wrong, selfTestChip(), () => performance.now())
    expect(distance).toBeGreaterThan(SELF_TEST_MAX_DISTANCE)
  })

  it('times warm runs only, and takes the median', async () => {
    // A clock is read at the start of seven runs and at the end of the last five.
    const times = [0, 1000, 2000, 2030, 3000, 3010, 4000, 4020, 5000, 5500, 6000, 6015]
    expect((await selfTest(models, selfTestChip(), clockOf(times))).frameMs).toBe(20)
  })
})
