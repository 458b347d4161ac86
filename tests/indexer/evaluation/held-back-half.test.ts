import { describe, expect, it } from 'vitest'
import { halfOf } from '../../../indexer/evaluation/statistics/held-back-half.ts'

describe('the held-back half', () => {
  it('is fixed: what was decided on one half stays decided on it', () => {
    expect(['Rembrandt', 'Leo Tolstoy', 'Édouard Manet'].map(halfOf)).toEqual([
      'deciding',
      'deciding',
      'deciding',
    ])
    expect(['Victor Hugo', 'Madame de Pompadour', 'James Monroe'].map(halfOf)).toEqual([
      'reporting',
      'reporting',
      'reporting',
    ])
  })

  it('is that of the person, however the name is written', () => {
    expect(halfOf('  RÉMBRANDT ')).toBe(halfOf('rémbrandt'))
    expect(halfOf('É'.normalize('NFD'))).toBe(halfOf('É'.normalize('NFC')))
  })

  it('holds about half of the people', () => {
    const people = Array.from({ length: 1000 }, (_, i) => `Still ${i}`)
    const deciding = people.filter((person) => halfOf(person) === 'deciding').length
    expect(deciding).toBeGreaterThan(450)
    expect(deciding).toBeLessThan(550)
  })
})
