import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { EXHIBIT_TEXTS } from '../../../server/contract/texts/exhibit-texts.ts'
import { BUILT_IN, BUILT_IN_TAGS, type BuiltIn } from '../../../server/contract/texts/languages.ts'
import { loadPageTexts, loadSelfieTexts } from '../../../server/contract/texts/load-texts.ts'
import { facesOf, hasLetter } from './font-letters.ts'

const resolve = createRequire(import.meta.url).resolve
const bundled = (name: string) => resolve(`@fontsource-variable/${name}/wght.css`)

/** The stylesheets of each script, serif and grotesque, as `fonts.css` stacks them. */
const OWN = fileURLToPath(new URL('../../../kiosk/styles/fonts.css', import.meta.url))
const LATIN = { serif: ['EB Garamond Variable'], grotesque: ['Work Sans Variable'] }
const STACKS: Readonly<Record<BuiltIn, { serif: string[]; grotesque: string[] }>> = {
  en: LATIN,
  fr: LATIN,
  de: LATIN,
  es: LATIN,
  ja: {
    serif: ['EB Garamond Letters', 'Noto Serif JP Variable'],
    grotesque: ['Work Sans Letters', 'Noto Sans JP Variable'],
  },
  'zh-Hans': {
    serif: ['EB Garamond Letters', 'Noto Serif SC Variable'],
    grotesque: ['Work Sans Letters', 'Noto Sans SC Variable'],
  },
  ar: {
    serif: ['EB Garamond Letters', 'Noto Naskh Arabic Variable'],
    grotesque: ['Work Sans Letters', 'Noto Sans Arabic Variable'],
  },
}
const FACES = new Map(
  [
    OWN,
    ...[
      'eb-garamond',
      'work-sans',
      'noto-serif-jp',
      'noto-sans-jp',
      'noto-serif-sc',
      'noto-sans-sc',
      'noto-naskh-arabic',
      'noto-sans-arabic',
    ].map(bundled),
  ].flatMap((stylesheet) => [...facesOf(stylesheet)]),
)

/**
 * Every letter that is written in texts, without the names of places to fill, and without the
 * narrow space of French: a browser makes that of the ordinary one.
 */
function lettersOf(part: unknown): string[] {
  if (typeof part === 'string') return [...part.replaceAll(/\{[\w:]+\}|\u202f/g, '0')]
  return Object.values(part as object).flatMap(lettersOf)
}

describe.each(BUILT_IN_TAGS)('the bundled typefaces, for %s', (language) => {
  it.each(['serif', 'grotesque'] as const)('have every letter of its texts: %s', async (style) => {
    const texts = [
      EXHIBIT_TEXTS[language],
      await loadSelfieTexts(language),
      await loadPageTexts(language),
      BUILT_IN[language].name,
    ]
    const written = new Set(texts.flatMap(lettersOf))
    const faces = STACKS[language][style].flatMap((family) => FACES.get(family) ?? [])
    expect(faces.length).toBeGreaterThan(0)
    const lacking = [...written].filter((letter) => !hasLetter(faces, letter.codePointAt(0) ?? 0))
    expect(lacking).toEqual([])
  })
})
