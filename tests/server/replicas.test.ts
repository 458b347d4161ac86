import { expect, test } from 'vitest'
import { museum } from './museum.ts'
import { askReplicas } from './replicas.ts'

test('three servers behind a balancer answer every probe, whichever of them is killed meanwhile', async () => {
  const figures = await askReplicas(await museum(), { sockets: 40, pauseMs: 500 })
  expect(figures.answered, JSON.stringify(figures)).toBe(figures.probes)
  expect(figures.probes).toBeGreaterThan(figures.sockets)
  expect(figures.galleries).toEqual(['g1', 'g2'])
}, 120_000)
