import { describe, expect, it } from 'vitest'
import { EXHIBIT } from '../../../kiosk/messages/messages.ts'
import { SELFIE_TEXTS } from '../../../kiosk/messages/selfie-load-tongue.ts'
import { SELFIE } from '../../../kiosk/messages/selfie-messages.ts'
import { isLeaf, type Leaf, type Shape } from '../../../kiosk/messages/shape.ts'
import { textsSchema } from '../../../kiosk/messages/texts-schema.ts'
import { TEXTS } from '../../../kiosk/messages/tongues.ts'
import { BUILT_IN_TAGS, localesOf } from '../../../kiosk/state/languages.ts'

/** Every leaf of a shape with its path and the text that fills it. */
function* leaves(shape: Shape, texts: unknown, path = ''): Generator<[string, Leaf, unknown]> {
  for (const [key, part] of Object.entries(shape)) {
    const text = (texts as Record<string, unknown>)[key]
    if (isLeaf(part)) yield [`${path}${key}`, part, text]
    else yield* leaves(part, text, `${path}${key}.`)
  }
}

/** Whom nobody will ever count: portraits up to these, seconds, centuries. */
const COUNTED = Array.from({ length: 2001 }, (_, number) => number)

describe.each(BUILT_IN_TAGS)('the texts in %s', (language) => {
  const plan = { language, partial: false }

  it('fill every key, each with the places it has to fill, and no other', async () => {
    const exhibit = textsSchema(EXHIBIT, plan).safeParse(TEXTS[language])
    const selfie = textsSchema(SELFIE, plan).safeParse(await SELFIE_TEXTS[language]())
    expect(exhibit.error?.issues ?? []).toEqual([])
    expect(selfie.error?.issues ?? []).toEqual([])
  })

  it('have every form that their numbers take', async () => {
    const all = [
      ...leaves(EXHIBIT, TEXTS[language]),
      ...leaves(SELFIE, await SELFIE_TEXTS[language]()),
    ]
    const lacking = all.flatMap(([path, leaf, text]) => {
      if (leaf.kind !== 'counted' || typeof text === 'string') return []
      const forms = Object.keys(text as object)
      const rules = new Intl.PluralRules([...localesOf(language)], { type: leaf.order })
      const taken = COUNTED.filter((number) => !forms.includes(`${number}`))
      const needed = new Set(taken.map((number) => rules.select(number)))
      // A text with a form for one number alone has another for all the rest, whatever they are.
      const hasExact = forms.some((form) => /^\d+$/.test(form))
      const missing = [...needed].filter((form) => !forms.includes(form))
      return hasExact && forms.includes('other') ? [] : missing.map((form) => `${path}.${form}`)
    })
    expect(lacking).toEqual([])
  })
})
