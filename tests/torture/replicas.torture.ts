import { expect, test } from 'vitest'
import { museum } from '../server/museum.ts'
import { askReplicas } from '../server/replicas.ts'

test('three servers behind a balancer answer five hundred kiosks while each is killed', async () => {
  const figures = await askReplicas(await museum(), { sockets: 500, pauseMs: 2_000 })
  console.info(JSON.stringify(figures, null, 2))
  expect(figures.answered).toBe(figures.probes)
  expect(figures.galleries).toEqual(['g1', 'g2'])
})
