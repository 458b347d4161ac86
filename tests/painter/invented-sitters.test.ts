import { describe, expect, it } from 'vitest'
import { inventedSitters } from './invented-sitters.ts'

const sitters = inventedSitters()
const distinct = (values: readonly string[]) => new Set(values).size

describe('the invented sitters', () => {
  it('are at least 120 people, each with an id and a title of their own', () => {
    expect(sitters.length).toBeGreaterThanOrEqual(120)
    expect(distinct(sitters.map(({ id }) => id))).toBe(sitters.length)
    expect(distinct(sitters.map(({ title }) => title))).toBe(sitters.length)
  })

  it('have ids that can be read, and that start with their number', () => {
    for (const { id, number } of sitters) {
      expect(id).toMatch(/^invented-\d{3}(-[a-z0-9]+)+$/)
      expect(id.slice(9, 12)).toBe(String(number).padStart(3, '0'))
    }
    expect(sitters[0]?.id).toBe('invented-001-the-glassblowers-sister')
  })

  it('say plainly on every label that nobody sat for them', () => {
    for (const sitter of sitters) {
      expect(sitter.creditLine).toContain('never lived')
      expect(sitter.artist).toBe('Pendant, by code')
      expect(sitter.museum).toBe('The Built-in Collection')
      expect(sitter.rights).toBe('http://creativecommons.org/publicdomain/zero/1.0/')
      expect(sitter.date).not.toBe('')
      expect(sitter.medium).not.toBe('')
    }
  })

  it('spread evenly over the whole range of human skin', () => {
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => sitters.filter(({ tone }) => Math.floor(tone * 10) === tenth).length,
    )
    for (const count of tenths) {
      expect(count).toBeGreaterThanOrEqual(Math.floor(sitters.length / 10) - 2)
      expect(count).toBeLessThanOrEqual(Math.ceil(sitters.length / 10) + 2)
    }
  })

  it('are women and men, young, grown and old, in at least eight manners', () => {
    expect(distinct(sitters.map(({ manner }) => manner))).toBeGreaterThanOrEqual(8)
    for (const shown of ['woman', 'man'] as const) {
      expect(sitters.filter((sitter) => sitter.shown === shown).length).toBeGreaterThan(
        sitters.length * 0.4,
      )
      for (const years of ['young', 'grown', 'old'] as const) {
        expect(
          sitters.filter((sitter) => sitter.shown === shown && sitter.years === years).length,
        ).toBeGreaterThan(8)
      }
    }
  })

  it('do not hang in the same manner as their neighbour more than now and then', () => {
    const alike = sitters.filter((sitter, index) => sitter.manner === sitters[index + 1]?.manner)
    expect(alike.length).toBeLessThan(sitters.length / 10)
  })

  it('are the same people every time', () => {
    expect(inventedSitters()).toEqual(sitters)
  })
})
