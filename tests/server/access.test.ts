import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'

import { parseConfig } from '../../server/config.ts'
import { pendantApi } from '../../server/contract/api-client.ts'
import type { Problem } from '../../server/contract/http.ts'
import { apiKey } from '../../server/web/api-keys.ts'
import { GENEROUS, museum, type ServedMuseum, someFaces } from './museum.ts'
import { plainGet } from './plain-request.ts'

const faces = someFaces(20)
const probe = { descriptor: [...(faces[3] as Descriptor)] }
const SIMILAR = '/api/v1/portraits/twenty-work-0~1/similar'
const [KEY, OTHER_KEY, WRONG_KEY] = [
  'open-sesame-open-sesame',
  'a/b+c~d.e_f-0123456789==',
  'open-barley-open-barley',
]

async function serveTwenty(
  options: Parameters<Awaited<ReturnType<typeof museum>>['serve']>[0] = {},
): Promise<ServedMuseum> {
  const house = await museum()
  await house.hang('twenty', faces)
  return house.serve(options)
}

const serveKeyed = (limits: Partial<typeof GENEROUS> = {}) =>
  serveTwenty({
    keys: [apiKey('the newspaper', KEY), apiKey('the school', OTHER_KEY)],
    limits: { ...GENEROUS, ...limits },
  })

describe('with keys', () => {
  test('[AC1] look-ups of programs take one, in either header, and nothing else does', async () => {
    const server = await serveKeyed()
    const status = async (path: string, headers = {}) =>
      (await plainGet(server, path, headers)).status
    expect(await status(SIMILAR)).toBe(401)
    expect((await server.match(probe)).status).toBe(401)
    for (const key of [KEY, OTHER_KEY]) {
      expect(await status(SIMILAR, { authorization: `Bearer ${key}` })).toBe(200)
      expect(await status(SIMILAR, { authorization: `bearer  ${key}` })).toBe(200)
      expect(await status(SIMILAR, { 'x-api-key': key })).toBe(200)
    }
    for (const open of [
      'health',
      'ready',
      'gallery',
      'openapi.json',
      'portraits',
      'facets',
      'works/twenty-work-0',
    ]) {
      expect([open, await status(`/api/v1/${open}`)]).toEqual([open, 200])
    }
  })

  test('[AC1] one that is missing or wrong is answered with 401 and how to send it', async () => {
    const server = await serveKeyed()
    const missing = await plainGet(server, SIMILAR)
    expect(missing.headers['www-authenticate']).toBe('Bearer realm="Pendant"')
    expect((JSON.parse(missing.body.toString()) as Problem).code).toBe('not-permitted')
    const ownPage = { 'sec-fetch-site': 'same-origin' }
    const spoiled = [WRONG_KEY, KEY.slice(1), `${KEY}x`, KEY.toUpperCase(), '', ' ', 'ключ']
    for (const key of spoiled.map((text) => Buffer.from(text).toString('latin1'))) {
      const wrong = await plainGet(server, SIMILAR, { 'x-api-key': key, ...ownPage })
      expect([key, wrong.status]).toEqual([key, 401])
      expect(wrong.headers['www-authenticate']).toContain('error="invalid_token"')
    }
  })

  test('[AC2] the museum’s own pages need none, and other sites’ pages do', async () => {
    const server = await serveKeyed()
    const host = new URL(server.address).host
    const asks = async (headers: Record<string, string>) =>
      (await plainGet(server, SIMILAR, { host, ...headers })).status
    expect(await asks({ 'sec-fetch-site': 'same-origin' })).toBe(200)
    expect(await asks({ origin: `http://${host}` })).toBe(200)
    expect(await asks({ referer: `http://${host}/w/twenty-work-0` })).toBe(200)
    for (const elsewhere of ['same-site', 'cross-site', 'none']) {
      expect(await asks({ 'sec-fetch-site': elsewhere, referer: `http://${host}/` })).toBe(401)
    }
    expect(await asks({ origin: 'https://elsewhere.example', referer: `http://${host}/` })).toBe(
      401,
    )
    expect(await asks({ origin: 'null' })).toBe(401)
    expect(await asks({ referer: 'https://elsewhere.example/' })).toBe(401)
    const kiosk = await server.connect()
    expect((await kiosk.emitWithAck('pendant:find', probe)).status).toBe('matched')
  })

  test('[AC3] no key is logged or answered, the right ones and the wrong ones', async () => {
    const server = await serveKeyed()
    const answers = []
    for (const key of [KEY, OTHER_KEY, WRONG_KEY]) {
      for (const headers of [{ 'x-api-key': key }, { authorization: `Bearer ${key}` }]) {
        const { body, headers: answered } = await plainGet(server, SIMILAR, headers)
        answers.push(body.toString(), JSON.stringify(answered))
      }
    }
    for (const key of [KEY, OTHER_KEY, WRONG_KEY]) {
      expect([...server.logs, ...answers].join('')).not.toContain(key)
    }
    expect(server.logs.join('')).toContain('/similar')
  })

  test('[LM1] look-ups are counted by key, wherever they come from', async () => {
    const slow = { perSecond: 0.01, burst: 2 }
    const server = await serveKeyed({ requestsPerKey: slow, trustedProxies: 1 })
    const ask = async (key: string, from: string) =>
      (await plainGet(server, SIMILAR, { 'x-api-key': key, 'x-forwarded-for': from })).status
    expect([
      await ask(KEY, '192.0.2.1'),
      await ask(KEY, '192.0.2.2'),
      await ask(KEY, '192.0.2.3'),
      await ask(OTHER_KEY, '192.0.2.3'),
    ]).toEqual([200, 200, 429, 200])
  })

  test('[LM1] guesses at one count with their address', async () => {
    const server = await serveKeyed({ requestsPerAddress: { perSecond: 0.01, burst: 2 } })
    const guess = async (key: string) =>
      (await plainGet(server, SIMILAR, { 'x-api-key': key })).status
    expect([
      await guess(WRONG_KEY),
      await guess(`${WRONG_KEY}1`),
      await guess(`${WRONG_KEY}2`),
    ]).toEqual([401, 401, 429])
    expect(await guess(KEY)).toBe(200)
  })
})

describe('[LM1] every look-up says what is left of the allowance', () => {
  test('by address, and how long to wait', async () => {
    const server = await serveTwenty({
      limits: { ...GENEROUS, requestsPerAddress: { perSecond: 0.5, burst: 2 } },
    })
    const answers = [
      await server.get(SIMILAR),
      await server.get('/api/v1/works/nothing'),
      await server.get('/api/v1/portraits'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 429])
    for (const { headers } of answers) {
      expect(headers.get('ratelimit-policy')).toBe('"address";q=2;w=4')
    }
    expect(answers.map(({ headers }) => headers.get('ratelimit'))).toEqual([
      '"address";r=1;t=2',
      '"address";r=0;t=4',
      '"address";r=0;t=4',
    ])
    expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual([null, null, '2'])
  })

  test('by key where there is one', async () => {
    const server = await serveKeyed({ requestsPerKey: { perSecond: 10, burst: 20 } })
    const { headers } = await plainGet(server, SIMILAR, { 'x-api-key': KEY })
    expect(headers['ratelimit-policy']).toBe('"key";q=20;w=2')
    expect(headers.ratelimit).toMatch(/^"key";r=19;t=1$/)
  })
})

describe('[AC4] pages of other sites', () => {
  const ELSEWHERE = 'https://elsewhere.example'
  const ask = (server: ServedMuseum, origin: string, path = SIMILAR, init: RequestInit = {}) =>
    server.get(path, { ...init, headers: { origin, ...init.headers } })

  test('may read nothing unless that is set', async () => {
    const server = await serveTwenty()
    for (const path of [SIMILAR, '/api/v1/health', '/api']) {
      const { headers } = await ask(server, ELSEWHERE, path)
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    }
  })

  test('of the origins that are set may read the API and the pictures, without credentials', async () => {
    const server = await serveTwenty({ corsOrigins: [ELSEWHERE, 'https://another.example'] })
    const { matches } = await (await server.get(SIMILAR)).json()
    const picture = `/media/${matches[0].picture.digest}.jpg`
    for (const path of [SIMILAR, picture, '/api/v1/works/nothing']) {
      const { headers } = await ask(server, ELSEWHERE, path)
      expect(headers.get('access-control-allow-origin')).toBe(ELSEWHERE)
      expect(headers.get('access-control-allow-credentials')).toBeNull()
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(headers.get('vary')).toContain('Origin')
      const stranger = await ask(server, 'https://stranger.example', path)
      expect(stranger.headers.get('access-control-allow-origin')).toBeNull()
      expect(stranger.headers.get('vary')).toContain('Origin')
    }
    const exposed = (await ask(server, ELSEWHERE)).headers.get('access-control-expose-headers')
    expect(exposed).toBe('RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate')
    expect(
      (await ask(server, ELSEWHERE, '/')).headers.get('access-control-allow-origin'),
    ).toBeNull()
    await expect(server.connect({ extraHeaders: { Origin: ELSEWHERE } })).rejects.toThrow()
  })

  test('are all let in by *', async () => {
    const server = await serveTwenty({ corsOrigins: '*' })
    const { headers } = await ask(server, 'https://anyone.example')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('vary') ?? '').not.toContain('Origin')
  })

  test('are told what they may send before it is counted, and before a key is asked for', async () => {
    const server = await serveTwenty({
      corsOrigins: [ELSEWHERE],
      keys: [apiKey('a', KEY)],
      limits: { ...GENEROUS, requestsPerAddress: { perSecond: 0.01, burst: 1 } },
    })
    const preflight = (origin: string) =>
      ask(server, origin, '/api/v1/match', {
        method: 'OPTIONS',
        headers: { 'access-control-request-method': 'POST' },
      })
    for (const _ of [1, 2, 3]) {
      const { status, headers } = await preflight(ELSEWHERE)
      expect(status).toBe(204)
      expect(headers.get('access-control-allow-methods')).toContain('POST')
      expect(headers.get('access-control-allow-headers')).toBe(
        'Authorization, Content-Type, X-API-Key',
      )
    }
    const { headers } = await preflight('https://stranger.example')
    expect(headers.get('access-control-allow-methods')).toBeNull()
    const fromThere = await ask(server, ELSEWHERE)
    expect([fromThere.status, fromThere.headers.get('access-control-allow-origin')]).toEqual([
      401,
      ELSEWHERE,
    ])
  })
})

describe('keys in the settings', () => {
  test('are a list, of which only digests are kept', () => {
    const parsed = parseConfig({ PENDANT_API_KEYS: ` ${KEY} ,${OTHER_KEY},` })
    expect(parsed).toMatchObject({
      config: { keys: [apiKey('key 1', KEY), apiKey('key 2', OTHER_KEY)] },
    })
    expect(JSON.stringify(parsed)).not.toContain(KEY)
  })

  test('or a file of names and keys', async () => {
    const house = await museum()
    const file = join(house.kiosk, 'keys')
    await writeFile(file, `# partners\nthe newspaper=${KEY}\r\n\nthe school = ${OTHER_KEY}\n`)
    const parsed = parseConfig({ PENDANT_API_KEYS_FILE: file })
    expect(parsed).toMatchObject({
      config: { keys: [apiKey('the newspaper', KEY), apiKey('the school', OTHER_KEY)] },
    })
    expect(parseConfig({ PENDANT_API_KEYS_FILE: file, PENDANT_API_KEYS: KEY })).toEqual({
      problems: [expect.stringContaining('both set')],
    })
    for (const [text, fault] of [
      [`a=${KEY}\n${OTHER_KEY.replaceAll('=', '')}`, 'line 2 has not'],
      [`a=${KEY}\na=${OTHER_KEY}`, 'the same name twice'],
      [`a=${KEY}\nb=${KEY}`, 'the same key twice'],
      ['# nobody', 'at least one key'],
    ] as const) {
      await writeFile(file, text)
      const refused = parseConfig({ PENDANT_API_KEYS_FILE: file })
      expect(refused).toEqual({ problems: [expect.stringContaining(fault)] })
      expect(JSON.stringify(refused)).not.toMatch(/sesame|0123456789/)
    }
    expect(parseConfig({ PENDANT_API_KEYS_FILE: join(house.kiosk, 'none') })).toEqual({
      problems: [expect.stringContaining('must be a file that can be read (ENOENT)')],
    })
  })

  test('are refused when too short or of other signs, without a word of them', () => {
    for (const list of ['short', `${KEY},häßlich-und-sehr-lang`, `${KEY},${KEY}`]) {
      const refused = parseConfig({ PENDANT_API_KEYS: list })
      expect(refused).toEqual({
        problems: [expect.stringMatching(/^PENDANT_API_KEYS is set, but /)],
      })
      expect(JSON.stringify(refused)).not.toMatch(/short|sesame|häßlich/)
    }
  })
})

describe('the client of the API', () => {
  test('asks everything there is to ask', async () => {
    const server = await serveKeyed()
    const api = pendantApi(`${server.address}/`, { key: KEY })
    const id = 'twenty-work-3~1'
    const value = async <Value>(asked: Promise<{ status: string; value?: Value }>) => {
      const outcome = await asked
      expect(outcome.status).toBe('ok')
      return outcome.value as Value
    }
    expect((await value(api.gallery())).id).toBe('twenty')
    expect((await value(api.health())).status).toBe('ok')
    expect((await value(api.ready())).gallery.id).toBe('twenty')
    expect((await value(api.portrait(id))).workId).toBe('twenty-work-3')
    expect((await value(api.work('twenty-work-3'))).work.portraits).toHaveLength(2)
    expect((await value(api.match({ ...probe, k: 3 }))).matches).toHaveLength(3)
    const picture = new Blob([Uint8Array.from(await drawnFace())])
    const ofPicture = await value(api.matchPicture(picture, { k: 2, face: 1, century: [16, 17] }))
    expect(ofPicture.matches).toHaveLength(2)
    expect(ofPicture.face.box.width).toBeLessThan(ofPicture.face.width)
    const museums = ['The Museum', 'Another & Son']
    expect(
      (await value(api.similar(id, { k: 2, museum: museums, century: 17 }))).matches,
    ).toHaveLength(2)
    expect((await value(api.similar(id, { century: [3, -5] }))).matches).toEqual([])
  })

  test('tells a problem from a server that is not there, and from one that is no Pendant', async () => {
    const server = await serveKeyed()
    expect(await pendantApi(server.address).match(probe)).toMatchObject({
      status: 'problem',
      problem: { code: 'not-permitted' },
    })
    const api = pendantApi(server.address, { key: KEY })
    expect(await api.portrait('a/b?c')).toMatchObject({ problem: { code: 'not-found' } })
    expect(await api.matchPicture(new Blob(['no picture']), { k: 3 })).toMatchObject({
      problem: { code: 'bad-picture' },
    })
    expect(await pendantApi(`${server.address}/settings.json?`).gallery()).toMatchObject({
      status: 'unreachable',
      detail: 'What answered 200 is no Pendant of this version.',
    })
    await server.close()
    expect(await api.gallery()).toMatchObject({ status: 'unreachable' })
  })

  test('answers where there is no gallery, too', async () => {
    const api = pendantApi((await (await museum()).serve()).address)
    expect(await api.health()).toMatchObject({ status: 'ok', value: { status: 'no-gallery' } })
    expect(await api.ready()).toMatchObject({ status: 'problem', problem: { code: 'no-gallery' } })
  })
})
