import { expect, it } from 'vitest'
import type { ExhibitState } from '../../../kiosk/state/exhibit-state.ts'
import { createPaces } from '../../../kiosk/upkeep/paces.ts'

it('tells how long visitors waited from their consent, the middle one of the last twenty', () => {
  let nowMs = 0
  const paces = createPaces(() => nowMs)
  const see = (atMs: number, scene: object) => {
    nowMs = atMs
    paces.see({ scene } as Pick<ExhibitState, 'scene'>)
  }
  const live = (verdict: string) => ({ name: 'live', verdict })
  expect(paces.medians()).toEqual({ firstPortraitMs: null, settledMs: null })

  see(0, { name: 'waking' })
  see(400, { name: 'framing' })
  see(1_000, live('looking'))
  see(1_500, live('looking'))
  see(3_000, live('settled'))
  // Back before the mirror: not from the consent any more.
  see(9_000, live('looking'))
  see(9_500, live('settled'))
  expect(paces.medians()).toEqual({ firstPortraitMs: 1_000, settledMs: 3_000 })

  // Whoever goes before a portrait settles leaves the clock to the next one.
  see(10_000, { name: 'attract' })
  see(20_000, { name: 'waking' })
  see(22_000, live('looking'))
  see(23_000, { name: 'goodbye' })
  expect(paces.medians()).toEqual({ firstPortraitMs: 2_000, settledMs: 3_000 })

  for (let visit = 0; visit < 20; visit++) {
    const sinceMs = 100_000 * (visit + 1)
    see(sinceMs, { name: 'waking' })
    see(sinceMs + 700, live('settled'))
    see(sinceMs + 900, { name: 'attract' })
  }
  expect(paces.medians()).toEqual({ firstPortraitMs: 700, settledMs: 700 })
})
