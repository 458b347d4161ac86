import { describe, expect, test, vi } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { headPose } from '../../embeddings/face/head-pose.ts'
import { portraitSchema } from '../../embeddings/gallery/portrait.ts'
import { FAILURES, type ProblemCode } from '../../server/contract/failures.ts'
import {
  faceAnswerSchema,
  galleryInfoSchema,
  healthSchema,
  matchListSchema,
  mediaPath,
  portraitListSchema,
  problemSchema,
  workAnswerSchema,
} from '../../server/contract/http.ts'
import { forgetLandmarks } from '../embeddings/store/make-gallery.ts'
import { madeUpLandmarks } from '../made-up-landmarks.ts'
import { museum, type ServedMuseum, someFaces } from './museum.ts'
import { plainGet } from './plain-request.ts'

const faces = someFaces(60)
const face = faces[17] as Descriptor

async function serveSixty(): Promise<ServedMuseum> {
  const house = await museum()
  await house.hang('sixty', faces)
  return house.serve()
}

async function expectProblem(response: Response, code: ProblemCode) {
  expect(response.status).toBe(FAILURES[code].httpStatus)
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const problem = problemSchema.parse(await response.json())
  expect(problem).toMatchObject({ code, status: response.status, type: `urn:pendant:${code}` })
  return problem
}

describe('the HTTP API', () => {
  test('[HT1] tells how the server is and which gallery it serves', async () => {
    const server = await serveSixty()
    const health = healthSchema.parse(await (await server.get('/api/v1/health')).json())
    expect(health).toMatchObject({ status: 'ok', version: '0.1.0', refusedGallery: null })
    const gallery = galleryInfoSchema.parse(await (await server.get('/api/v1/gallery')).json())
    expect(gallery).toEqual(health.gallery)
    expect(gallery).toMatchObject({ id: 'sixty', works: 30, portraits: 60 })
  })

  test('[HT2] spreads portraits evenly over the gallery, the same ones every time', async () => {
    const server = await serveSixty()
    const list = async (query: string) =>
      portraitListSchema.parse(await (await server.get(`/api/v1/portraits${query}`)).json())
        .portraits
    const twelve = await list('?spread=12')
    expect(twelve.map(({ label }) => label.title)).toEqual(
      Array.from({ length: 12 }, (_, step) => `Still ${step * 5}`),
    )
    expect(await list('?spread=12')).toEqual(twelve)
    expect(new Set((await list('?spread=200')).map(({ id }) => id)).size).toBe(60)
    expect(await list('')).toHaveLength(50)
  })

  test('[HT2] spreads over another gallery as soon as that is served', async () => {
    const house = await museum()
    await house.hang('one', faces.slice(0, 20))
    const server = await house.serve()
    const gallery = async () =>
      (await (await server.get('/api/v1/portraits?spread=5')).json()).gallery
    expect([await gallery(), await gallery()]).toEqual(['one', 'one'])
    await house.hang('two', faces.slice(20))
    await vi.waitFor(async () => expect(await gallery()).toBe('two'), 30_000)
    await house.publish('one')
    await vi.waitFor(async () => expect(await gallery()).toBe('one'), 30_000)
  })

  test.each(['0', '201', '-3', '1.5', '1e2', 'all', ''])(
    '[HT2] refuses a spread of "%s"',
    async (spread) => {
      const server = await serveSixty()
      await expectProblem(await server.get(`/api/v1/portraits?spread=${spread}`), 'bad-request')
      await expectProblem(await server.get('/api/v1/portraits?spread=1&spread=2'), 'bad-request')
    },
  )

  test('[HT3] finds a portrait by its id, and others like it, of other works', async () => {
    const server = await serveSixty()
    const path = `/api/v1/portraits/${encodeURIComponent('sixty-work-8~2')}`
    const portrait = portraitSchema.parse(await (await server.get(path)).json())
    expect(portrait.workId).toBe('sixty-work-8')
    const { matches } = matchListSchema.parse(
      await (await server.get(`${path}/similar?k=7`)).json(),
    )
    expect(matches).toHaveLength(7)
    expect(matches.map(({ workId }) => workId)).not.toContain('sixty-work-8')
    await expectProblem(await server.get(`${path}/similar?k=99`), 'bad-request')
    await expectProblem(await server.get('/api/v1/portraits/nobody~1'), 'not-found')
    await expectProblem(await server.get('/api/v1/portraits/nobody~1/similar'), 'not-found')
  })

  test('[HT3] [MD3] finds a work by its id, with its portraits, and its pictures', async () => {
    const server = await serveSixty()
    const work = await server.get('/api/v1/works/sixty-work-8')
    const answer = workAnswerSchema.parse(await work.json())
    expect(answer).toMatchObject({ gallery: 'sixty', work: { id: 'sixty-work-8' } })
    expect(answer.work.closer).toEqual(answer.work.portraits[0]?.closer)
    expect((await server.get(mediaPath(answer.work.closer?.digest ?? ''))).status).toBe(200)
    expect(answer.work.portraits.map(({ id }) => id)).toEqual(['sixty-work-8~1', 'sixty-work-8~2'])
    for (const id of ['sixty-work-99', 'sixty-work-8~1', '%00', 'a%2Fb', '..', "'%20OR%201=1"]) {
      await expectProblem(await server.get(`/api/v1/works/${id}`), 'not-found')
    }
    await expectProblem(await server.get('/api/v1/works/%ff'), 'bad-request')
  })

  test('[HT10] tells what was computed of a portrait: its landmarks, its pose, its descriptor', async () => {
    const server = await serveSixty()
    const path = `/api/v1/portraits/${encodeURIComponent('sixty-work-8~2')}`
    const portrait = portraitSchema.parse(await (await server.get(path)).json())
    const answer = await server.get(`${path}/face`)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    const computed = faceAnswerSchema.parse(await answer.json())
    expect(computed).toMatchObject({
      ...{ gallery: 'sixty', portraitId: 'sixty-work-8~2', crop: portrait.crop },
    })
    const landmarks = madeUpLandmarks()
    for (const [at, { x, y }] of landmarks.entries()) {
      expect(computed.landmarks[at]).toEqual([Number(x.toFixed(1)), Number(y.toFixed(1))])
    }
    const { yaw, pitch, roll } = headPose(landmarks)
    expect(computed.pose.yaw).toBeCloseTo(yaw, 1)
    expect(computed.pose.pitch).toBeCloseTo(pitch, 1)
    expect(computed.pose.roll).toBeCloseTo(roll, 1)
    expect(computed.descriptor).toEqual([...face].map((number) => Number(number.toFixed(6))))
    await expectProblem(await server.get('/api/v1/portraits/nobody~1/face'), 'not-found')
  })

  test('[HT10] says of a gallery of before landmarks were kept what to do', async () => {
    const house = await museum()
    await house.write('older', faces)
    await forgetLandmarks(house.paths, 'older')
    await house.publish('older')
    const server = await house.serve()
    const path = '/api/v1/portraits/older-work-8~2'
    const problem = await expectProblem(await server.get(`${path}/face`), 'not-found')
    expect(problem.detail).toMatch(/before landmarks were kept; index the collection again/)
    expect((await server.get(path)).status).toBe(200)
  })

  test('[HT3] refuses a query that it does not know', async () => {
    const server = await serveSixty()
    const path = '/api/v1/portraits/sixty-work-8~2/similar'
    for (const query of [
      'museums=A',
      'k=3&style=baroque',
      '__proto__=1',
      'century=late',
      'onView=no',
    ]) {
      await expectProblem(await server.get(`${path}?${query}`), 'bad-request')
    }
    expect((await server.get(`${path}?museum=The%20Museum&century=17`)).status).toBe(200)
  })

  test('[HT4] [HT7] [LK1] matches a descriptor as the socket does, without compressing', async () => {
    const server = await serveSixty()
    const kiosk = await server.connect()
    const probe = { descriptor: [...face], k: 3 }
    const response = await server.match(probe)
    expect(response.headers.get('cache-control')).toBe('no-store')
    // `fetch` says that it accepts gzip.
    expect(response.headers.get('content-encoding')).toBeNull()
    const byHttp = matchListSchema.parse(await response.json())
    const bySocket = await kiosk.emitWithAck('pendant:find', probe)
    expect(bySocket).toEqual({ status: 'matched', ...byHttp })
  })

  test('[LK10] [HT4] tells no walk over HTTP, and says which keys it knows', async () => {
    const server = await serveSixty()
    for (const walk of [true, false]) {
      const refused = await server.match({ descriptor: [...face], walk })
      const { detail } = await expectProblem(refused, 'bad-request')
      expect(detail).toBe(
        'A probe has the keys descriptor, k, mode, space and filter, and no other.',
      )
    }
  })

  test('[HT4] [HT5] refuses what is no probe, and bodies of other types', async () => {
    const server = await serveSixty()
    const post = (type: string | undefined, body: string | FormData) =>
      server.get('/api/v1/match', {
        method: 'POST',
        body,
        headers: type === undefined ? {} : { 'content-type': type },
      })
    await expectProblem(await server.match({ descriptor: [1, 2, 3] }), 'bad-probe')
    await expectProblem(await server.match([]), 'bad-request')
    await expectProblem(await post('application/json', '{"descriptor": [0.123'), 'bad-request')
    await expectProblem(await post('application/json', ''), 'bad-probe')
    await expectProblem(
      await post('application/json; charset=latin1', '{}'),
      'unsupported-media-type',
    )
    await expectProblem(await post('text/plain', '{}'), 'unsupported-media-type')
    const form = new FormData()
    form.set('image', new Blob(['not even a picture'], { type: 'image/jpeg' }))
    await expectProblem(await post(undefined, form), 'bad-picture')
    await expectProblem(
      await server.get('/api/v1/match', { method: 'POST', body: null }),
      'unsupported-media-type',
    )
  })

  test('[LM3] refuses a body over 16 KB', async () => {
    const server = await serveSixty()
    await expectProblem(await server.match({ descriptor: 'x'.repeat(17_000) }), 'too-large')
  })

  test('[LK5] [HT5] answers 503 with no gallery, and with one that holds no portrait', async () => {
    const house = await museum()
    const server = await house.serve()
    const probe = { descriptor: [...face] }
    await expectProblem(await server.match(probe), 'no-gallery')
    await expectProblem(await server.get('/api/v1/gallery'), 'no-gallery')
    await expectProblem(await server.get('/api/v1/ready'), 'no-gallery')
    await expectProblem(await server.get('/api/v1/works/a'), 'no-gallery')
    await expectProblem(await server.get('/api/v1/portraits'), 'no-gallery')
    await expectProblem(await server.get('/api/v1/portraits/a~1'), 'no-gallery')
    await house.hang('bare', [])
    const bare = await house.serve()
    await expectProblem(await bare.match(probe), 'empty-gallery')
    expect(await (await bare.get('/api/v1/portraits')).json()).toEqual({
      gallery: 'bare',
      portraits: [],
    })
  })

  test('[HT5] answers what is not there, or cannot be read, with a problem', async () => {
    const server = await serveSixty()
    await expectProblem(await server.get('/api/v2/health'), 'not-found')
    await expectProblem(await server.get('/api/v1/portraits/%E0%A4%A'), 'bad-request')
    await expectProblem(await server.get('/%E0%A4%A'), 'not-found')
    expect((await plainGet(server, '/../package.json')).status).toBe(404)
    expect((await plainGet(server, '/..%2f..%2fpackage.json')).status).toBe(404)
  })

  test.each([
    ['GET', '/api/v1/match', 'POST, OPTIONS'],
    ['DELETE', '/api/v1/portraits/sixty-work-8~2', 'GET, HEAD, OPTIONS'],
    ['POST', '/api/v1/portraits/sixty-work-8~2/similar', 'GET, HEAD, OPTIONS'],
    ['PUT', '/api/v1/works/sixty-work-8', 'GET, HEAD, OPTIONS'],
    ['POST', '/api/v1/openapi.json', 'GET, HEAD, OPTIONS'],
    ['POST', '/api', 'GET, HEAD, OPTIONS'],
    ['PUT', `/media/${'0'.repeat(64)}.jpg`, 'GET, HEAD, OPTIONS'],
    ['POST', '/w/sixty-work-8', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/settings.json', 'GET, HEAD, OPTIONS'],
    ['POST', '/', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/nothing', 'GET, HEAD, OPTIONS'],
  ])('[HT5] says to %s %s which methods are taken there', async (method, path, allow) => {
    const server = await serveSixty()
    const refused = await server.get(path, { method })
    expect(refused.headers.get('allow')).toBe(allow)
    await expectProblem(refused, 'wrong-method')
    const asked = await server.get(path, { method: 'OPTIONS' })
    expect([asked.status, asked.headers.get('allow'), await asked.text()]).toEqual([204, allow, ''])
    await expectProblem(await server.get('/api/v1/nothing', { method }), 'not-found')
  })

  test('[HT6] forbids pages everything that is not this server’s own', async () => {
    const { headers } = await (await serveSixty()).get('/')
    const policy = headers.get('content-security-policy') as string
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).toContain("require-trusted-types-for 'script';trusted-types default;")
    expect(policy).toContain("img-src 'self';")
    expect(policy).toContain("media-src 'self';")
    expect(policy).not.toMatch(
      /blob:|data:|unsafe-inline|'unsafe-eval'|https?:|upgrade-insecure-requests|\*/,
    )
    const atHome = (await (await serveSixty()).get('/selfie')).headers.get(
      'content-security-policy',
    )
    expect(atHome).toBe(policy.replace("img-src 'self'", "img-src 'self' data:"))
    expect(headers.get('permissions-policy')).toContain('camera=(self)')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    for (const absent of [
      'strict-transport-security',
      'cross-origin-opener-policy',
      'cross-origin-embedder-policy',
      'access-control-allow-origin',
      'x-powered-by',
    ]) {
      expect(headers.get(absent)).toBeNull()
    }
  })
})
