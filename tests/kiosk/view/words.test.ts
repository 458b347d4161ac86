import { describe, expect, it } from 'vitest'
import { LANGUAGE_CODES } from '../../../kiosk/messages/languages.ts'
import { MESSAGES } from '../../../kiosk/messages/speak.ts'
import { nearnessOf } from '../../../kiosk/view/nearness.ts'
import { rightsWords } from '../../../kiosk/view/rights-words.ts'

/** Every sentence of a language, whole or filled in, with the path it lies at. */
function sentences(part: unknown, path: string): [string, string][] {
  if (typeof part === 'string') return [[path, part]]
  if (typeof part === 'function') return sentences(part(3, 'Somebody'), path)
  return Object.entries(part as object).flatMap(([key, value]) =>
    sentences(value, `${path}.${key}`),
  )
}

describe.each(LANGUAGE_CODES)('the exhibit in %s', (language) => {
  const spoken = sentences(MESSAGES[language], language)

  it('leaves nothing unsaid', () => {
    const paths = ([path]: [string, string]) => path.slice(language.length)
    expect(spoken.map(paths)).toEqual(sentences(MESSAGES.en, 'en').map(([path]) => path.slice(2)))
    expect(spoken.filter(([, sentence]) => sentence.trim() === '')).toEqual([])
  })

  it('uses printed quotes and dashes, and no percentage', () => {
    expect(spoken.filter(([, sentence]) => /['"%]| - |\.\.\./.test(sentence))).toEqual([])
  })
})

describe('how near a match is', () => {
  it.each([
    [1, 'rare'],
    [0.95, 'nine-in-ten'],
    [0.75, 'three-in-four'],
    [0.6, 'half'],
    [0.3, 'ordinary'],
    [0.02, 'cousin'],
  ])('puts %d as %s', (similarity, nearness) => {
    expect(nearnessOf(similarity)).toBe(nearness)
  })
})

describe('a rights statement on a label', () => {
  it.each([
    ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0'],
    ['http://creativecommons.org/publicdomain/mark/1.0/', 'Public domain'],
    ['http://rightsstatements.org/vocab/NoC-US/1.0/', 'Public domain'],
    ['https://creativecommons.org/licenses/by-sa/4.0/', 'CC BY-SA 4.0'],
    ['© The artist', '© The artist'],
    ['https://museum.example/rights/', 'museum.example/rights'],
  ])('prints %s as %s', (rights, words) => {
    expect(rightsWords(rights, MESSAGES.en)).toBe(words)
  })
})
