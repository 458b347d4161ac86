import { expect, it } from 'vitest'
import { createSteadyStance } from '../../../kiosk/session/steady-stance.ts'

const framed = { stance: 'framed', facesInView: 1 } as const
const far = { stance: 'too-far', facesInView: 1 } as const
const nobody = { stance: 'nobody', facesInView: 0 } as const

it('tells the first standing at once, and none twice', () => {
  const steady = createSteadyStance(400)
  expect(steady(far, 0)).toEqual(far)
  expect(steady(far, 900)).toBeNull()
})

it('coaches nobody for a blink of the detector', () => {
  const steady = createSteadyStance(400)
  steady(framed, 0)
  expect(steady(nobody, 50)).toBeNull()
  expect(steady(framed, 100)).toBeNull()
  expect(steady(nobody, 150)).toBeNull()
  expect(steady(nobody, 500)).toBeNull()
  expect(steady(nobody, 550)).toEqual(nobody)
})

it('tells good news without waiting: somebody came, somebody stands well', () => {
  const steady = createSteadyStance(400)
  steady(nobody, 0)
  expect(steady(far, 10)).toEqual(far)
  expect(steady(framed, 20)).toEqual(framed)
})
