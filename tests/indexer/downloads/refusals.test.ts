import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { INCOMPLETE_CHAIN } from './incomplete-chain.ts'
import { painted } from './painted.ts'
import { EVER, testDownloads } from './test-downloads.ts'
import { type Answering, json, status, wall, webServer } from './web-server.ts'

/** A host of pictures that refuses some of them as a firewall does. */
async function picturesRefusing(isRefused: (number: number) => boolean) {
  const bytes = await painted()
  const server = await webServer((response, { path }) =>
    isRefused(Number(path.slice(1)))
      ? wall(response)
      : response.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes),
  )
  const downloads = await testDownloads()
  const fetched = async (count: number): Promise<string[]> => {
    const outcomes: string[] = []
    for (let at = 1; at <= count; at++) {
      outcomes.push((await downloads.picture([`${server.origin}/${at}`])).status)
    }
    return outcomes
  }
  return { server, downloads, fetched }
}

describe('a picture that is refused as a firewall would', () => {
  it('is refused alone where the host still gives what it gave last', async () => {
    const { fetched, downloads } = await picturesRefusing((at) => at >= 6 && at <= 11)
    const outcomes = await fetched(20)
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(14)
    expect(downloads.clock.waits.filter((ms) => ms >= 35_000)).toEqual([])
    expect(downloads.said).toEqual([])
  })

  it('is waited for once where the host gave nothing yet, and keeps no other from coming in', async () => {
    const { fetched, downloads } = await picturesRefusing((at) => at <= 6)
    const outcomes = await fetched(20)
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(14)
    expect(downloads.clock.waits.filter((ms) => ms >= 35_000)).toEqual([35_000])
  })

  it('is the last of ten where the host gives none at all', async () => {
    const { fetched, server, downloads } = await picturesRefusing(() => true)
    await fetched(20)
    expect(server.asked).toHaveLength(11)
    expect(downloads.said.at(-1)).toMatch(/10 requests in a row failed/)
  })

  it('is told from a firewall that came up meanwhile, which is waited out', async () => {
    const bytes = await painted()
    let isUp = false
    const server = await webServer((response) => {
      if (isUp) wall(response)
      else response.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes)
    })
    const downloads = await testDownloads()
    await downloads.picture([`${server.origin}/1`])
    isUp = true
    await downloads.picture([`${server.origin}/2`])
    expect(downloads.clock.waits).toContain(35_000)
    expect(server.asked.map(({ path }) => path)).toEqual(['/1', '/2', '/1', '/2', '/1'])
  })

  it('has its next address asked where a size of it is refused', async () => {
    const bytes = await painted()
    const sized: Answering = (response, { path }) =>
      path.includes('/843,/')
        ? status(response, 403)
        : response.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes)
    const server = await webServer(sized)
    const downloads = await testDownloads()
    const urls = ['843,', '600,'].map((size) => `${server.origin}/i/full/${size}/0/default.jpg`)
    expect(await downloads.picture(urls)).toMatchObject({ status: 'stored', url: urls[1] })
  })
})

describe('a server whose certificate cannot be verified', () => {
  it('is asked once, and said once in words', async () => {
    const server = createServer(INCOMPLETE_CHAIN, (_, response) => json(response, {}))
    let connections = 0
    server.on('connection', () => {
      connections += 1
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.close()
    })
    const { port } = server.address() as AddressInfo
    const downloads = await testDownloads()
    const reader = downloads.documents(EVER)
    for (const path of ['a', 'b', 'c']) {
      expect(await reader.read(`https://127.0.0.1:${port}/${path}`)).toMatchObject({
        status: 'failed',
        problem: expect.stringMatching(/whole chain of its certificate/),
      })
    }
    expect(connections).toBe(1)
    expect(downloads.said).toHaveLength(1)
    expect(downloads.said[0]).toMatch(/NODE_EXTRA_CA_CERTS=FILE/)
  })
})
