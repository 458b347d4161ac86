import { describe, expect, it } from 'vitest'
import { artistName } from '../../../indexer/collections/artist-name.ts'

describe('the name of a maker', () => {
  it.each([
    'Unknown artist',
    'Artist unknown',
    'anonymous',
    'anoniem',
    'Unbekannt',
    'Anon.',
    'n/a',
  ])('is none where nobody knows it: %s', (words) => {
    expect(artistName(words)).toBe('')
  })

  it.each([
    'Unknown Master',
    'Master of the Unknown Portrait',
    'anonymous, after Hals',
    'Inconnus',
  ])('stays where something is known: %s', (words) => {
    expect(artistName(words)).toBe(words)
  })
})
