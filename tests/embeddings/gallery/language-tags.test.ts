import { expect, test } from 'vitest'
import { tagsFor } from '../../../embeddings/gallery/language-tags.ts'

test.each<[string, string[], string[]]>([
  ['de', ['en', 'de'], ['de']],
  ['de-CH', ['de', 'en', 'de-ch', 'de-AT'], ['de-ch', 'de', 'de-AT']],
  ['de', ['de-AT', 'de', 'den'], ['de', 'de-AT']],
  ['zh-Hant-TW', ['zh', 'zh-Hans', 'zh-Hant'], ['zh-Hant', 'zh', 'zh-Hans']],
  ['fr', ['en', 'de'], []],
])('%s is served, of %j, by %j', (language, tags, serving) => {
  expect(tagsFor(language, tags)).toEqual(serving)
})

test('a language of as many parts as a header can hold is served by the first', () => {
  const language = `de${'-a'.repeat(500_000)}`
  expect(tagsFor(language, ['en', 'de'])).toEqual(['de'])
})
