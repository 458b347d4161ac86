import { describe, expect, it } from 'vitest'
import { rightsInWords } from '../../../embeddings/gallery/rights-statement.ts'
import { isSlanted } from '../../../kiosk/parts/label-parts.tsx'
import { EXHIBIT_TEXTS as TEXTS } from '../../../server/contract/texts/exhibit-texts.ts'
import { BUILT_IN_TAGS, type BuiltIn } from '../../../server/contract/texts/languages.ts'

/** Every text of a language in all its forms, with the path it lies at. */
function textsOf(part: unknown, path: string): [string, string][] {
  if (typeof part === 'string') return [[path, part]]
  return Object.entries(part as object).flatMap(([key, value]) => textsOf(value, `${path}.${key}`))
}

/** Sentences that would say who a visitor is or looks like, or dress a rank up as a measure. */
const CLAIMS: Readonly<Record<BuiltIn, RegExp>> = {
  en: /\byou (are|look)\b|\byour (twin|double)\b|per ?cent/i,
  fr: /vous (êtes|ressemblez)|votre (sosie|double|jumeau)|pour cent/i,
  de: /Sie (sind|sehen)|Ihr(en)? (Zwilling|Doppelgänger)|Prozent/i,
  es: /usted (es|parece)|su (doble|gemelo)|por ciento/i,
  ja: /あなたは|あなたに(似|そっくり)|あなたの(双子|分身)|パーセント|[％\d]/,
  'zh-Hans': /您(是|像|长得)|您的(替身|孪生|双胞)|百分/,
  ar: /أنت |تشبه|توأمك|شبيهك|بالمئة|في المئة/,
}

describe.each(BUILT_IN_TAGS)('the exhibit in %s', (language) => {
  const { live, whole, ...others } = TEXTS[language]
  const ofMatches = textsOf([live, whole], 'match')
  const all = [...ofMatches, ...textsOf(others, language)]

  it('says of a match how it ranks here, and never who the visitor is', () => {
    expect(ofMatches.filter(([, text]) => CLAIMS[language].test(text))).toEqual([])
    expect(ofMatches.filter(([, text]) => /\d/.test(text))).toEqual([])
    expect(new Set(Object.values(live.nearness)).size).toBe(7)
  })

  it('uses printed quotes and dashes, and no percentage', () => {
    expect(all.filter(([, text]) => /['"%％٪]| - |\.\.\./.test(text))).toEqual([])
  })
})

describe('the marks of a language', () => {
  const written = (language: BuiltIn) => textsOf(TEXTS[language], language)

  it('are the wide ones of Japanese and Chinese', () => {
    const narrow = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][,.;:?!]/u
    for (const language of ['ja', 'zh-Hans'] as const) {
      expect(written(language).filter(([, text]) => narrow.test(text))).toEqual([])
    }
  })

  it('are the turned ones of Arabic, with the figures of the labels', () => {
    const foreign = /[,;?٠-٩]/
    expect(written('ar').filter(([, text]) => foreign.test(text))).toEqual([])
  })

  it('stand apart from the word by a narrow space in French', () => {
    const close = /[^\u202f\u00a0][;?!:](?!\w)/
    const filled = written('fr').map(([path, text]) => [path, text.replaceAll(':roman', '')])
    expect(filled.filter(([, text]) => close.test(text ?? ''))).toEqual([])
  })
})

describe('a title on a label', () => {
  it.each([
    ['The Milkmaid', true],
    ['Ο Άνθρωπος', true],
    ['見返り美人図', false],
    ['«سيدة»', false],
    ['1914', true],
    ['', true],
  ])('%j is slanted as its own script is: %s', (title, slanted) => {
    expect(isSlanted(title)).toBe(slanted)
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
    expect(rightsInWords(rights, TEXTS.en.label.publicDomain).text).toBe(words)
  })
})
