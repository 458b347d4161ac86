import type { Router } from 'express'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'

import { hnswFiles } from '../../embeddings/store/index-store.ts'
import { apiRoutes } from '../../server/api.ts'
import { PROBLEM_CODES, type ProblemCode } from '../../server/contract/failures.ts'
import { describeApi } from '../../server/contract/openapi.ts'
import { watchGallery } from '../../server/lookup/open-gallery.ts'
import { openPictureReader } from '../../server/pictures/picture-reader.ts'
import { apiKey } from '../../server/web/api-keys.ts'
import { openLogger } from '../../server/web/logger.ts'
import { feelPulse } from '../../server/web/pulse.ts'
import { describedAnswer, operationsOf, publishedSchema } from './described.ts'
import { GENEROUS, museum, type ServedMuseum, sharedMuseum, someFaces } from './museum.ts'
import { facesInARow, pictureForm, plainPicture } from './sent-pictures.ts'

const faces = someFaces(20)
const description = describeApi('0.1.0')
const operations = operationsOf(description)
const KEY = 'sesame-sesame-sesame'
const MATCH = 'POST /api/v1/match'

async function serveTwenty(
  options: Parameters<Awaited<ReturnType<typeof museum>>['serve']>[0],
): Promise<ServedMuseum> {
  const house = await museum()
  await house.hang('twenty', faces)
  return house.serve(options)
}

/** With the real worker, started once. */
let server: ServedMuseum
beforeAll(async () => {
  const { house, close } = await sharedMuseum()
  await house.hang('twenty', faces, undefined, undefined, true)
  server = await house.serve()
  return close
})

/** Sends a request and holds its answer against the description. */
async function check(
  server: ServedMuseum,
  operation: string,
  { id = '', query = '', ...init }: RequestInit & { id?: string; query?: string } = {},
): Promise<{ status: number; code?: ProblemCode }> {
  const [method, path = ''] = operation.split(' ')
  const address = path.replace('{id}', encodeURIComponent(id)) + query
  const response = await server.get(address, { method: method as string, ...init })
  const { schema, headers } = describedAnswer(description, operation, response)
  const body = await response.json()
  expect(
    schema.safeParse(body),
    `${operation}: ${JSON.stringify(body).slice(0, 500)}`,
  ).toMatchObject({ success: true })
  for (const header of headers)
    expect([header, response.headers.has(header)]).toEqual([header, true])
  return { status: response.status, ...('code' in body ? { code: body.code } : {}) }
}

const json = (body: unknown): RequestInit => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const form = (picture: Uint8Array, fields = {}): RequestInit => ({
  body: pictureForm(picture, fields),
})
const descriptor = [...(faces[3] as Descriptor)]

describe('[HT8] the description', () => {
  test('is what is served', async () => {
    const served = await server.get('/api/v1/openapi.json')
    expect(await served.json()).toEqual(JSON.parse(JSON.stringify(description)))
  })

  test('has every route of the API, and no other', async () => {
    const house = await museum()
    const log = openLogger('silent')
    const gallery = await watchGallery(house.paths, { pollMs: 60_000, log, indexes: hnswFiles })
    const pictures = openPictureReader()
    const pulse = feelPulse(house.paths.data, { overloadedMs: 1, turnMs: 1, nowMs: () => 0 })
    onTestFinished(async () => {
      await pictures.close()
      pulse.close()
      await gallery.close()
    })
    const { router } = apiRoutes({
      ...{ gallery, pulse, pictures, description, log, version: '0.1.0', nowMs: () => 0 },
      ...{ limits: GENEROUS, access: { keys: [], publicUrl: null } },
    })
    const written = routesOf(router).map((route) => route.replaceAll(/:(\w+)/g, '{$1}'))
    expect(operations.map(([name]) => name.replace('/api/v1', '')).toSorted()).toEqual(
      written.toSorted(),
    )
  })

  test.each(operations)('has fitting examples of %s', (_, { responses, requestBody }) => {
    const media = Object.values(responses).flatMap(({ content }) => Object.values(content))
    for (const { schema, example, examples = {} } of [
      ...media,
      ...Object.values(requestBody?.content ?? {}),
    ]) {
      const check = publishedSchema(description, schema)
      const shown = Object.values(examples).map(({ value }) => value)
      for (const value of example === undefined ? shown : [example, ...shown]) {
        expect(check.safeParse(value)).toMatchObject({ success: true })
      }
    }
  })

  test('gives every operation a name of its own, and names each {variable} of its path', () => {
    const names = operations.map(
      ([, operation]) => (operation as { operationId?: string }).operationId,
    )
    expect(new Set(names).size).toBe(operations.length)
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const { parameters = [] } of Object.values(methods)) {
        const named = (parameters as { name: string; in: string }[]).filter(
          (parameter) => parameter.in === 'path',
        )
        const variables = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
        expect(named.map(({ name }) => name)).toEqual(variables)
      }
    }
  })

  test('refuses what is not an answer: the check sees a missing field', () => {
    const check = publishedSchema(description, { $ref: '#/components/schemas/MatchList' })
    expect(check.safeParse({ gallery: 'a', nothingNear: false, matches: [] }).success).toBe(true)
    expect(check.safeParse({ gallery: 'a', matches: [] }).success).toBe(false)
    expect(
      check.safeParse({ gallery: 'a', nothingNear: false, matches: [{ portraitId: 1 }] }).success,
    ).toBe(false)
  })
})

describe('[HT8] what is answered is as described:', () => {
  test('where something is found', async () => {
    const id = 'twenty-work-3~1'
    for (const [operation, request] of [
      ['GET /api/v1/health', {}],
      ['GET /api/v1/ready', {}],
      ['GET /api/v1/gallery', {}],
      ['GET /api/v1/openapi.json', {}],
      ['GET /api/v1/portraits', { query: '?spread=7&museum=The%20Museum' }],
      ['GET /api/v1/facets', { query: '?century=17' }],
      ['GET /api/v1/portraits/{id}', { id }],
      ['GET /api/v1/portraits/{id}/face', { id }],
      ['GET /api/v1/portraits/{id}/similar', { id, query: '?k=3&century=17&museum=The%20Museum' }],
      ['GET /api/v1/works/{id}', { id: 'twenty-work-3' }],
      ['GET /api/v1/atlas', {}],
      ['GET /api/v1/atlas/portraits', { query: '?at=3,17' }],
      ['GET /api/v1/labels', { query: '?q=still' }],
      ['GET /api/v1/paths', { query: '?from=twenty-work-3~1&to=twenty-work-7~2' }],
      [MATCH, json({ descriptor, k: 2, filter: { century: [16, 17] } })],
    ] as const) {
      expect([operation, await check(server, operation, request)]).toEqual([
        operation,
        { status: 200 },
      ])
    }
    expect(await check(server, MATCH, form(await drawnFace(), { k: '3' }))).toEqual({ status: 200 })
    expect(await check(server, 'GET /api/v1/ready', { query: '?pictures=true' })).toEqual({
      status: 200,
    })
  })

  test('and where it is refused, by each of the codes', async () => {
    const keyed = await serveTwenty({ keys: [apiKey('a', KEY)] })
    const hasty = await serveTwenty({
      limits: { ...GENEROUS, requestsPerAddress: { perSecond: 0.01, burst: 1 } },
    })
    await hasty.get('/api/v1/portraits')
    const unhung = await (await museum()).serve()
    const house = await museum()
    await house.hang('bare', [])
    const bare = await house.serve()
    const noReader = await serveTwenty({
      pictures: { programs: { describe: new URL('./no-such-worker.ts', import.meta.url) } },
    })
    const id = 'twenty-work-3~1'
    const similar = 'GET /api/v1/portraits/{id}/similar'
    const face = 'GET /api/v1/portraits/{id}/face'
    const twins = await (await facesInARow([320, 320])).jpeg().toBuffer()

    const refused: readonly [ProblemCode, ServedMuseum, string, Parameters<typeof check>[2]][] = [
      ['bad-request', server, MATCH, json({ descriptor, k: 1e6 })],
      ['bad-request', server, MATCH, json({ descriptor, filter: { style: 'baroque' } })],
      ['bad-request', server, similar, { id, query: '?k=0' }],
      ['bad-request', server, 'GET /api/v1/portraits', { query: '?spread=many' }],
      ['bad-request', server, 'GET /api/v1/facets', { query: '?spread=3' }],
      ['bad-request', server, 'GET /api/v1/ready', { query: '?pictures=no' }],
      ['bad-probe', server, MATCH, json({ descriptor: descriptor.slice(1) })],
      ['other-space', server, MATCH, json({ descriptor, space: 'another' })],
      ['too-large', server, MATCH, json({ descriptor: 'x'.repeat(17_000) })],
      [
        'unsupported-media-type',
        server,
        MATCH,
        { body: 'x', headers: { 'content-type': 'text/plain' } },
      ],
      ['bad-picture', server, MATCH, form(new Uint8Array(9))],
      ['no-face', server, MATCH, form(await plainPicture(300, 300, '#888').png().toBuffer())],
      ['many-faces', server, MATCH, form(twins)],
      ['not-found', server, 'GET /api/v1/portraits/{id}', { id: 'nobody~1' }],
      ['not-found', server, 'GET /api/v1/works/{id}', { id: 'nothing' }],
      ['not-found', server, similar, { id: 'nobody~1' }],
      ['not-found', server, face, { id: 'nobody~1' }],
      ['not-found', keyed, 'GET /api/v1/atlas', {}],
      ['not-found', server, 'GET /api/v1/atlas/portraits', { query: '?at=20' }],
      ['not-found', server, 'GET /api/v1/paths', { query: `?from=${id}&to=nobody~1` }],
      ['bad-request', server, 'GET /api/v1/labels', { query: '?q=' }],
      ['not-permitted', keyed, MATCH, json({ descriptor })],
      ['not-permitted', keyed, similar, { id }],
      ['too-many-probes', hasty, MATCH, json({ descriptor })],
      ['too-many-probes', hasty, similar, { id }],
      ['too-many-probes', hasty, face, { id }],
      ['too-many-probes', hasty, 'GET /api/v1/portraits', {}],
      ['too-many-probes', hasty, 'GET /api/v1/facets', {}],
      ['too-many-probes', hasty, 'GET /api/v1/portraits/{id}', { id }],
      ['too-many-probes', hasty, 'GET /api/v1/works/{id}', { id: 'twenty-work-3' }],
      ['no-pictures', noReader, 'GET /api/v1/ready', { query: '?pictures=true' }],
      ['no-gallery', unhung, MATCH, json({ descriptor })],
      ['no-gallery', unhung, similar, { id }],
      ['no-gallery', unhung, face, { id }],
      ['no-gallery', unhung, 'GET /api/v1/portraits', {}],
      ['no-gallery', unhung, 'GET /api/v1/facets', {}],
      ['no-gallery', unhung, 'GET /api/v1/portraits/{id}', { id }],
      ['no-gallery', unhung, 'GET /api/v1/works/{id}', { id }],
      ['no-gallery', unhung, 'GET /api/v1/gallery', {}],
      ['no-gallery', unhung, 'GET /api/v1/ready', {}],
      ['empty-gallery', bare, MATCH, json({ descriptor })],
    ]
    for (const [code, from, operation, request] of refused) {
      expect([operation, (await check(from, operation, request)).code]).toEqual([operation, code])
    }
    expect(await check(unhung, 'GET /api/v1/health')).toEqual({ status: 503 })

    const elsewhere: readonly ProblemCode[] = [
      ...(['face-unfit', 'busy'] as const), // uploads.test.ts, unfit-face.test.ts
      'overloaded', // pulse.test.ts
      'too-slow', // arrival.test.ts
      ...(['wrong-method', 'head-too-large'] as const), // any address: unread-requests.test.ts
      ...(['bad-range', 'too-many-connections', 'internal'] as const), // not the API's own
      // The desk's alone: tests/server/desk/.
      ...(['no-session', 'wrong-token', 'refused', 'stale', 'held-off'] as const),
    ]
    const seen = new Set([...refused.map(([code]) => code), ...elsewhere])
    expect(PROBLEM_CODES.filter((code) => !seen.has(code))).toEqual([])
  })
})

describe('[HT8] the page at /api', () => {
  test('tells of every route and every problem, and runs nothing', async () => {
    const response = await server.get('/api')
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    const page = await response.text()
    for (const [name] of operations) expect(page).toContain(name)
    for (const code of PROBLEM_CODES) expect(page).toContain(`id="problem-${code}"`)
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id as string)
    for (const id of anchors) expect(page).toContain(`id="${id}"`)
  })

  test('brings its style and its fonts', async () => {
    const style = await server.get('/api/reference.css')
    expect(style.headers.get('content-type')).toMatch(/^text\/css/)
    const fonts = [...(await style.text()).matchAll(/url\("([^"]+)"\)/g)].map(([, path]) => path)
    expect(fonts).toHaveLength(3)
    for (const path of fonts) {
      const font = await server.get(path as string)
      expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2'])
      expect((await font.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
    }
    expect((await server.get('/api/fonts/..%2freference.css')).status).toBe(404)
  })
})

/** `GET /path` of every route of a router and of those within it. */
function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ route, handle }) => {
    if (!route) return 'stack' in handle ? routesOf(handle as unknown as Router) : []
    const methods = new Set(route.stack.map(({ method }) => method.toUpperCase()))
    return [...methods].map((method) => `${method} ${route.path}`)
  })
}
