import { describe, expect, it } from 'vitest'
import { FACE_PARTS, type FacePart } from '../../../embeddings/face/face-parts.ts'
import { USUAL_LOCALES } from '../../../kiosk/messages/locales.ts'
import type { Why } from '../../../kiosk/state/scene.ts'
import { whatIsSaid } from '../../../kiosk/view/why-view.tsx'
import { BUILT_IN_TAGS } from '../../../server/contract/texts/languages.ts'
import { EXPLANATION } from '../state/exhibit-world.ts'

const why = (explanation: Why['explanation']) => ({ explanation }) as Why
const naming = (...named: FacePart[]) => why({ ...EXPLANATION, named })

describe('why a portrait is shown, in words', () => {
  it.each([
    ['en', 'It is mostly the eyes and the set of the mouth.'],
    ['de', 'Was am meisten ausmacht: die Augen und der Zug des Mundes.'],
    ['fr', 'Ce qui compte le plus\u00a0: les yeux et le dessin de la bouche.'],
    ['ja', 'いちばん効いているのは、目、口もとです。'],
    ['ar', 'أكثر ما يُحدث الشبه: العينان ورسم الفم.'],
  ])('joins two parts as %s does', (tag, said) => {
    const heard = whatIsSaid(naming('eyes', 'mouth'), USUAL_LOCALES.messagesIn(tag))
    // What fills a place is kept apart from the writing around it by marks that nobody sees.
    expect(heard.replaceAll(/[\u2068\u2069]/g, '')).toBe(said)
  })

  it.each(BUILT_IN_TAGS)('names every part in %s, each by another name', (tag) => {
    const messages = USUAL_LOCALES.messagesIn(tag)
    const said = FACE_PARTS.map((part) => whatIsSaid(naming(part), messages))
    expect(new Set(said).size).toBe(FACE_PARTS.length)
    for (const sentence of said) expect(sentence).not.toMatch(/[{}]/)
  })

  it('says so where no part stands out, where it is not known yet, and where it never will be', () => {
    const messages = USUAL_LOCALES.messagesIn('en')
    expect(whatIsSaid(naming(), messages)).toBe(messages.why.noOne)
    expect(whatIsSaid(why('asked'), messages)).toBe(messages.why.looking)
    expect(whatIsSaid(why('unanswered'), messages)).toBe(messages.why.unanswered)
  })
})
