import { describe, expect, it } from 'vitest'
import { languageToShow } from '../../../indexer/collections/preferred-language.ts'

describe('the language of a text that is in several', () => {
  it.each([
    ['the first wanted', ['en', 'nl'], ['nl', 'en'], 'nl'],
    ['the second where the first is not there', ['en', 'nl'], ['fr', 'en'], 'en'],
    ['the same as it is written elsewhere', ['de', 'en-GB'], ['en'], 'en-GB'],
    ['whatever the case', ['pt-br'], ['pt-BR'], 'pt-br'],
    ['the one that is not said rather than any', ['nl', ''], ['en'], ''],
    ['any rather than none', ['nl', 'fr'], ['en'], 'nl'],
    ['none where there is no text', [], ['en'], undefined],
  ])('is %s', (_, there, wanted, language) => {
    expect(languageToShow(there, wanted)).toBe(language)
  })
})
