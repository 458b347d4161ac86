import { connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import type { ProbeMessage } from '../../server/contract/events.ts'
import { problemSchema } from '../../server/contract/http.ts'
import { GENEROUS, type KioskSocket, museum, someFaces, wireOf } from './museum.ts'

const faces = someFaces(20)
const probe: ProbeMessage = { descriptor: [...(faces[3] as Descriptor)] }

async function serveTwenty(limits: Partial<typeof GENEROUS> = {}, pace = {}) {
  const house = await museum()
  await house.hang('twenty', faces)
  return house.serve({ limits: { ...GENEROUS, ...limits }, pace })
}

/** Why a socket was closed. */
function closing(kiosk: KioskSocket): Promise<string> {
  return new Promise((resolve) => kiosk.once('disconnect', resolve))
}

describe('the limits', () => {
  test('[LM1] answer a socket’s probes beyond its allowance with too-many-probes, and no other’s', async () => {
    const server = await serveTwenty({ probesPerSocket: { perSecond: 1, burst: 3 } })
    const [hasty, patient] = [await server.connect(), await server.connect()]
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => hasty.emitWithAck('pendant:find', probe)),
    )
    const refused = outcomes.filter(({ status }) => status === 'failed')
    expect(refused.length).toBeGreaterThanOrEqual(6)
    expect(refused[0]).toMatchObject({
      failure: { code: 'too-many-probes', detail: expect.stringContaining('1 probes a second') },
    })
    expect((await patient.emitWithAck('pendant:find', probe)).status).toBe('matched')
    await vi.waitFor(async () => {
      expect((await hasty.emitWithAck('pendant:find', probe)).status).toBe('matched')
    }, 30_000)
  })

  test('[LM1] answer an address’s look-ups over HTTP beyond its allowance with 429', async () => {
    const server = await serveTwenty({ requestsPerAddress: { perSecond: 0.01, burst: 2 } })
    const answers = [await server.match(probe), await server.match({}), await server.match(probe)]
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 429])
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(90)
    expect(problemSchema.parse(await answers[2]?.json()).code).toBe('too-many-probes')
    const similar = await server.get('/api/v1/portraits/twenty-work-0~1/similar')
    expect(similar.status).toBe(429)
    expect((await server.get('/api/v1/health')).status).toBe(200)
  })

  test.each([
    '/api/v1/portraits',
    '/api/v1/portraits?spread=7',
    '/api/v1/portraits/twenty-work-0~1',
    '/api/v1/portraits/twenty-work-0~1/face',
    '/api/v1/portraits/twenty-work-0~1/similar',
  ])('[LM1] count GET %s with the other look-ups of an address', async (path) => {
    const server = await serveTwenty({ requestsPerAddress: { perSecond: 0.01, burst: 2 } })
    const answers = [await server.match(probe), await server.get(path), await server.get(path)]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
  })

  test('[LM7] answer what arrives together beyond the time for it with overloaded, and serve the rest', async () => {
    const server = await serveTwenty({}, { turnMs: 2 })
    const kiosk = await server.connect()
    const ask = () => kiosk.emitWithAck('pendant:find', probe)
    const outcomes = await Promise.all(Array.from({ length: 150 }, ask))
    const refused = outcomes.flatMap((one) => (one.status === 'failed' ? [one.failure.code] : []))
    expect(new Set(refused)).toEqual(new Set(['overloaded']))
    expect(refused.length).toBeLessThan(150)
    await vi.waitFor(async () => expect((await ask()).status).toBe('matched'), 30_000)
  })

  test('[LM7] answer look-ups over HTTP beyond the time for them with 503, and nothing else', async () => {
    const server = await serveTwenty({}, { turnMs: 0 })
    const answer = await server.match(probe)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
    expect(problemSchema.parse(await answer.json()).code).toBe('overloaded')
    expect((await server.get('/api/v1/health')).status).toBe(200)
  })

  test('[LM1] count by the address a trusted proxy names', async () => {
    const server = await serveTwenty({
      requestsPerAddress: { perSecond: 0.01, burst: 1 },
      trustedProxies: 1,
    })
    const from = async (address: string) =>
      (
        await server.get('/api/v1/portraits/twenty-work-0~1/similar', {
          headers: { 'x-forwarded-for': address },
        })
      ).status
    expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.2')]).toEqual([
      200, 429, 200,
    ])
  })

  test('[LM2] refuse a further connection of one address by name, until one is closed', async () => {
    const server = await serveTwenty({ connectionsPerAddress: 2 })
    const [first] = [await server.connect(), await server.connect()]
    await expect(server.connect()).rejects.toMatchObject({ data: { code: 'too-many-connections' } })
    first.disconnect()
    await vi.waitFor(() => server.connect(), 30_000)
  })

  test('[LM2] refuse the newest of many that come at once, and never all', async () => {
    const server = await serveTwenty({ connectionsPerAddress: 20 })
    const came = await Promise.allSettled(Array.from({ length: 60 }, () => server.connect()))
    const kiosks = came.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(kiosks).toHaveLength(20)
    for (const kiosk of kiosks) {
      expect((await kiosk.emitWithAck('pendant:find', probe)).status).toBe('matched')
    }
  })

  test('[LM3] end a connection whose message is over 4,096 bytes, and only that one', async () => {
    const server = await serveTwenty()
    const [large, small] = [await server.connect(), await server.connect()]
    const closed = closing(large)
    large.emit('pendant:find', { descriptor: new Uint8Array(5_000) }, () => {})
    expect(await closed).toBe('transport close')
    expect((await small.emitWithAck('pendant:find', probe)).status).toBe('matched')
  })

  test.each([
    '4junk',
    '42["pendant:find"',
    '451-["pendant:find",{"_placeholder":true,"num":7}]',
    '49',
    '!',
  ])('[LM3] end a connection that says %s, and only that one', async (said) => {
    const server = await serveTwenty()
    const [rude, polite] = [await server.connect(), await server.connect()]
    const closed = closing(rude)
    wireOf(rude).send(said)
    // A packet that announces bytes waits for them; whatever comes next shows there are none.
    wireOf(rude).send('4junk')
    expect(await closed).toMatch(/transport close|transport error|io server disconnect/)
    expect((await polite.emitWithAck('pendant:find', probe)).status).toBe('matched')
  })

  test.each([
    ['the head of a request', 'GET / HTTP/1.1\r\nHost: x\r\n'],
    [
      'a body',
      'POST /api/v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    ],
    ['anything at all', ''],
  ])('[LM4] cut off a client that never sends the rest of %s', async (_, start) => {
    const server = await serveTwenty({}, { headMs: 300, requestMs: 600 })
    const line = connect(server.port, '127.0.0.1')
    line.write(start)
    const heard = await new Promise<string>((resolve, reject) => {
      let text = ''
      line.on('data', (part) => {
        text += part
      })
      line.on('error', reject)
      line.on('close', () => resolve(text))
    })
    expect(heard).toMatch(/^HTTP\/1\.1 408 /)
  })
})
