import { describe, expect, it } from 'vitest'
import { LANGUAGE_CODES } from '../../../kiosk/messages/languages.ts'
import { MESSAGES } from '../../../kiosk/messages/speak.ts'
import { rightsWords } from '../../../kiosk/view/rights-words.ts'

/** Every sentence of a language, whole or filled in, with the path it lies at. */
function sentences(part: unknown, path: string): [string, string][] {
  if (typeof part === 'string') return [[path, part]]
  if (typeof part === 'function') return sentences(part(3, 'Somebody'), path)
  return Object.entries(part as object).flatMap(([key, value]) =>
    sentences(value, `${path}.${key}`),
  )
}

/** Sentences that would say who a visitor is or looks like, or dress a rank up as a measure. */
const CLAIMS = {
  en: /\byou (are|look)\b|\byour (twin|double)\b|per ?cent/i,
  fr: /vous (êtes|ressemblez)|votre (sosie|double|jumeau)|pour cent/i,
  de: /Sie (sind|sehen)|Ihr(en)? (Zwilling|Doppelgänger)|Prozent/i,
  es: /usted (es|parece)|su (doble|gemelo)|por ciento/i,
} as const

describe.each(LANGUAGE_CODES)('the exhibit in %s', (language) => {
  const spoken = sentences(MESSAGES[language], language)

  it('leaves nothing unsaid', () => {
    const paths = ([path]: [string, string]) => path.slice(language.length)
    expect(spoken.map(paths)).toEqual(sentences(MESSAGES.en, 'en').map(([path]) => path.slice(2)))
    expect(spoken.filter(([, sentence]) => sentence.trim() === '')).toEqual([])
  })

  it('says of a match how it ranks here, and never who the visitor is', () => {
    const { live, whole } = MESSAGES[language]
    const said = sentences([live, whole], 'match').map(([, sentence]) => sentence)
    expect(said.filter((sentence) => CLAIMS[language].test(sentence))).toEqual([])
    expect(said.filter((sentence) => /\d/.test(sentence))).toEqual([])
    expect(new Set(Object.values(live.nearness)).size).toBe(7)
  })

  it('uses printed quotes and dashes, and no percentage', () => {
    expect(spoken.filter(([, sentence]) => /['"%]| - |\.\.\./.test(sentence))).toEqual([])
  })
})

describe('a rights statement on a label', () => {
  it.each([
    ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0'],
    ['http://creativecommons.org/publicdomain/mark/1.0/', 'Public domain'],
    ['http://rightsstatements.org/vocab/NoC-US/1.0/', 'No Copyright – United States'],
    ['https://creativecommons.org/licenses/by-sa/4.0/', 'CC BY-SA 4.0'],
    ['© The artist', '© The artist'],
    ['https://museum.example/rights/', 'museum.example/rights'],
  ])('prints %s as %s', (rights, words) => {
    expect(rightsWords(rights, MESSAGES.en)).toBe(words)
  })
})
