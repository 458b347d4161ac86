import { describe, expect, it } from 'vitest'
import { ENGLISH } from '../../../server/contract/texts/english.ts'
import { PLACEHOLDER } from '../../../server/contract/texts/format.ts'
import { BUILT_IN_TAGS, type BuiltIn, localesOf } from '../../../server/contract/texts/languages.ts'
import {
  loadAtlasTexts,
  loadExhibitTexts,
  loadPageTexts,
  loadSelfieTexts,
} from '../../../server/contract/texts/load-texts.ts'
import { areValues, VALUES, type Values } from '../../../server/contract/texts/values.ts'
import { sectionFaults } from '../../../server/museum/check-texts.ts'

const textsIn = async (language: BuiltIn) => ({
  exhibit: await loadExhibitTexts(language),
  selfie: await loadSelfieTexts(language),
  pages: await loadPageTexts(language),
  atlas: await loadAtlasTexts(language),
})

type Leaf = { readonly path: string; readonly text: unknown; readonly values: Values | undefined }

/** Every text with its path and the values it takes. */
function* leaves(texts: object, values: object, path = ''): Generator<Leaf> {
  for (const [key, text] of Object.entries(texts)) {
    const within = (values as Record<string, object | undefined>)[key]
    const at = `${path}${key}`
    if (areValues(within)) yield { path: at, text, values: within }
    else if (typeof text === 'string') yield { path: at, text, values: undefined }
    else yield* leaves(text, within ?? {}, `${at}.`)
  }
}

/** Nobody will ever count further: portraits up to these, seconds, centuries. */
const COUNTED = Array.from({ length: 2001 }, (_, number) => number)

describe.each(BUILT_IN_TAGS)('the texts in %s', (language) => {
  it.each(['exhibit', 'selfie', 'pages', 'atlas'] as const)(
    'fill every key of %s, each with the placeholders it takes, and no other',
    async (section) => {
      const texts = (await textsIn(language))[section]
      expect(sectionFaults(section, texts, { language, mustBeWhole: true })).toEqual([])
    },
  )

  it('have every form that their numbers take', async () => {
    const lacking = [...leaves(await textsIn(language), VALUES)].flatMap(
      ({ path, text, values }) => {
        if (values?.order === undefined || typeof text === 'string') return []
        const forms = Object.keys(text as object)
        const rules = new Intl.PluralRules([...localesOf(language)], { type: values.order })
        const taken = COUNTED.filter((number) => !forms.includes(`${number}`))
        const needed = new Set(taken.map((number) => rules.select(number)))
        // A text with a form for one number alone has another for all the rest, whatever they are.
        const hasExact = forms.some((form) => /^\d+$/.test(form))
        const missing = [...needed].filter((form) => !forms.includes(form))
        return hasExact && forms.includes('other') ? [] : missing.map((form) => `${path}.${form}`)
      },
    )
    expect(lacking).toEqual([])
  })
})

describe('the table of values', () => {
  it('lists the texts of English that take any, and them alone', () => {
    const all = [...leaves(ENGLISH, VALUES)]
    const listed = all.filter(({ values }) => values !== undefined)
    const tabled = JSON.stringify(VALUES).match(/"names"/g)
    expect(listed).toHaveLength(tabled?.length ?? 0)
    for (const { path, text, values } of all) {
      const written = JSON.stringify(text).matchAll(PLACEHOLDER)
      const names = new Set([...written].map(([, name]) => name))
      // A text that says "one" and "several" takes a number without showing it.
      const shown = values?.order === undefined || names.size > 0 ? (values?.names ?? []) : []
      expect([path, ...names].sort()).toEqual([path, ...shown].sort())
    }
  })
})
