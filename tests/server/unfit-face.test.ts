import { expect, test } from 'vitest'
import { type ProbeMeasures, whyUnfit } from '../../server/pictures/unfit-face.ts'

const FIT: ProbeMeasures = {
  eyeDistancePx: 40,
  turnedDegrees: 10,
  sharpness: 0.1,
  brightness: 0.5,
  alignmentResidual: 0.04,
}

test('[UP7] a face within all limits may be searched with', () => {
  expect(whyUnfit(FIT)).toBeUndefined()
  expect(
    whyUnfit({
      eyeDistancePx: 12,
      turnedDegrees: 50,
      sharpness: 0.006,
      brightness: 0.05,
      alignmentResidual: 0.12,
    }),
  ).toBeUndefined()
})

test.each<[keyof ProbeMeasures, number, string]>([
  ['eyeDistancePx', 8, 'too small'],
  ['turnedDegrees', 60, 'turned too far away'],
  ['sharpness', 0.003, 'too blurred'],
  ['brightness', 0.02, 'too dark'],
  ['alignmentResidual', 0.2, 'features cannot be made out'],
  ['sharpness', 0, 'too blurred'],
])('[UP7] a face whose %s is %d is refused by name', (measure, value, words) => {
  expect(whyUnfit({ ...FIT, [measure]: value })).toEqual({
    code: 'face-unfit',
    detail: expect.stringContaining(words),
  })
})

test('[UP7] of several faults the worst is named', () => {
  const detail = whyUnfit({ ...FIT, eyeDistancePx: 11, brightness: 0.01 })?.detail
  expect(detail).toContain('too dark')
})
