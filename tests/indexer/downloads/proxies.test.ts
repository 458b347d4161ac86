import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { EVER, testDownloads } from './test-downloads.ts'
import { json, webServer } from './web-server.ts'

const PUBLIC = '93.184.216.34'

/**
 * A proxy that leads every tunnel to one server of this machine, and notes what it was asked for.
 */
async function proxyTo(host: string) {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const proxy = createServer((_, response) => response.writeHead(405).end())
  proxy.on('connect', (request, client: Socket) => {
    asked.push(request.url ?? '')
    const [name, port] = host.split(':')
    const server = connect(Number(port), name, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      server.pipe(client).pipe(server)
    })
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
    }
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  return { asked, address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` }
}

async function museumBehindProxy(resolve: () => Promise<{ address: string; family: number }[]>) {
  const server = await webServer((response) => json(response, { title: 'The Lute' }))
  const proxy = await proxyTo(server.host)
  const downloads = await testDownloads({
    resolve,
    proxyFor: (address) => (address.includes('direct') ? '' : proxy.address),
  })
  return { server, proxy, reader: downloads.documents(EVER) }
}

describe('through a proxy', () => {
  it('a host is asked for by the number that was checked, under its own name', async () => {
    const { server, proxy, reader } = await museumBehindProxy(async () => [
      { address: PUBLIC, family: 4 },
    ])
    expect(await reader.read('http://museum.example/1')).toMatchObject({ status: 'read' })
    expect(proxy.asked).toEqual([`${PUBLIC}:80`])
    expect(server.asked.map(({ headers }) => headers.host)).toEqual(['museum.example'])
  })

  it.each([
    ['its name means a private address', 'http://museum.example/', '10.0.0.8'],
    ['one of the addresses of its name is', 'http://museum.example/', '::1'],
    ['it is written as a number', 'http://192.168.1.1/', PUBLIC],
    ['it is written as another kind of number', 'http://0x0a.1/', PUBLIC],
  ])('no private address is asked, where %s', async (_, address, other) => {
    const { proxy, reader } = await museumBehindProxy(async () => [
      { address: PUBLIC, family: 4 },
      { address: other, family: other.includes(':') ? 6 : 4 },
    ])
    const outcome = await reader.read(address)
    expect(outcome).toMatchObject({ problem: expect.stringMatching(/not on the public internet/) })
    expect(proxy.asked).toEqual([])
  })

  it('a name that cannot be looked up here is not handed on', async () => {
    const { proxy, reader } = await museumBehindProxy(async () => {
      throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    })
    const outcome = await reader.read('http://museum.example/')
    expect(outcome).toMatchObject({ problem: expect.stringMatching(/cannot be looked up here/) })
    expect(proxy.asked).toEqual([])
  })

  it('this machine is not asked, nor what the environment leaves out', async () => {
    const { server, proxy, reader } = await museumBehindProxy(async () => [
      { address: '10.0.0.8', family: 4 },
    ])
    expect(await reader.read(`${server.origin}/1`)).toMatchObject({ status: 'read' })
    expect(await reader.read('http://direct.example/')).toMatchObject({ status: 'failed' })
    expect(proxy.asked).toEqual([])
  })
})
