import { describe, expect, it } from 'vitest'
import type { Method } from '../../../indexer/evaluation/methods/methods.ts'
import { halfOf } from '../../../indexer/evaluation/statistics/held-back-half.ts'
import { calibrationReport } from '../../../indexer/evaluation/visitors/calibration-report.ts'
import { enrolledAt, methodOf, photoAt } from './made-up-probes.ts'

/** Tells a visitor at distance d that 1 − d of all first matches are farther. */
const telling: Method = {
  ...methodOf(enrolledAt('work', 0)),
  similarity: (squaredDistance) => 1 - Math.sqrt(squaredDistance),
}

describe('what visitors are told', () => {
  it('is counted by half of the people, over photographs in which a face was found', () => {
    expect([halfOf('Ben'), halfOf('Ada')]).toEqual(['deciding', 'reporting'])
    const told = calibrationReport(
      [
        photoAt(telling, 'Ben', 'ben-1', 0.05),
        photoAt(telling, 'Ben', 'ben-2', 0.2),
        photoAt(telling, 'Ben', 'ben-3', 0.6),
        photoAt(telling, 'Ben', 'ben-4', 0.95),
        photoAt(telling, 'Ada', 'ada-1', 0.995),
        photoAt(telling, 'Ada', 'ada-2', undefined),
      ],
      telling,
    )
    expect(told?.deciding).toMatchObject({
      probes: 4,
      nearest10: 0.25,
      nearest25: 0.5,
      nearerHalf: 0.5,
      farthest10: 0.25,
      nothingNear: 0,
    })
    expect(told?.reporting).toMatchObject({ probes: 1, farthest10: 1, nothingNear: 1 })
  })

  it('is nothing where a method tells nothing, or a half is empty', () => {
    const ben = photoAt(telling, 'Ben', 'ben-1', 0.05)
    expect(calibrationReport([ben], telling)).toBeUndefined()
    const silent = { ...telling, similarity: () => null }
    expect(calibrationReport([ben, photoAt(telling, 'Ada', 'ada-1', 0.1)], silent)).toBeUndefined()
  })
})
