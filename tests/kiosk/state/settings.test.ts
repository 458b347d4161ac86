import { expect, it } from 'vitest'
import { parseSettings } from '../../../kiosk/state/settings.ts'

it('takes a museum that sets nothing', () => {
  expect(parseSettings({})).toMatchObject({ settings: { language: 'en', faceMode: true } })
})

it('keeps what a museum sets and fills in the rest', () => {
  const parsed = parseSettings({ museumName: 'A museum', walkOffMs: 9_000 })
  expect(parsed).toMatchObject({
    settings: { museumName: 'A museum', walkOffMs: 9_000, idleMs: 45_000 },
  })
})

it('refuses all faults together, each by its name', () => {
  const parsed = parseSettings({ walkOffMs: '5s', language: 'English!', colour: 'red' })
  expect(parsed).toHaveProperty('problem')
  const { problem } = parsed as { problem: string }
  for (const word of ['walkOffMs', 'language', 'colour']) expect(problem).toContain(word)
})
