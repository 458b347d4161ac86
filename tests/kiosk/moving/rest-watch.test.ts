import { describe, expect, it } from 'vitest'
import { createRestWatch } from '../../../kiosk/moving/rest-watch.ts'

function watch() {
  const told: (string | null)[] = []
  return { told, rest: createRestWatch((portraitId) => told.push(portraitId)) }
}

describe('coming to rest', () => {
  it('is told once the same portrait has answered for a while', () => {
    const { told, rest } = watch()
    for (let atMs = 0; atMs <= 3_000; atMs += 50) rest.see('a', atMs)
    expect(told).toEqual(['a'])
  })

  it('is not told of portraits that pass', () => {
    const { told, rest } = watch()
    for (let i = 0; i < 60; i++) rest.see(i % 2 === 0 ? 'a' : 'b', i * 50)
    expect(told).toEqual([])
  })

  it('ends when another portrait answers, or nobody is there to be answered', () => {
    const { told, rest } = watch()
    rest.see('a', 0)
    rest.see('a', 1_000)
    rest.see('b', 1_050)
    rest.see('b', 2_100)
    rest.see(null, 2_150)
    expect(told).toEqual(['a', null, 'b', null])
  })
})
