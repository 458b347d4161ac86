import { describe, expect, it } from 'vitest'
import { EMPTY_LABEL } from '../../../embeddings/gallery/portrait.ts'
import { withShortAbout } from '../../../indexer/import/short-about.ts'

const labelled = (about: string, title = 'The Lute') => ({ ...EMPTY_LABEL, title, about })
const short = (about: string): string => withShortAbout(labelled(about)).about

const OF_60 = 'She learned to play from her mother and taught it in Haarlem.'

describe('what is told of a work beside it', () => {
  it.each([
    ['as it is where it is short', OF_60, OF_60],
    [
      'plain text',
      '<p>Anna &amp; her <em>lute</em></p><p>in&nbsp;Haarlem.</p>',
      'Anna & her lute in Haarlem.',
    ],
    ['without what is for programs', '<style>p { color: red }</style>Anna.', 'Anna.'],
    ['whole sentences', `${OF_60} ${OF_60} ${OF_60} ${OF_60}`, `${OF_60} ${OF_60} ${OF_60}`],
    [
      'sentences that end where they end',
      `${OF_60} ${OF_60} The painter, Mr. J. St. John, c. 1650 her neighbour in the house with the two doors, owed her a good deal.`,
      `${OF_60} ${OF_60}`,
    ],
  ])('is %s', (_, about, told) => {
    expect(short(about)).toBe(told)
  })

  it('is words where the first sentence is too long', () => {
    const told = short(`${'Anna, her lute, '.repeat(20)}and the end.`)
    expect(told).toMatch(/^Anna, her lute, .* (?:Anna, her lute|Anna, her|Anna)…$/)
    expect(told.length).toBeGreaterThan(180)
    expect(told.length).toBeLessThanOrEqual(200)
  })

  it('is half as many characters where each takes the room of two', () => {
    const told = short('彼女は母から琵琶を習い、ハールレムで教えた。'.repeat(9))
    expect(told).toBe('彼女は母から琵琶を習い、ハールレムで教えた。'.repeat(4))
    const unbroken = short('琵琶を弾く女'.repeat(40))
    expect(unbroken).toMatch(/^(?:琵琶を弾く女)+.*…$/)
    expect(unbroken.length).toBeLessThanOrEqual(100)
  })

  it('is short in every language, and left out where it says the title again', () => {
    const label = {
      ...labelled('The lute.'),
      translations: {
        de: { title: 'Die Laute', about: 'Die Laute' },
        fr: { about: `${OF_60} `.repeat(5) },
        nl: { about: 'The Lute' },
      },
    }
    expect(withShortAbout(label)).toEqual({
      ...label,
      about: '',
      translations: { de: { title: 'Die Laute' }, fr: { about: `${OF_60} ${OF_60} ${OF_60}` } },
    })
  })
})
