import { pbkdf2 } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { healthSchema, problemSchema } from '../../server/contract/http.ts'
import { museum, someFaces } from './museum.ts'

async function serveTwenty() {
  const house = await museum()
  await house.hang('twenty', someFaces(20))
  return house.serve({ pace: { overloadedMs: 400 } })
}

type Server = Awaited<ReturnType<typeof serveTwenty>>

async function statuses(server: Server) {
  const [health, ready] = [await server.get('/api/v1/health'), await server.get('/api/v1/ready')]
  return { health, ready }
}

/** What health and readiness say once both have had enough. */
async function overloaded(server: Server) {
  const { health, ready } = await vi.waitFor(
    async () => {
      const said = await statuses(server)
      expect([said.health.status, said.ready.status]).toEqual([503, 503])
      return said
    },
    { timeout: 30_000, interval: 50 },
  )
  expect(problemSchema.parse(await ready.json()).code).toBe('overloaded')
  const { status, waitMs } = healthSchema.parse(await health.json())
  expect(status).toBe('overloaded')
  return waitMs
}

async function well(server: Server): Promise<void> {
  await vi.waitFor(
    async () => {
      const { health, ready } = await statuses(server)
      expect([health.status, ready.status]).toEqual([200, 200])
    },
    { timeout: 60_000, interval: 200 },
  )
}

test('[HT1] health says so while every thread that reads files is taken, and no longer', async () => {
  const server = await serveTwenty()
  await well(server)
  let taken = true
  onTestFinished(() => {
    taken = false
  })
  // Whoever decodes, unpacks or reckons keys takes one of libuv's threads; here all, without a
  // break.
  const take = (): void => {
    if (taken) pbkdf2('a', 'b', 600_000, 64, 'sha512', take)
  }
  for (let thread = 0; thread < 8; thread++) take()
  const waits = await overloaded(server)
  expect(waits?.threadPool).toBeGreaterThanOrEqual(400)
  taken = false
  await well(server)
})

test('[HT1] health says so after the event loop stood still, and no longer', async () => {
  const server = await serveTwenty()
  await well(server)
  const untilMs = performance.now() + 1_000
  while (performance.now() < untilMs);
  const waits = await overloaded(server)
  expect(waits?.eventLoop).toBeGreaterThanOrEqual(400)
  await well(server)
})
