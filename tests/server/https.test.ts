import { copyFile, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { connect } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { describe, expect, test, vi } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { galleryInfoSchema, problemSchema } from '../../server/contract/http.ts'
import { TlsRefused } from '../../server/web/tls.ts'
import { hasOpenssl, makeCertificate } from './certificate.ts'
import { museum, type ServedMuseum, someFaces } from './museum.ts'
import { plainGet } from './plain-request.ts'
import { startServerProgram } from './server-program.ts'

if (!hasOpenssl) console.warn('SKIPPED: https, for there is no openssl to make a certificate with.')

const faces = someFaces(4)

async function serveSecurely(options: Parameters<Awaited<ReturnType<typeof museum>>['serve']>[0]) {
  const house = await museum()
  await house.hang('one', faces)
  return house.serve(options)
}

function secureGet({ port }: ServedMuseum, path: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host: 'localhost', port, path, ca, agent: false }, (response) => {
      let body = ''
      response.on('data', (part) => {
        body += part
      })
      response.on('end', () => resolve(body))
    })
      .on('error', reject)
      .end()
  })
}

/** A connection that trusts `ca` alone; rejects when the server shows another certificate. */
function shakeHands(port: number, ca: string): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const line = connectTls({ host: 'localhost', port, ca, servername: 'localhost' }, () =>
      resolve(line),
    )
    line.on('error', reject)
  })
}

describe.skipIf(!hasOpenssl)('with a certificate the server', () => {
  test('[AC5] speaks https, over the API and over sockets', async () => {
    const { pem, ...tls } = await makeCertificate()
    const server = await serveSecurely({ tls })
    expect(server.address).toBe(`https://localhost:${server.port}`)
    const body = await secureGet(server, '/api/v1/gallery', pem)
    expect(galleryInfoSchema.parse(JSON.parse(body)).id).toBe('one')
    const kiosk = await server.connect({ ca: pem })
    const probe = { descriptor: [...(faces[2] as Descriptor)] }
    expect((await kiosk.emitWithAck('pendant:find', probe)).status).toBe('matched')
  })

  test('[AC5] sends pages that were asked for by http on, and tells programs', async () => {
    const { pem: _, ...tls } = await makeCertificate()
    const server = await serveSecurely({ tls })
    const page = await plainGet(server, '/selfie?from=poster')
    expect(page.status).toBe(308)
    expect(page.headers.location).toBe(`https://127.0.0.1:${server.port}/selfie?from=poster`)
    const program = await plainGet(server, '/api/v1/gallery')
    expect(program.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(problemSchema.parse(JSON.parse(program.body.toString()))).toMatchObject({
      code: 'bad-request',
      detail: expect.stringContaining('https'),
    })
  })

  test('[AC5] [LM4] drops a connection that says nothing, or never ends its handshake', async () => {
    const { pem: _, ...tls } = await makeCertificate()
    const server = await serveSecurely({ tls, pace: { headMs: 100 } })
    for (const said of ['', '\x16\x03\x01']) {
      const line = connect(server.port, '127.0.0.1')
      line.on('error', () => line.destroy())
      line.write(said)
      await new Promise((resolve) => line.once('close', resolve))
    }
    expect(server.logs.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
  })

  test('[AC5] takes a renewed certificate over, and leaves connections under way theirs', async () => {
    const [first, second] = [await makeCertificate(), await makeCertificate()]
    const server = await serveSecurely({ tls: first })
    const before = await shakeHands(server.port, first.pem)
    await expect(shakeHands(server.port, second.pem)).rejects.toThrow()
    await copyFile(second.cert, first.cert)
    await copyFile(second.key, first.key)
    await vi.waitFor(async () => (await shakeHands(server.port, second.pem)).destroy(), 30_000)
    const answered = new Promise((resolve) => before.once('data', resolve))
    before.write('GET /api/v1/ready HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect(String(await answered)).toMatch(/^HTTP\/1\.1 200 /)
    before.destroy()
  })

  test('[AC5] keeps the certificate it has when a new one is broken, and says so once', async () => {
    const [first, second] = [await makeCertificate(), await makeCertificate()]
    const server = await serveSecurely({ tls: first })
    await copyFile(second.cert, first.cert)
    const told = () => server.logs.filter((line) => line.includes('certificate is refused'))
    await vi.waitFor(() => expect(told()).toHaveLength(1), 30_000)
    await writeFile(first.key, 'no key')
    await vi.waitFor(() => expect(told()).toHaveLength(2), 30_000)
    ;(await shakeHands(server.port, first.pem)).destroy()
    expect(server.logs.join('')).not.toContain('no key')
    await copyFile(second.key, first.key)
    await vi.waitFor(async () => (await shakeHands(server.port, second.pem)).destroy(), 30_000)
  })

  test('[AC5] does not start with a certificate and a key that are no pair', async () => {
    const [first, second] = [await makeCertificate(), await makeCertificate()]
    await expect(serveSecurely({ tls: { cert: first.cert, key: second.key } })).rejects.toThrow(
      TlsRefused,
    )
    const program = startServerProgram({
      PORT: '0',
      PENDANT_TLS_CERT: first.cert,
      PENDANT_TLS_KEY: '/nowhere/key.pem',
    })
    expect(await program.exit).toBe(1)
    expect(program.said()).toMatch(/did not start: the certificate .* cannot be used \(ENOENT/)
  })

  test('[SD1] [AC5] closes in good order', async () => {
    const { pem, ...tls } = await makeCertificate()
    const server = await serveSecurely({ tls })
    const idle = await shakeHands(server.port, pem)
    const gone = new Promise((resolve) => idle.once('close', resolve))
    await server.close()
    await gone
  })
})

describe('[HT6] HSTS', () => {
  test('is sent where it is set, and nowhere else', async () => {
    const header = async (options: { hstsSeconds?: number }) =>
      (await (await serveSecurely(options)).get('/api/v1/health')).headers.get(
        'strict-transport-security',
      )
    expect(await header({})).toBeNull()
    expect(await header({ hstsSeconds: 86_400 })).toBe('max-age=86400')
  })
})
