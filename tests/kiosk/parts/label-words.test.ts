import { describe, expect, it } from 'vitest'
import type { Label } from '../../../embeddings/gallery/portrait.ts'
import { USUAL_LOCALES } from '../../../kiosk/messages/locales.ts'
import { describeWork, labelWords } from '../../../kiosk/parts/label-words.ts'
import { BUILT_IN_TAGS } from '../../../server/contract/texts/languages.ts'
import { portrait } from '../state/exhibit-world.ts'

const { messagesIn } = USUAL_LOCALES

const EXTENTS = ['full', 'brief', 'name'] as const
const EVERY_EXTENT = ['full', 'told', 'wall', 'brief', 'name'] as const
const STATEMENT = 'Provided by the heirs of the lender.'

const labelWith = (changes: Partial<Label>): Label => ({ ...portrait('a').label, ...changes })

describe('the words of a label', () => {
  it.each(EXTENTS)('[LK9] have the required statement in them, word for word (%s)', (extent) => {
    const label = labelWith({ requiredStatement: STATEMENT, creditLine: STATEMENT })
    expect(labelWords(label, messagesIn('en'), extent).statement).toBe(STATEMENT)
  })

  it('say what it is made of and where it hangs only as far as they reach', () => {
    const details = EXTENTS.map(
      (extent) => labelWords(labelWith({}), messagesIn('en'), extent).details,
    )
    expect(details).toEqual([['Oil on canvas', 'A museum, Room 1'], ['A museum, Room 1'], []])
  })

  it('tell of the work where it hangs alone, and whom its picture is owed to in small print', () => {
    const label = labelWith({ about: 'She taught the painter’s daughters.' })
    const said = (word: 'about' | 'credit') =>
      EVERY_EXTENT.filter((extent) => labelWords(label, messagesIn('en'), extent)[word] !== '')
    expect([said('about'), said('credit')]).toEqual([['full', 'told'], ['full']])
  })

  it('leave out the place where it is told beside them', () => {
    const { details } = labelWords(labelWith({}), messagesIn('en'), 'told', 'told-beside')
    expect(details).toEqual(['Oil on canvas'])
  })

  it.each(BUILT_IN_TAGS)('[LK9] send nobody to a work that is not on view (%s)', (language) => {
    const messages = messagesIn(language)
    const stored = labelWith({ onView: false })
    const [full, brief] = EXTENTS.map((extent) => labelWords(stored, messages, extent).details)
    expect(full).toEqual(['Oil on canvas', 'A museum', messages.label.notOnView])
    expect(brief).toEqual(['A museum'])
  })

  it.each([true, null])('show the way to a work whose being on view is %s', (onView) => {
    const { details } = labelWords(labelWith({ onView }), messagesIn('en'), 'full')
    expect(details).toEqual(['Oil on canvas', 'A museum, Room 1'])
  })

  it.each([
    {
      creditLine: 'A gift',
      rights: 'All rights reserved',
      requiredStatement: STATEMENT,
      credit: 'A gift · All rights reserved',
    },
    {
      creditLine: 'A gift',
      rights: 'https://creativecommons.org/publicdomain/mark/1.0/',
      requiredStatement: 'a  gift.',
      credit: 'Public domain',
    },
    {
      creditLine: '© The lender',
      rights: '© The lender',
      requiredStatement: '',
      credit: '© The lender',
    },
    { creditLine: '', rights: 'CC BY 4.0', requiredStatement: 'CC BY 4.0', credit: '' },
    {
      creditLine: 'A gift',
      rights: 'https://creativecommons.org/publicdomain/zero/1.0/',
      requiredStatement: 'https://creativecommons.org/publicdomain/zero/1.0/',
      credit: 'A gift',
    },
    { creditLine: STATEMENT, rights: STATEMENT, requiredStatement: STATEMENT, credit: '' },
    { creditLine: '', rights: '', requiredStatement: '', credit: '' },
  ])('say nothing twice: $creditLine, $rights, $requiredStatement', ({ credit, ...said }) => {
    expect(labelWords(labelWith(said), messagesIn('en'), 'full').credit).toBe(credit)
  })

  it('are in the language of the visitor, printed and spoken', () => {
    const label = labelWith({
      translations: { de: { title: 'Dame', requiredStatement: 'Leihgabe der Erben' } },
    })
    const { title, artist, statement } = labelWords(label, messagesIn('de'), 'name')
    expect([artist, title, statement]).toEqual(['Somebody', 'Dame', 'Leihgabe der Erben'])
    expect(describeWork(label, messagesIn('de'))).toBe('Das Gesicht in Dame von Somebody')
  })

  it('name what has no name', () => {
    const { title, artist } = labelWords(
      labelWith({ title: '', artist: '' }),
      messagesIn('fr'),
      'name',
    )
    expect([artist, title]).toEqual(['Artiste inconnu', 'Sans titre'])
  })
})
