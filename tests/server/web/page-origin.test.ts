import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { fromOwnPage } from '../../../server/web/page-origin.ts'
import { museum } from '../museum.ts'
import { plainGet } from '../plain-request.ts'

function isOwn(
  headers: IncomingMessage['headers'],
  trustedProxies = 0,
  publicUrl: string | null = null,
): boolean {
  return fromOwnPage({ headers } as IncomingMessage, { trustedProxies, publicUrl })
}

describe('a socket', () => {
  test('[HT6] is opened to this server’s pages and to programs, and to no other site’s pages', async () => {
    const server = await (await museum()).serve()
    const host = new URL(server.address).host
    const from = (origin: string) => server.connect({ extraHeaders: { Origin: origin } })
    await server.connect()
    await from(`http://${host}`)
    const elsewhere = ['https://elsewhere.example', `http://localhost:${server.port + 1}`, 'null']
    for (const origin of elsewhere) {
      await expect(from(origin)).rejects.toThrow(/websocket error/)
    }
    expect(server.logs.filter((line) => line.includes('of another host'))).toHaveLength(3)
  })

  test('[HT6] is refused with 403 over polling, and with 400 as a WebSocket', async () => {
    const server = await (await museum()).serve()
    const ask = (transport: string, headers: Record<string, string>) =>
      plainGet(server, `/socket.io/?EIO=4&transport=${transport}`, {
        origin: 'https://elsewhere.example',
        ...headers,
      })
    expect((await ask('polling', {})).status).toBe(403)
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket' }
    expect((await ask('websocket', upgrade)).status).toBe(400)
  })
})

describe('[HT6] the origin of a page is this server’s', () => {
  test('when its host is the one that was asked, be the scheme what it may', () => {
    expect(isOwn({ origin: 'http://museum.example:8080', host: 'museum.example:8080' })).toBe(true)
    expect(isOwn({ origin: 'https://museum.example', host: 'Museum.example:443' })).toBe(true)
    expect(isOwn({ origin: 'http://[::1]:8080', host: '[::1]:8080' })).toBe(true)
    expect(isOwn({ origin: 'http://museum.example', host: 'museum.example:8080' })).toBe(false)
    expect(isOwn({ origin: 'https://museum.example.evil', host: 'museum.example' })).toBe(false)
    expect(isOwn({ origin: 'https://museum.example' })).toBe(false)
    expect(isOwn({ host: 'museum.example' })).toBe(true)
  })

  test('when it is the public address, whatever the request calls the server', () => {
    const at = (origin: string) =>
      isOwn({ origin, host: '10.0.0.5:8080' }, 0, 'https://museum.example')
    expect(at('https://museum.example')).toBe(true)
    expect(at('http://museum.example')).toBe(false)
    expect(at('https://museum.example:8443')).toBe(false)
    expect(at('http://10.0.0.5:8080')).toBe(true)
    expect(at('null')).toBe(false)
  })

  test('never when what is sent is no origin or no host', () => {
    expect(isOwn({ origin: 'null', host: 'null' })).toBe(false)
    expect(isOwn({ origin: '', host: '' })).toBe(false)
    expect(isOwn({ origin: 'http://a', host: 'not a host' })).toBe(false)
  })

  test('when a trusted proxy was asked for that host, and only a trusted one', () => {
    const headers = { origin: 'https://museum.example', host: '10.0.0.5:8080' }
    const forwarded = { ...headers, 'x-forwarded-host': 'museum.example' }
    expect(isOwn(forwarded, 0)).toBe(false)
    expect(isOwn(forwarded, 1)).toBe(true)
    expect(isOwn(forwarded, 2)).toBe(true)
    expect(isOwn(headers, 1)).toBe(false)
    expect(isOwn({ ...headers, host: 'museum.example' }, 1)).toBe(true)
    const claimed = { ...headers, 'x-forwarded-host': 'museum.example, inner.example' }
    expect(isOwn(claimed, 1)).toBe(false)
    expect(isOwn(claimed, 2)).toBe(true)
  })
})
