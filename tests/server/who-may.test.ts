import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { API_OPERATIONS } from '../../server/contract/api-operations.ts'
import { apiKey } from '../../server/web/api-keys.ts'
import { type ServedMuseum, sharedMuseum, someFaces } from './museum.ts'

const KEY = 'open-sesame-open-sesame'
const PIN = '2468'
const faces = someFaces(20)
const probe = { descriptor: [...(faces[3] as Descriptor)] }

/** Who asks, by what they send along. */
const ROLES = {
  'a page of this server': { 'sec-fetch-site': 'same-origin' },
  'a program with a key': { 'x-api-key': KEY },
  'a program without a key': {},
  'a program with a wrong key': { 'x-api-key': 'open-barley-open-barley' },
  'a page of another site': {
    'sec-fetch-site': 'cross-site',
    origin: 'https://elsewhere.example',
  },
} as const satisfies Record<string, Record<string, string>>
type Role = keyof typeof ROLES

/** Whose requests are answered; everybody else's get 401. */
const EVERYBODY: readonly Role[] = Object.keys(ROLES) as Role[]
const KNOWN: readonly Role[] = ['a page of this server', 'a program with a key']

/** Each operation of the API. */
const MAY_ASK: Readonly<Record<string, readonly Role[]>> = {
  'GET /api/v1/health': EVERYBODY,
  'GET /api/v1/ready': EVERYBODY,
  'GET /api/v1/gallery': EVERYBODY,
  'GET /api/v1/openapi.json': EVERYBODY,
  'GET /api/v1/portraits': EVERYBODY,
  'GET /api/v1/facets': EVERYBODY,
  'GET /api/v1/portraits/{id}': EVERYBODY,
  'GET /api/v1/portraits/{id}/face': EVERYBODY,
  'GET /api/v1/portraits/{id}/similar': KNOWN,
  'GET /api/v1/works/{id}': EVERYBODY,
  'GET /api/v1/atlas': EVERYBODY,
  'GET /api/v1/atlas/portraits': EVERYBODY,
  'GET /api/v1/labels': EVERYBODY,
  'GET /api/v1/paths': EVERYBODY,
  'POST /api/v1/match': KNOWN,
}

/** What an operation cannot be asked without. */
const ASKED_WITH: Readonly<Record<string, string>> = {
  'GET /api/v1/atlas/portraits': '?at=1',
  'GET /api/v1/paths': '?from=twenty-work-0~1&to=twenty-work-3~1',
}

let server: ServedMuseum
let close: () => Promise<void>
let picture: string
beforeAll(async () => {
  const shared = await sharedMuseum()
  close = shared.close
  const { house } = shared
  await house.hang('twenty', faces, undefined, undefined, true)
  await writeFile(join(house.paths.data, 'settings.json'), `{"operator":{"pin":"${PIN}"}}`)
  await mkdir(join(house.paths.data, 'kiosk'), { recursive: true })
  await writeFile(join(house.kiosk, 'index.html'), '<!doctype html><title>kiosk</title>')
  await writeFile(join(house.kiosk, 'selfie.html'), '<!doctype html><title>selfie</title>')
  server = await house.serve({ keys: [apiKey('the newspaper', KEY)] })
  const found = await server.get('/api/v1/portraits?spread=1')
  picture = (await found.json()).portraits[0].picture.digest
})
afterAll(() => close())

const operations = API_OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`)

test('the table knows every operation of the API, and no other', () => {
  expect(Object.keys(MAY_ASK).sort()).toEqual([...operations].sort())
})

describe.each(EVERYBODY)('[AC1] [AC2] [AC4] %s', (role) => {
  const headers = ROLES[role]

  test.each(Object.keys(MAY_ASK))('asks %s', async (operation) => {
    const [method, path] = operation.split(' ') as [string, string]
    const id = path.includes('works') ? 'twenty-work-0' : 'twenty-work-0~1'
    const isPost = method === 'POST'
    const response = await server.get(path.replace('{id}', id) + (ASKED_WITH[operation] ?? ''), {
      method,
      headers: { ...headers, ...(isPost && { 'content-type': 'application/json' }) },
      ...(isPost && { body: JSON.stringify(probe) }),
    })
    await response.arrayBuffer()
    expect(response.status).toBe(MAY_ASK[operation]?.includes(role) ? 200 : 401)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('sees the pages and pictures, and changes nothing', async () => {
    for (const path of [
      '/',
      '/selfie',
      '/operator',
      '/api',
      '/w/twenty-work-0',
      '/p/twenty-work-0~1',
      '/line/twenty-work-0~1/twenty-work-3~1',
      `/media/${picture}.jpg`,
      '/settings.json',
      '/museum/texts.json',
    ]) {
      const response = await server.get(path, { headers })
      await response.arrayBuffer()
      expect([path, response.status]).toEqual([path, 200])
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) {
        const written = await server.get(path, { method, headers })
        await written.arrayBuffer()
        expect([method, path, written.status]).toEqual([method, path, 405])
      }
    }
  })

  test('reads the settings without the PIN', async () => {
    expect(await (await server.get('/settings.json', { headers })).text()).not.toContain(PIN)
  })

  test('opens a socket, unless another site sent its page', async () => {
    const origin = 'origin' in headers ? headers.origin : undefined
    const connecting = server.connect(origin === undefined ? {} : { extraHeaders: { origin } })
    if (origin !== undefined) return expect(connecting).rejects.toThrow()
    const socket = (await connecting).timeout(30_000)
    expect((await socket.emitWithAck('pendant:find', probe)).status).toBe('matched')
    expect(await socket.emitWithAck('pendant:pin', PIN)).toMatchObject({ isRight: true })
    expect(await socket.emitWithAck('pendant:pin', '1234')).toMatchObject({ isRight: false })
  })
})
