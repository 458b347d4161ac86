import pMap from 'p-map'
import { describe, expect, it } from 'vitest'
import { addressGuard } from '../../../indexer/downloads/address-guard.ts'
import { hostLimiter, systemClock } from '../../../indexer/downloads/host-limiter.ts'
import { introductions } from '../../../indexer/downloads/web.ts'
import { Interrupted } from '../../../indexer/terminal/curator-error.ts'
import { quickClock } from './quick-clock.ts'
import { NEVER, type TestDownloads, testDownloads } from './test-downloads.ts'
import { json, webServer } from './web-server.ts'

describe('the limiter of a host', () => {
  it('starts requests as far apart as the host asks for', async () => {
    const clock = quickClock()
    const limiter = laneOf({ intervalMs: 1000, concurrency: 3 }, clock)
    const starts: number[] = []
    await pMap(Array.from({ length: 6 }), async () => {
      const slot = await limiter.slot()
      starts.push(slot?.startedAt ?? Number.NaN)
      slot?.end()
    })
    const [first = 0] = starts
    expect(starts.map((at) => at - first)).toEqual([0, 1000, 2000, 3000, 4000, 5000])
  })

  it('never has more under way than the host asks for', async () => {
    const limiter = laneOf({ intervalMs: 0, concurrency: 2 })
    let underWay = 0
    let most = 0
    await pMap(Array.from({ length: 20 }), async () => {
      const slot = await limiter.slot()
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise((resolve) => setImmediate(resolve))
      underWay -= 1
      slot?.end()
    })
    expect(most).toBe(2)
  })

  it('gives no slot any more when it is closed, to those who wait either', async () => {
    const limiter = laneOf({ intervalMs: 0, concurrency: 1 })
    const slot = await limiter.slot()
    const waiting = limiter.slot()
    limiter.close('it is down')
    slot?.end()
    expect(await waiting).toBeUndefined()
    expect(await limiter.slot()).toBeUndefined()
  })

  it('counts refusals of requests that were under way together as one', async () => {
    const clock = quickClock()
    const limiter = laneOf({ intervalMs: 100, concurrency: 2 }, clock)
    const first = await limiter.slot()
    const second = await limiter.slot()
    if (!first || !second) throw new Error('no slot')
    clock.pass(1000)
    limiter.slowDown(first)
    limiter.slowDown(second)
    first.end()
    second.end()
    const [a, b] = [await limiter.slot(), await limiter.slot()]
    expect((b?.startedAt ?? 0) - (a?.startedAt ?? 0)).toBe(200)
  })
})

describe('crawl policies', () => {
  it('introduce us to strangers with a contact, in the headers they ask for', async () => {
    const introduction = introductions(addressGuard([]), async (contact) =>
      contact === 'needed' ? 'Pendant (me@museum.org)' : 'Pendant',
    )
    const headers = { 'AIC-User-Agent': 'by {agent}' }
    const crawlPolicies = { host: 'api.artic.edu', intervalMs: 0, concurrency: 1, headers }
    const url = new URL('https://api.artic.edu/')
    expect(await introduction(url, crawlPolicies)).toEqual({
      'user-agent': 'Pendant (me@museum.org)',
      'aic-user-agent': 'by Pendant (me@museum.org)',
    })
  })

  it('do not ask for a contact on the curator’s own hosts', async () => {
    const server = await webServer((response) => json(response, 1))
    const { documents } = await testDownloads({
      crawlPolicies: [
        {
          host: server.host,
          intervalMs: 0,
          concurrency: 1,
          headers: { 'AIC-User-Agent': '{agent}' },
        },
      ],
      agent: async (contact) => {
        if (contact === 'needed') throw new Error('asked for a contact')
        return 'Pendant'
      },
    })
    await documents(NEVER).read(`${server.origin}/a`)
    expect(server.asked[0]?.headers).toMatchObject({
      'user-agent': 'Pendant',
      'aic-user-agent': 'Pendant',
    })
  })

  it('hold each host to its own pace, and the curator’s own to the pace that was set', async () => {
    const server = await webServer((response) => json(response, 1))
    const crawlPolicies = [{ host: server.host, intervalMs: 5000, concurrency: 1 }]
    const paced = await testDownloads({ crawlPolicies, paceMs: undefined })
    for (const path of ['/a', '/b']) await paced.documents(NEVER).read(server.origin + path)
    expect(paced.clock.waits).toEqual([5000])
    const hurried = await testDownloads({ crawlPolicies, paceMs: 20 })
    for (const path of ['/a', '/b']) await hurried.documents(NEVER).read(server.origin + path)
    expect(hurried.clock.waits.every((ms) => ms <= 20)).toBe(true)
  })
})

describe('an interruption', () => {
  it('ends a request at once', async () => {
    const controller = new AbortController()
    const server = await webServer(() => controller.abort())
    const { documents } = await testDownloads({ signal: controller.signal })
    await expect(documents(NEVER).read(`${server.origin}/a`)).rejects.toBeInstanceOf(Interrupted)
  })

  it('ends a wait at once, and those who queue behind it', async () => {
    const controller = new AbortController()
    const server = await webServer((response) =>
      response.writeHead(503, { 'retry-after': '60' }).end(),
    )
    const { documents } = await testDownloads({
      signal: controller.signal,
      paceMs: undefined,
      clock: { ...systemClock, waits: [], pass() {} },
      say: () => controller.abort(),
    })
    const reads = ['/a', '/b', '/c', '/d', '/e'].map((path) =>
      documents(NEVER).read(server.origin + path),
    )
    for (const ending of await Promise.allSettled(reads)) {
      expect(ending).toMatchObject({ status: 'rejected', reason: expect.any(Interrupted) })
    }
  })

  it('is what closing is for those under way', async () => {
    let downloads: TestDownloads | undefined
    const closed: Promise<void>[] = []
    const server = await webServer(() => {
      if (downloads) closed.push(downloads.close())
    })
    downloads = await testDownloads()
    const endings = await Promise.allSettled([
      downloads.documents(NEVER).read(`${server.origin}/a`),
      downloads.picture([`${server.origin}/b`]),
    ])
    for (const ending of endings) {
      expect(ending).toMatchObject({ status: 'rejected', reason: expect.any(Interrupted) })
    }
    await Promise.all(closed)
  })

  it('before anything was asked lets nothing be asked', async () => {
    const server = await webServer((response) => json(response, 1))
    const { documents, picture } = await testDownloads({ signal: AbortSignal.abort() })
    await expect(documents(NEVER).read(server.origin)).rejects.toBeInstanceOf(Interrupted)
    await expect(picture([server.origin])).rejects.toBeInstanceOf(Interrupted)
    expect(server.asked).toHaveLength(0)
  })
})

function laneOf(pace: { intervalMs: number; concurrency: number }, clock = quickClock()) {
  const crawlPolicies = { host: 'museum.org', ...pace }
  return hostLimiter(crawlPolicies, { clock, signal: new AbortController().signal, say: () => {} })
}
