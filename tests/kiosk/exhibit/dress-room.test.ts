import { describe, expect, it } from 'vitest'
import { roomProperties } from '../../../kiosk/exhibit/dress-room.ts'
import { parseSettings, USUAL_SETTINGS } from '../../../kiosk/state/settings.ts'
import type { Look } from '../../../server/contract/look.ts'

function lookOf(look: object): Look {
  const parsed = parseSettings({ look })
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed.settings.look
}

describe('the room as a museum sets it', () => {
  it('is the exhibit’s own where nothing is set', () => {
    expect(roomProperties(USUAL_SETTINGS.look)).toEqual({
      '--museum-wall': '#1b1b18',
      '--museum-ink': '#f6efe0',
      '--museum-strongest-ink': 'rgb(255 255 255)',
      '--museum-scheme': 'dark',
      '--museum-lamp': '1',
    })
  })

  it('may have a pale wall: the strongest ink is black, and the browser’s own parts are light', () => {
    const properties = roomProperties(lookOf({ wall: '#e6e1d6', ink: '#1d1b18' }))
    expect(properties).toMatchObject({
      '--museum-strongest-ink': 'rgb(0 0 0)',
      '--museum-scheme': 'light',
    })
    expect(Number(properties['--museum-lamp'])).toBeLessThan(1)
  })

  it('names the museum’s typefaces in quotes', () => {
    const serif = { family: 'Museum Serif', files: [{ file: 'serif.woff2' }] }
    expect(roomProperties(lookOf({ serif }))).toHaveProperty('--museum-serif', '"Museum Serif"')
  })
})
