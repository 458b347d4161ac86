import { expect, test } from 'vitest'
import { museum } from '../server/museum.ts'
import { askReplicas } from '../server/replicas.ts'

test('three servers behind a balancer answer five hundred kiosks while each is killed', async () => {
  const figures = await askReplicas(await museum(), { sockets: 500, pauseMs: 6_000 })
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  expect(figures.answered).toBe(figures.probes)
  expect(figures.galleries).toEqual(['g1', 'g2'])
})
