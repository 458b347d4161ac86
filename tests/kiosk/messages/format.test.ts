import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { USUAL_LOCALES } from '../../../kiosk/messages/locales.ts'
import { formatTexts, romanNumeral } from '../../../server/contract/texts/format.ts'

const { messagesIn } = USUAL_LOCALES

describe('a text with a number', () => {
  it.each([
    ['en', 1, '1 portrait'],
    ['en', 649, '649 portraits'],
    ['en', 12_000, '12,000 portraits'],
    ['fr', 0, '0 portrait'],
    ['de', 12_000, '12.000 Porträts'],
    ['ja', 649, '649点'],
    ['zh-Hans', 649, '649幅肖像'],
    ['ar', 1, 'بورتريه واحد'],
    ['ar', 2, 'بورتريهان'],
    ['ar', 7, '7 بورتريهات'],
    ['ar', 11, '11 بورتريهًا'],
    ['ar', 100, '100 بورتريه'],
  ])('in %s says %i as %s', (language, portraits, said) => {
    expect(messagesIn(language).cabinet.portraits(portraits)).toBe(said)
  })

  it.each([
    ['en', 1, '1st century'],
    ['en', 12, '12th century'],
    ['en', 23, '23rd century'],
    ['fr', 1, 'Ier siècle'],
    ['fr', 17, 'XVIIe siècle'],
    ['de', 17, '17. Jahrhundert'],
    ['es', 19, 'Siglo XIX'],
    ['ja', 17, '17世紀'],
    ['zh-Hans', 17, '17世纪'],
    ['ar', 17, 'القرن السابع عشر'],
    ['ar', 22, 'القرن 22'],
  ])('in %s says century %i as %s', (language, century, said) => {
    expect(messagesIn(language).cabinet.century(century)).toBe(said)
  })

  it('takes the form of one number alone before that of its category', () => {
    const { advice } = messagesIn('en').stillThere
    expect(advice(1)).toContain('In one second')
    expect(advice(2)).toContain('In 2 seconds')
  })

  it('is counted by English rules where the machine knows no others', () => {
    const texts = { rooms: { one: 'one room', other: '{rooms} rooms' } }
    const values = { rooms: { names: ['rooms'], order: 'cardinal' } }
    const writing = { locales: ['tlh', 'en'], direction: 'ltr' } as const
    const { rooms } = formatTexts(texts, {}, values, writing) as {
      rooms: (count: number) => string
    }
    expect([rooms(1), rooms(2000)]).toEqual(['one room', '2,000 rooms'])
  })
})

describe('a text with names', () => {
  it('has them where its language wants them', () => {
    expect(messagesIn('ja').spoken.portrait('婦人像', '作者不詳')).toBe(
      '作者不詳『婦人像』のなかの顔',
    )
    expect(messagesIn('en').spoken.portrait('A lady', 'Somebody')).toBe(
      'The face in A lady, by Somebody',
    )
  })

  it('keeps what is read the other way to itself', () => {
    expect(messagesIn('ar').spoken.nearYou('A Lady (1665)', 'Somebody')).toBe(
      'معلّق إلى جانبك «\u2068A Lady (1665)\u2069» بريشة \u2068Somebody\u2069.',
    )
    expect(messagesIn('en').spoken.nearYou('سيدة', 'Somebody')).toBe(
      'Beside you hangs \u2068سيدة\u2069, by Somebody.',
    )
  })

  it('leaves nothing of a value that is empty', () => {
    expect(messagesIn('en').whole.findIt('Room 12', '')).toBe('Find it here: Room 12.')
    expect(messagesIn('en').whole.findIt('Room 12', 'Second floor.')).toBe(
      'Find it here: Room 12. Second floor.',
    )
  })

  it('takes names as they are, whatever they look like', () => {
    const writing = { locales: ['en'], direction: 'ltr' } as const
    const values = { by: { names: ['title', 'artist'] } }
    const { by } = formatTexts({ by: '{title} by {artist}' }, {}, values, writing) as {
      by: (...names: string[]) => string
    }
    expect(by('{artist}', '$& {title}')).toBe('{artist} by $& {title}')
  })
})

describe('Roman numerals', () => {
  const WORTH: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }

  it('are worth their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3999 }), (number) => {
        const digits = [...romanNumeral(number)].map((letter) => WORTH[letter] ?? Number.NaN)
        const sum = digits.reduce(
          (total, digit, at) => total + (digit < (digits[at + 1] ?? 0) ? -digit : digit),
          0,
        )
        expect(sum).toBe(number)
      }),
    )
  })
})
