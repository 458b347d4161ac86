import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { digestBytes } from '../../embeddings/store/digest.ts'
import { openPortraitTable } from '../../embeddings/store/portrait-table.ts'
import { problemSchema } from '../../server/contract/http.ts'
import { type Museum, museum, someFaces } from './museum.ts'
import { plainGet } from './plain-request.ts'

async function aPicture({ paths }: Museum): Promise<{ digest: string; bytes: Buffer }> {
  const table = openPortraitTable(join(paths.gallery('one'), 'portraits.db'))
  const { digest } = table.at(0).picture
  table.close()
  return { digest, bytes: await readFile(paths.media(digest)) }
}

async function serveOne() {
  const house = await museum()
  await house.hang('one', someFaces(4))
  return { house, server: await house.serve(), ...(await aPicture(house)) }
}

describe('a picture', () => {
  test('[MD1] [HT7] is served as it lies on the disk, may be kept for ever, and is not compressed', async () => {
    const { server, digest, bytes } = await serveOne()
    const response = await server.get(`/media/${digest}.jpg`)
    expect(response.status).toBe(200)
    const body = Buffer.from(await response.arrayBuffer())
    expect(body.equals(bytes)).toBe(true)
    expect(digestBytes(body)).toBe(digest)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      etag: `"${digest}"`,
      'accept-ranges': 'bytes',
    })
    expect(response.headers.get('content-encoding')).toBeNull()
  })

  test('[MD1] is not sent again to who has it, and in part to who asks for a part', async () => {
    const { server, digest, bytes } = await serveOne()
    const path = `/media/${digest}.jpg`
    const again = await plainGet(server, path, { 'if-none-match': `"${digest}"` })
    expect(again.status).toBe(304)
    const part = await server.get(path, { headers: { range: 'bytes=10-19' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${bytes.length}`)
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true)
    const beyond = await server.get(path, { headers: { range: `bytes=${bytes.length}-` } })
    expect(beyond.status).toBe(416)
  })

  test('[MD2] is looked for by 64 hexadecimal digits and nothing else', async () => {
    const { house, server, digest } = await serveOne()
    await writeFile(join(house.paths.data, 'secret.jpg'), 'secret')
    for (const name of [
      'secret.jpg',
      '..%2fsecret.jpg',
      `${digest}.png`,
      digest,
      `${digest.toUpperCase()}.jpg`,
      `${digest}.jpg%00`,
      `${digest.slice(0, 2)}/${digest}.jpg`,
      `${'0'.repeat(64)}.jpg`,
      '',
    ]) {
      const response = await server.get(`/media/${name}`)
      expect([name, response.status]).toEqual([name, 404])
      expect(response.headers.get('etag')).not.toBe(`"${'0'.repeat(64)}"`)
      expect(response.headers.get('cache-control') ?? '').not.toContain('immutable')
    }
  })
})

describe('the kiosk', () => {
  async function serveBuilt() {
    const house = await museum()
    const script = 'export const portraits = 1\n'.repeat(200)
    const files = {
      'index.html': `<!doctype html>${' '.repeat(3000)}`,
      'guide.html': '<!doctype html>desk',
      'assets/exhibit-Ab12Cd34.js': script,
      'models/weights.bin': 'w'.repeat(4000),
      'wasm/backend.wasm': 'm'.repeat(4000),
      '.hidden': 'hidden',
    }
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(house.kiosk, name, '..'), { recursive: true })
      await writeFile(join(house.kiosk, name), text)
    }
    return { house, server: await house.serve(), script }
  }

  test('[KS1] has its assets kept for ever and all else asked about each time', async () => {
    const { server } = await serveBuilt()
    const caching = async (path: string) => (await server.get(path)).headers.get('cache-control')
    expect(await caching('/assets/exhibit-Ab12Cd34.js')).toBe('public, max-age=31536000, immutable')
    for (const path of [
      '/',
      '/index.html',
      '/guide',
      '/models/weights.bin',
      '/wasm/backend.wasm',
    ]) {
      expect([path, await caching(path)]).toEqual([path, 'no-cache'])
      const etag = (await server.get(path)).headers.get('etag') as string
      const again = await plainGet(server, path, { 'if-none-match': etag })
      expect([path, again.status]).toEqual([path, 304])
    }
    expect((await server.get('/wasm/backend.wasm')).headers.get('content-type')).toBe(
      'application/wasm',
    )
    expect((await server.get('/.hidden')).status).toBe(404)
  })

  test('[HT7] is compressed for who accepts it, but never in part', async () => {
    const { server, script } = await serveBuilt()
    const path = '/assets/exhibit-Ab12Cd34.js'
    for (const encoding of ['gzip', 'br']) {
      const response = await server.get(path, { headers: { 'accept-encoding': encoding } })
      expect(response.headers.get('content-encoding')).toBe(encoding)
      expect(await response.text()).toBe(script)
    }
    for (const compressed of ['/', '/models/weights.bin', '/wasm/backend.wasm']) {
      const response = await server.get(compressed, { headers: { 'accept-encoding': 'gzip' } })
      expect([compressed, response.headers.get('content-encoding')]).toEqual([compressed, 'gzip'])
    }
    const part = await server.get(path, {
      headers: { 'accept-encoding': 'gzip', range: 'bytes=0-2999' },
    })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-encoding')).toBeNull()
    expect(await part.text()).toBe(script.slice(0, 3000))
  })

  test('[KS2] says what to do where it is not built, and is there as soon as it is', async () => {
    const house = await museum()
    const server = await house.serve()
    const page = await server.get('/')
    expect(page.status).toBe(503)
    expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    expect(await page.text()).toContain('npm start')
    await writeFile(join(house.kiosk, 'index.html'), 'the exhibit')
    expect(await (await server.get('/')).text()).toBe('the exhibit')
  })

  test('[KS7] has its panel at an address of its own, where a PIN opens it', async () => {
    const house = await museum()
    await house.hang('one', someFaces(2))
    await writeFile(join(house.kiosk, 'index.html'), 'the exhibit')
    const server = await house.serve()
    const refused = await server.get('/operator')
    expect(refused.status).toBe(404)
    expect(await refused.text()).toContain('operator.pin')
    const settings = '{ "operator": { "pin": "2718" } }'
    await writeFile(join(house.paths.data, 'settings.json'), settings)
    expect(await (await server.get('/operator')).text()).toBe('the exhibit')
  })

  test('[KS3] is given the museum’s settings, and none where there is no file', async () => {
    const house = await museum()
    await house.hang('one', someFaces(2))
    const server = await house.serve()
    const settings = async () => (await server.get('/settings.json')).json()
    expect(await settings()).toEqual({})
    await writeFile(join(house.paths.data, 'settings.json'), '{ "faceMode": false }')
    expect(await settings()).toEqual({ faceMode: false })
  })

  const BROKEN: [string, (file: string) => Promise<unknown>, RegExp][] = [
    [
      'a stray comma',
      (file) => writeFile(file, '{ "faceMode": false, }'),
      /^settings\.json: .*JSON/,
    ],
    ['a list', (file) => writeFile(file, '["de"]'), /not an object/],
    ['nothing in it', (file) => writeFile(file, ''), /not JSON/],
    ['a folder of its name', (file) => mkdir(file), /no regular file/],
  ]
  test.each(BROKEN)(
    '[KS3] is told of settings with %s, and never given none instead',
    async (...row) => {
      const [, spoil, fault] = row
      const house = await museum()
      await house.hang('one', someFaces(2))
      const server = await house.serve()
      const file = join(house.paths.data, 'settings.json')
      await spoil(file)
      const [response] = [await server.get('/settings.json'), await server.get('/settings.json')]
      expect(response.status).toBe(500)
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
      const problem = problemSchema.parse(await response.json())
      expect(problem).toMatchObject({ code: 'internal', detail: expect.stringMatching(fault) })
      expect(JSON.stringify(problem)).not.toContain(house.paths.data)
      const told = server.logs.filter((line) => line.includes('settings cannot be used'))
      expect(told).toHaveLength(1)
      await rm(file, { recursive: true })
      expect(await (await server.get('/settings.json')).json()).toEqual({})
    },
  )
})
