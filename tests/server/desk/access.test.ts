import { createHmac } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Router as router } from 'express'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { curatorAccounts } from '../../../embeddings/store/curator-accounts.ts'
import { openCatalogue } from '../../../indexer/catalogue/catalogue.ts'
import { DESK_NAMESPACE } from '../../../server/contract/desk.ts'
import { openDesk } from '../../../server/desk/desk.ts'
import { openLogger } from '../../../server/web/logger.ts'
import { type Museum, museum, type ServedMuseum, someFaces } from '../museum.ts'
import { addCurator, PASSWORD, postSession, signIn } from './sign-in.ts'

const ends: (() => Promise<void>)[] = []
let house: Museum
let server: ServedMuseum

beforeAll(async () => {
  house = await museum((end) => ends.unshift(end))
  await writeFile(join(house.kiosk, 'desk.html'), '<title>The desk</title>')
  server = await house.serve()
})
afterAll(async () => {
  for (const end of ends) await end()
})

/** Every route of the desk, from the router itself: a new one is among them by itself. */
function everyRoute(): { method: string; path: string }[] {
  const desk = openDesk({
    paths: house.paths,
    kiosk: house.kiosk,
    from: 'this machine',
    reach: { trustedProxies: 0, publicUrl: null },
    isSecure: false,
    log: openLogger('silent'),
    nowMs: () => 0,
    previewOf: () => router(),
  })
  return desk.router.stack.flatMap(({ route }) => {
    const method = route?.stack[0]?.method
    return route && method ? [{ method: method.toUpperCase(), path: route.path }] : []
  })
}

describe('the first curator [DK2]', () => {
  it('comes in by the address that the server gives, once', async () => {
    const [, first = ''] = /#first=([\w-]+)$/.exec(server.firstCurator ?? '') ?? []
    const choose = (body: object) => postSession(server.address, body, {}, '/first')
    const wrong = await choose({ first: `${first}x`, name: 'Eve', password: PASSWORD })
    expect(wrong.status).toBe(401)
    const weak = await choose({ first, name: 'Ada', password: 'short' })
    expect(await weak.json()).toMatchObject({ status: 422, detail: /12 to 200 characters/ })
    const right = await choose({ first, name: 'Ada', password: PASSWORD })
    expect(right.status).toBe(200)
    expect(right.headers.get('set-cookie')).toMatch(
      /^pendant-desk=.+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    )
    const again = await choose({ first, name: 'Eve', password: PASSWORD })
    expect(again.status).toBe(401)
    const { name } = await (await signIn(server.address, 'ada')).session
    expect(name).toBe('Ada')
  })
})

describe('who may ask what [DK1] [DK5]', () => {
  it('nobody without a session: every route answers 401 and nothing else', async () => {
    const routes = everyRoute()
    expect(routes.length).toBeGreaterThan(8)
    const { address } = await house.serve()
    for (const { method, path } of routes) {
      for (const headers of [{}, { cookie: 'pendant-desk=e30.e30' }] as const) {
        const response = await fetch(`${address}/desk${path}`, {
          method,
          headers: { origin: address, 'content-type': 'application/json', ...headers },
          ...(method === 'POST' ? { body: '{}' } : {}),
        })
        expect(`${method} ${path} ${response.status}`).toBe(`${method} ${path} 401`)
      }
    }
    const page = await server.get('/desk.html')
    expect([page.status, await page.text()]).toEqual([401, '<title>The desk</title>'])
    expect((await server.get('/desk/do/anything')).status).toBe(401)
  })

  it('no curator from another page, or without the token', async () => {
    const curator = await signIn(server.address, 'Ada')
    const changing = everyRoute().filter(
      ({ method, path }) => method !== 'GET' && !['/first', '/session'].includes(path),
    )
    for (const { method, path } of changing) {
      for (const headers of [{ 'x-pendant-desk': 'x' }, { origin: 'https://other.example' }]) {
        const response = await curator.send(method, path, { headers })
        expect(`${path} ${response.status}`).toBe(`${path} 403`)
      }
    }
    const outside = { origin: 'https://other.example' }
    const signing = await postSession(server.address, { name: 'Ada', password: PASSWORD }, outside)
    expect(signing.status).toBe(403)
    expect((await curator.send('GET', '/session')).status).toBe(200)
  })

  it('a curator: the page, the session, and what the desk can do', async () => {
    const curator = await signIn(server.address, 'Ada')
    expect((await curator.send('GET', '')).status).toBe(200)
    expect(await (await curator.do('review-queue', {})).json()).toMatchObject({ cards: [] })
    const odd = await curator.do('review-queue', { limit: 4000 })
    expect(await odd.json()).toMatchObject({ status: 400, detail: /^limit: / })
    const path = await curator.do('review-draw', {
      work: '../../../etc/passwd',
      box: { x: 0, y: 0, width: 0.5, height: 0.5 },
    })
    expect(await path.json()).toMatchObject({ status: 422, detail: /There is no work/ })
    const long = await curator.send('POST', '/do/review-queue', {
      body: JSON.stringify({ except: ['x'.repeat(1_100_000)] }),
      headers: { 'content-type': 'application/json' },
    })
    expect(long.status).toBe(413)
    expect((await curator.do('nothing' as never, {} as never)).status).toBe(404)
  })
})

describe('a preview [DK9]', () => {
  const PREVIEW = '/desk/preview/unseen'
  const asked = ['', '/', '/api/v1/gallery', '/api/v1/portraits?spread=3', '/reels/x.reel']

  beforeAll(async () => {
    await writeFile(join(house.kiosk, 'index.html'), '<title>The exhibit</title>')
    await house.write('unseen', someFaces(12))
    await house.hang('on-show', someFaces(9))
  })

  it('is nothing to anybody but curators', async () => {
    const { cookie } = await signIn(server.address, 'Ada')
    for (const path of asked) {
      const refused = await server.get(`${PREVIEW}${path}`)
      expect([path, refused.status]).toEqual([path, 401])
      expect(await refused.text()).not.toMatch(/unseen|The exhibit/)
      const stolen = { cookie, 'user-agent': 'another browser' }
      expect((await server.get(`${PREVIEW}${path}`, { headers: stolen })).status).toBe(401)
    }
    const shut = await house.serve({ desk: 'nowhere' })
    expect((await shut.get(`${PREVIEW}/api/v1/gallery`, { headers: { cookie } })).status).toBe(401)
    expect(await knock(`${PREVIEW}/`, {})).toBe('no-session')
    expect((await server.get('/api/v1/portraits/unseen-work-0~1')).status).toBe(404)
  })

  it('shows a curator the exhibit with that gallery, and visitors go on with theirs', async () => {
    const curator = await signIn(server.address, 'Ada')
    const page = await curator.send('GET', '/preview/unseen')
    expect([page.status, await page.text()]).toEqual([200, '<title>The exhibit</title>'])
    const seen = await curator.send('GET', '/preview/unseen/api/v1/gallery')
    expect(await seen.json()).toMatchObject({ id: 'unseen', portraits: 12 })
    expect(await (await server.get('/api/v1/gallery')).json()).toMatchObject({ id: 'on-show' })
    const own = { cookie: curator.cookie, 'user-agent': 'node' }
    expect(await knock(`${PREVIEW}/`, own)).toBe('unseen')
    expect(await knock('/', own)).toBe('on-show')
    for (const id of ['never-made', '..%2Fgalleries', 'on-show%2F..%2Funseen']) {
      const gone = await curator.send('GET', `/preview/${id}/api/v1/gallery`)
      expect([gone.status, await gone.json()]).toMatchObject([404, { detail: /no such gallery/ }])
    }
    expect(await knock('/desk/preview/never-made/', own)).toBe('hung up')
  })
})

/** What a socket is told first in a namespace: the gallery it is of, or why it is not let in. */
function knock(namespace: string, extraHeaders: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = io(`${server.address}${namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders,
    })
    const end = (words: string) => {
      resolve(words)
      socket.close()
    }
    socket.once('pendant:gallery', ({ id }: { id: string }) => end(id))
    socket.once('connect_error', (error: Error & { data?: { code?: string } }) =>
      end(error.data?.code ?? error.message),
    )
    socket.once('disconnect', () => end('hung up'))
  })
}

describe('a session [DK4]', () => {
  const status = async (cookie: string, headers: Record<string, string> = {}) =>
    (await server.get('/desk/session', { headers: { cookie, ...headers } })).status

  it('is not one that was tampered with, stolen or has run out', async () => {
    const { cookie } = await signIn(server.address, 'Ada')
    expect(await status(cookie)).toBe(200)
    expect(await status(cookie, { 'user-agent': 'another browser' })).toBe(401)
    const [payload = '', signature = ''] = cookie.replace('pendant-desk=', '').split('.')
    const session = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const written = (change: object) =>
      Buffer.from(JSON.stringify({ ...session, ...change })).toString('base64url')
    expect(await status(`pendant-desk=${written({ name: 'Eve' })}.${signature}`)).toBe(401)
    const { secret } = JSON.parse(await readFile(house.paths.accounts, 'utf8')) as {
      secret: string
    }
    const signed = (change: object) => {
      const text = written(change)
      const key = Buffer.from(secret, 'base64')
      return `pendant-desk=${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
    }
    expect(await status(signed({}))).toBe(200)
    expect(await status(signed({ endsAtMs: Date.now() - 1 }))).toBe(401)
    expect(await status(signed({ name: 'Eve' }))).toBe(401)
    expect(await status(`pendant-desk=${'x'.repeat(5000)}`)).toBe(401)
  })

  it('ends when its curator signs out, gets another password or is removed', async () => {
    const one = await signIn(server.address, 'Ada')
    expect((await one.send('DELETE', '/session')).status).toBe(204)
    expect(await status(one.cookie)).toBe(401)
    await addCurator(house.paths.accounts, 'Grace')
    const two = await signIn(server.address, 'Grace')
    await addCurator(house.paths.accounts, 'Grace')
    expect(await status(two.cookie)).toBe(401)
    const three = await signIn(server.address, 'Grace')
    await curatorAccounts(house.paths.accounts).remove('grace')
    expect(await status(three.cookie)).toBe(401)
  })

  it('lets a socket in, and nobody without one', async () => {
    const { cookie } = await signIn(server.address, 'Ada')
    const knock = (extraHeaders: Record<string, string>) =>
      new Promise<string>((resolve) => {
        const socket = io(`${server.address}${DESK_NAMESPACE}`, {
          transports: ['websocket'],
          forceNew: true,
          reconnection: false,
          extraHeaders,
        })
        const end = (words: string) => {
          socket.close()
          resolve(words)
        }
        socket.once('connect', () => end('in'))
        socket.once('connect_error', (error) => end(error.message))
      })
    expect(await knock({})).toBe('401')
    expect(await knock({ cookie: `${cookie}x`, 'user-agent': 'node' })).toBe('401')
    expect(await knock({ cookie, 'user-agent': 'node' })).toBe('in')
  })

  it('opens on this machine alone, unless the settings say otherwise', async () => {
    const elsewhere = { 'x-forwarded-for': '203.0.113.9' }
    const proxied = await server.get('/desk', { headers: elsewhere })
    expect(await proxied.json()).toMatchObject({ status: 401, detail: /PENDANT_DESK=1/ })
    const open = await house.serve({ desk: 'everywhere', kiosk: house.kiosk })
    expect(await (await open.get('/desk', { headers: elsewhere })).text()).toMatch('The desk')
    const shut = await house.serve({ desk: 'nowhere' })
    expect(await (await shut.get('/desk')).json()).toMatchObject({ code: 'no-session' })
  })
})

describe('who guesses at passwords [DK3] [DK7]', () => {
  it('is held off, is told for how long, and stands in the audit log', async () => {
    const shut = await house.serve()
    const guess = () => postSession(shut.address, { name: 'Ada', password: 'a wrong password' })
    const answers = await Promise.all(Array.from({ length: 8 }, guess))
    expect(answers.map(({ status }) => status).sort()).toEqual([
      401, 401, 401, 401, 401, 429, 429, 429,
    ])
    const held = await postSession(shut.address, { name: 'Ada', password: PASSWORD })
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(30)
    expect(await held.json()).toMatchObject({ code: 'held-off', detail: /try again in 60 seconds/ })
    expect(shut.logs.join('')).not.toContain('a wrong password')
    const audit = openCatalogue(house.paths.catalogue, { create: false })
    const actions = audit.audit.entries().map(({ action, actor }) => `${actor}: ${action}`)
    audit.close()
    expect(actions.filter((each) => each === 'nobody: sign-in-refused').length).toBeGreaterThan(4)
    expect(actions).toContain('Ada: sign-in')
    expect(actions).toContain('Ada: sign-out')
  })
})
