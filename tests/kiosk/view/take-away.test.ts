import { describe, expect, it } from 'vitest'
import { USUAL_LOCALES } from '../../../kiosk/messages/locales.ts'
import { codeOf, selfieAddress, takeAwayAddress } from '../../../kiosk/view/take-away.tsx'
import { findItHere } from '../../../kiosk/view/whole-view.tsx'
import { portrait, settingsWith } from '../state/exhibit-world.ts'
import { readCode } from './read-code.ts'

const MUSEUM = 'https://pendant.museum.example'
const KIOSK = 'http://192.168.4.20:8080/'

describe('the way home', () => {
  it('leads to the page at home, and only where the museum has a public address', () => {
    expect(selfieAddress('https://portraits.example/')).toBe('https://portraits.example/selfie')
    expect(selfieAddress(null)).toBeNull()
  })
})

describe('the address that is taken away', () => {
  it('holds the work and nothing else', () => {
    expect(takeAwayAddress('sk-a-4', MUSEUM, `${KIOSK}?visit=7#me`)).toBe(`${MUSEUM}/w/sk-a-4`)
    expect(takeAwayAddress('a b/ü', MUSEUM, KIOSK)).toBe(`${MUSEUM}/w/a%20b%2F%C3%BC`)
  })

  it('is the kiosk’s own where the museum names none', () => {
    expect(takeAwayAddress('sk-a-4', null, `${KIOSK}?x=1`)).toBe(
      'http://192.168.4.20:8080/w/sk-a-4',
    )
  })

  it.each(['localhost:8080', 'kiosk.localhost', '127.0.0.1', '127.1.2.3:80', '[::1]:8080'])(
    'is none on %s, where a phone would find itself',
    (host) => {
      expect(takeAwayAddress('sk-a-4', null, `http://${host}/`)).toBeNull()
      expect(takeAwayAddress('sk-a-4', MUSEUM, `http://${host}/`)).toBe(`${MUSEUM}/w/sk-a-4`)
    },
  )
})

describe('its code', () => {
  it.each(['sk-a-4', 'portrait-of-a-knight-vittore-carpaccio-1a2b', 'Œuvre 12'])(
    'is read as the same address (%s)',
    (workId) => {
      const address = takeAwayAddress(workId, MUSEUM, KIOSK) as string
      expect(readCode(codeOf(address))).toEqual({ text: address, correction: 'M' })
    },
  )

  it('has four modules of plain ground around it', () => {
    const code = codeOf(`${MUSEUM}/w/sk-a-4`)
    const rim = code.flatMap((row, y) =>
      row.filter((_, x) => Math.min(x, y, code.length - 1 - x, code.length - 1 - y) < 4),
    )
    expect(rim).not.toContain(true)
  })
})

describe('the way to a work', () => {
  const { messagesIn } = USUAL_LOCALES
  const { label } = portrait('a')
  /** Without the marks that keep texts of two directions apart. */
  const said = (changes: object, settings: Record<string, unknown>, language = 'en') =>
    findItHere({ ...label, ...changes }, settingsWith(settings), messagesIn(language)).replaceAll(
      /[\u2068\u2069]/g,
      '',
    )

  it('names the room, and leads there as far as the museum says', () => {
    expect(said({}, {})).toBe('Find it here: Room 1.')
    const rooms = { 'Room 1': 'Second floor.' }
    expect(said({}, { rooms })).toBe('Find it here: Room 1. Second floor.')
  })

  it('is told in the visitor’s language, else in the house’s, else in any', () => {
    const rooms = { 'Room 1': { en: 'Upstairs.', fr: 'À l’étage.' } }
    expect(said({}, { rooms }, 'fr')).toContain('À l’étage.')
    expect(said({}, { rooms, language: 'fr' }, 'de')).toContain('À l’étage.')
    expect(said({}, { rooms }, 'ja')).toContain('Upstairs.')
  })

  it('leads nobody to a work of another house, to one not on view, or to no room', () => {
    expect(said({}, { here: ['Another museum'] })).toBe('')
    expect(said({}, { here: ['Another museum', 'A museum'] })).not.toBe('')
    expect(said({ onView: false }, {})).toBe('')
    expect(said({ room: '' }, {})).toBe('')
  })
})
