import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { LookupOutcome, ProbeMessage } from '../../server/contract/events.ts'
import { FAILURES } from '../../server/contract/failures.ts'
import { problemSchema } from '../../server/contract/http.ts'
import { often } from '../torture/often.ts'
import { type KioskSocket, museum, someFaces, wireOf } from './museum.ts'

const faces = someFaces(20)
const probe: ProbeMessage = { descriptor: [...(faces[3] as Descriptor)] }

const anyBytes = (max: number) => fc.uint8Array({ maxLength: max })
const anyJson = fc.jsonValue({ maxDepth: 4 })
const nearlyADescriptor = fc.oneof(
  fc.array(fc.oneof(fc.double(), fc.constant(null), fc.string({ maxLength: 3 })), {
    minLength: 126,
    maxLength: 130,
  }),
  fc.uint8Array({ minLength: 508, maxLength: 516 }),
  fc.array(fc.float({ noNaN: true }), { minLength: 128, maxLength: 128 }),
  anyJson,
)
const nearlyAProbe = fc.record(
  {
    descriptor: nearlyADescriptor,
    k: fc.oneof(fc.integer(), fc.double(), anyJson),
    mode: fc.oneof(fc.constant('likeness'), anyJson),
    walk: fc.oneof(fc.boolean(), anyJson),
    __proto__: anyJson,
    constructor: anyJson,
  },
  { requiredKeys: [] },
)
const anyMessage = fc.oneof(nearlyAProbe, anyJson, anyBytes(600))

/** Small enough not to be the documented disconnect of [LM3]; that has a test of its own. */
const fits = (message: unknown) => JSON.stringify(message).length < 3_000

function expectAnOutcome(outcome: LookupOutcome): void {
  if (outcome.status === 'matched') {
    for (const { squaredDistance } of outcome.matches) {
      expect(Number.isFinite(squaredDistance)).toBe(true)
    }
  } else {
    expect(outcome.status).toBe('failed')
    expect(Object.keys(FAILURES)).toContain(outcome.failure.code)
    expect(outcome.failure.code).not.toBe('internal')
  }
}

test('[LK4] whatever strangers send as a probe is answered, and the server goes on', async () => {
  const house = await museum()
  await house.hang('twenty', faces)
  const server = await house.serve()
  const kiosk = (await server.connect()).timeout(30_000)
  await fc.assert(
    fc.asyncProperty(anyMessage.filter(fits), async (message) => {
      expectAnOutcome(await kiosk.emitWithAck('pendant:find', message as ProbeMessage))
    }),
    often(600, 20_000),
  )
  expect((await kiosk.emitWithAck('pendant:find', probe)).status).toBe('matched')
  expect(server.logs.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
})

test('[LM3] whatever strangers send instead of socket.io ends their connection at most', async () => {
  const house = await museum()
  await house.hang('twenty', faces)
  const server = await house.serve()
  const bystander = await server.connect()
  let rude: KioskSocket = await server.connect()
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ maxLength: 200 }),
        anyBytes(200),
        fc
          .tuple(
            fc.constantFrom('0', '1', '2', '3', '4', '40', '41', '42', '43', '45', '451-', '459-'),
            anyJson,
          )
          .map(([head, json]) => `${head}${JSON.stringify(json)}`),
      ),
      async (said) => {
        if (!rude.connected) rude = await server.connect()
        wireOf(rude).send(said)
        const ended = new Promise((resolve) => rude.once('disconnect', () => resolve('ended')))
        const answered = rude.timeout(30_000).emitWithAck('pendant:find', probe)
        // Whichever comes first: the connection was ended, or it still answers.
        await Promise.race([ended, answered])
        answered.catch(() => 'ended after all')
      },
    ),
    often(500, 3_000),
  )
  expect((await bystander.emitWithAck('pendant:find', probe)).status).toBe('matched')
  expect(server.logs.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
})

test('[HT5] whatever strangers post to the API is answered with matches or a problem', async () => {
  const house = await museum()
  await house.hang('twenty', faces)
  const server = await house.serve()
  const body = fc.oneof(
    anyMessage.map((message) => JSON.stringify(message)),
    fc.string({ maxLength: 300 }),
    anyBytes(600),
  )
  const type = fc.oneof(
    { weight: 5, arbitrary: fc.constant('application/json') },
    fc.constantFrom(
      'text/plain',
      'multipart/form-data',
      'application/json; charset=utf-16',
      'a/b;c',
    ),
  )
  await fc.assert(
    fc.asyncProperty(type, body, async (contentType, sent) => {
      const response = await server.get('/api/v1/match', {
        method: 'POST',
        headers: { 'content-type': contentType },
        body: sent as BodyInit,
      })
      const json = await response.json()
      if (response.status !== 200) {
        expect(response.status).toBeGreaterThanOrEqual(400)
        expect(response.status).toBeLessThan(500)
        problemSchema.parse(json)
      }
    }),
    often(600, 5_000),
  )
  expect((await server.match(probe)).status).toBe(200)
  expect(server.logs.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
})
