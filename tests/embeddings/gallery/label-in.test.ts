import { describe, expect, it } from 'vitest'
import { labelIn } from '../../../embeddings/gallery/label-in.ts'
import { portrait } from '../../kiosk/state/exhibit-world.ts'

const { label } = portrait('a')
const titled = (...tags: readonly string[]) => ({
  ...label,
  translations: Object.fromEntries(tags.map((tag) => [tag, { title: `In ${tag}` }])),
})

describe('a label in a language', () => {
  it.each([
    { sought: 'fr-CA', has: ['fr', 'fr-FR', 'fr-CA'], found: 'In fr-CA' },
    { sought: 'fr-CA', has: ['fr-FR', 'fr'], found: 'In fr' },
    { sought: 'fr', has: ['de', 'fr-FR'], found: 'In fr-FR' },
    { sought: 'fr-CA', has: ['fr-FR'], found: 'In fr-FR' },
    { sought: 'zh-Hant-TW', has: ['zh', 'zh-Hans', 'zh-Hant'], found: 'In zh-Hant' },
    { sought: 'de', has: ['DE'], found: 'In DE' },
    { sought: 'de', has: ['den', 'fr'], found: 'Title of a' },
    { sought: 'de', has: [], found: 'Title of a' },
  ])('sought in $sought among $has is titled "$found"', ({ sought, has, found }) => {
    expect(labelIn(titled(...has), [sought]).title.text).toBe(found)
  })

  it.each([
    { tags: { en: 'Of her.', de: 'Von ihr.' }, reader: ['de-AT'], told: 'Von ihr.' },
    { tags: { en: 'Of her.' }, reader: ['en-GB'], told: 'Of her.' },
    { tags: { en: 'Of her.' }, reader: ['ja'], told: '' },
    { tags: { en: 'Of her.' }, reader: ['ja', 'en'], told: 'Of her.' },
    { tags: {}, reader: ['ja'], told: 'Of her.' },
  ])('tells $reader of the work only what they can read', ({ tags, reader, told }) => {
    const translations = Object.fromEntries(
      Object.entries(tags).map(([tag, about]) => [tag, { about }]),
    )
    expect(labelIn({ ...label, about: 'Of her.', translations }, reader).about.text).toBe(told)
  })

  it('takes each text from the nearest language that has it', () => {
    const translations = {
      'fr-CA': { title: 'Dame', artist: '' },
      fr: { title: 'La dame', artist: 'Anonyme' },
    }
    const { title, artist, medium } = labelIn({ ...label, translations }, ['fr-CA'])
    expect({ title: title.text, artist: artist.text, medium: medium.text }).toEqual({
      title: 'Dame',
      artist: 'Anonyme',
      medium: 'Oil on canvas',
    })
  })
})
