// Long, since it holds the table of all that may be wrong with a form, and the answer to each.

import { request } from 'node:http'
import { connect } from 'node:net'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { findFaces } from '../../embeddings/face/face-pipeline.ts'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'
import { loadNodeModels } from '../../embeddings/node/load-node-models.ts'
import { type Problem, problemSchema } from '../../server/contract/http.ts'
import { pictureMatchListSchema } from '../../server/contract/match-request.ts'
import { decodePicture } from '../decode-picture.ts'
import { GENEROUS, museum, type ServedMuseum, sharedMuseum, someFaces } from './museum.ts'
import {
  bomb,
  type Fields,
  facesInARow,
  fileOf,
  pictureForm,
  plainPicture,
  sendForm,
} from './sent-pictures.ts'
import { SLOW_PROGRAMS } from './slow-programs.ts'

const faces = someFaces(20)
/** As a form says it: the line before each part, and after the last. */
const BOUNDARY = 'pendant-boundary'

/**
 * With the real worker, started once; behind a proxy, so that a request can come from any address.
 */
let server: ServedMuseum
beforeAll(async () => {
  const { house, close } = await sharedMuseum()
  await house.hang('twenty', faces)
  server = await house.serve({ limits: { ...GENEROUS, trustedProxies: 1 } })
  return close
})

/** A server with settings of its own. */
async function serveTwenty(options: Parameters<Awaited<ReturnType<typeof museum>>['serve']>[0]) {
  const house = await museum()
  await house.hang('twenty', faces)
  return house.serve(options)
}

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const problem = problemSchema.parse(await response.json())
  expect(response.status).toBe(problem.status)
  return problem
}

/** A body that calls itself a form, sent as it is. */
function sendRaw(server: ServedMuseum, body: string | Buffer, type?: string): Promise<Response> {
  return server.get('/api/v1/match', {
    method: 'POST',
    headers: { 'content-type': type ?? `multipart/form-data; boundary=${BOUNDARY}` },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
}

test('[UP1] a museum that wants no pictures is sent none, and still answers descriptors', async () => {
  const server = await serveTwenty({ pictures: { workers: 0 } })
  const refused = await sendForm(server, pictureForm(await drawnFace()))
  expect(await problemOf(refused)).toMatchObject({
    code: 'unsupported-media-type',
    detail: expect.stringContaining('takes no pictures'),
  })
  expect(await problemOf(await server.get('/api/v1/ready?pictures=true'))).toMatchObject({
    code: 'no-pictures',
  })
  const answered = await server.get('/api/v1/match', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ descriptor: [...(faces[0] ?? [])] }),
  })
  expect(answered.status).toBe(200)
})

test('[UP1] a picture is answered as its face’s descriptor is, and with where the face is', async () => {
  const picture = await drawnFace()
  const models = await loadNodeModels()
  const [face] = await findFaces(models, await decodePicture(picture)).finally(() => models.close())
  if (!face) throw new Error('The drawn face was not found.')
  const descriptor = [...face.descriptor]

  const answer = await sendForm(server, pictureForm(picture, { k: '7' }))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const { face: where, ...list } = pictureMatchListSchema.parse(await answer.json())
  expect(list).toEqual(await (await server.match({ descriptor, k: 7 })).json())
  expect(list.matches).toHaveLength(7)
  expect(where).toMatchObject({ width: 400, height: 480 })
  expect(where.box.x).toBeCloseTo(face.box.x)
})

test('[UP2] [UP4] [UP5] [UP6] each bad picture and form has its own problem, and the server goes on', async () => {
  const face = await drawnFace()
  const form = (fields: Fields) => () => sendForm(server, pictureForm(face, fields))
  const sent = (picture: Uint8Array) => () => sendForm(server, pictureForm(picture))
  const files =
    (...names: string[]) =>
    () => {
      const made = new FormData()
      for (const name of names) made.append(name, fileOf(face), 'picture.png')
      return sendForm(server, made)
    }
  const cases: [string, () => Promise<Response>, number, string, RegExp][] = [
    ['what is no picture', sent(Buffer.from('bread, milk')), 422, 'bad-picture', /no picture/],
    ['a picture cut short', sent(face.subarray(0, 6000)), 422, 'bad-picture', /cut short/],
    [
      'a drawing',
      sent(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
      422,
      'bad-picture',
      /SVG/,
    ],
    [
      'one pixel',
      sent(await plainPicture(1, 1, '#fff').png().toBuffer()),
      422,
      'bad-picture',
      /too small/,
    ],
    ['a bomb', sent(bomb()), 422, 'bad-picture', /50 megapixels/],
    ['an empty file', sent(new Uint8Array()), 422, 'bad-picture', /empty/],
    [
      'no face',
      sent(await plainPicture(300, 300, '#888').png().toBuffer()),
      422,
      'no-face',
      /No face/,
    ],
    [
      'two faces',
      sent(await (await facesInARow([300, 300])).png().toBuffer()),
      422,
      'many-faces',
      /face=1 to face=2/,
    ],
    ['a third face of one', form({ face: '3' }), 422, 'no-face', /shows 1 face/],
    ['a picture over 10 MB', sent(new Uint8Array(10 * 1024 * 1024 + 1)), 413, 'too-large', /10 MB/],
    ['a form over 10 MB', sent(new Uint8Array(11 * 1024 * 1024)), 413, 'too-large', /10 MB/],
    ['another field for the file', files('picture'), 400, 'bad-request', /into the field image/],
    ['two files', files('image', 'image'), 400, 'bad-request', /several files/],
    ['no file', () => sendForm(server, new FormData()), 400, 'bad-request', /broken|no file/],
    [
      'an unknown field',
      form({ colour: 'red' }),
      400,
      'bad-request',
      /k, face, museum, century, place, category, onView/,
    ],
    ['k of 0', form({ k: '0' }), 400, 'bad-request', /k is a whole number from 1 to 24/],
    ['k of a million', form({ k: '1000000' }), 400, 'bad-request', /k is a whole number/],
    ['k twice', form({ k: ['1', '2'] }), 400, 'bad-request', /k is a whole number/],
    ['face of 0', form({ face: '0' }), 400, 'bad-request', /face is a whole number/],
    [
      'century in words',
      form({ century: 'seventeenth' }),
      400,
      'bad-request',
      /century: a century such as 17/,
    ],
    ['onView of no', form({ onView: 'no' }), 400, 'bad-request', /onView: true, or left out/],
    ['a field within a field', form({ 'museum[a]': 'b' }), 400, 'bad-request', /plain names/],
    ['a name without end', form({ ['k'.repeat(80)]: '1' }), 400, 'bad-request', /plain names/],
    ['a value without end', form({ museum: 'x'.repeat(500) }), 400, 'bad-request', /short values/],
    ['fields without end', form({ museum: Array(60).fill('x') }), 400, 'bad-request', /at most 40/],
    [
      'no boundary',
      () => sendRaw(server, 'x', 'multipart/form-data'),
      400,
      'bad-request',
      /broken/,
    ],
    ['another boundary', () => sendRaw(server, '--other\r\n\r\n'), 400, 'bad-request', /broken/],
    [
      'a form cut short',
      () =>
        sendRaw(
          server,
          `--${BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\nabc`,
        ),
      400,
      'bad-request',
      /broken or cut short/,
    ],
    [
      'the picture as text',
      () =>
        sendRaw(
          server,
          `--${BOUNDARY}\r\nContent-Disposition: form-data; name="image"\r\n\r\nabc\r\n--${BOUNDARY}--\r\n`,
        ),
      400,
      'bad-request',
      /holds text/,
    ],
    [
      'a form of another kind',
      () => sendRaw(server, 'x', 'multipart/mixed; boundary=x'),
      415,
      'unsupported-media-type',
      /multipart\/form-data/,
    ],
    [
      'the picture by itself',
      () => sendRaw(server, Buffer.from(face), 'image/png'),
      415,
      'unsupported-media-type',
      /field image/,
    ],
  ]
  for (const [what, send, status, code, detail] of cases) {
    const problem = await problemOf(await send())
    expect(problem, what).toMatchObject({ status, code })
    expect(problem.detail, what).toMatch(detail)
  }
  expect((await sendForm(server, pictureForm(face))).status).toBe(200)
  expect(server.logs.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
})

test('[UP3] a filter is taken from the form’s fields', async () => {
  const send = async (fields: Fields) =>
    pictureMatchListSchema.parse(
      await (await sendForm(server, pictureForm(await drawnFace(), fields))).json(),
    )
  const { matches } = await send({ museum: ['Nowhere', 'THE museum'], century: '17', k: '3' })
  expect(matches).toHaveLength(3)
  expect(await send({ century: ['15', '16'] })).toMatchObject({ nothingNear: true, matches: [] })
})

test('[UP8] a picture too many is answered busy, with when to ask again', async () => {
  const server = await serveTwenty({
    pictures: {
      maxWaiting: 0,
      programs: SLOW_PROGRAMS,
    },
  })
  const hangUp = new AbortController()
  const sent = [1, 2].map(() =>
    server.get('/api/v1/match', {
      method: 'POST',
      body: pictureForm(Uint8Array.of(3)),
      signal: hangUp.signal,
    }),
  )
  // One of the two keeps the worker for ever; the other finds it at work.
  const answer = await Promise.race(sent)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await problemOf(answer)).toMatchObject({ status: 503, code: 'busy', retry: 'later' })
  hangUp.abort()
  await Promise.allSettled(sent)
})

test('[UP8] closing the server answers the picture it is at and ends its workers', async () => {
  const server = await serveTwenty({
    pictures: { programs: SLOW_PROGRAMS },
  })
  const answer = sendForm(server, pictureForm(Uint8Array.of(1)))
  expect((await answer).status).toBe(422)
  const stuck = sendForm(server, pictureForm(Uint8Array.of(3))).catch(() => 'cut off')
  await server.close()
  expect(await stuck).toBe('cut off')
})

test('[UP2] without a gallery a picture is not even looked at', async () => {
  const house = await museum()
  const server = await house.serve()
  const answer = await sendForm(server, pictureForm(await drawnFace()))
  expect(await problemOf(answer)).toMatchObject({ code: 'no-gallery' })
})

const HEAD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\n`

test('[LM4] an upload that stops halfway is cut off', async () => {
  const server = await serveTwenty({
    pace: { headMs: 300, requestMs: 600, uploadGraceMs: 300 },
  })
  const line = connect(server.port, '127.0.0.1')
  line.write(
    `POST /api/v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: 90000\r\n\r\n${HEAD}`,
  )
  const heard = await new Promise<string>((resolve) => {
    let text = ''
    line.on('data', (part) => {
      text += part
    })
    line.on('error', () => resolve(text))
    line.on('close', () => resolve(text))
  })
  expect(heard).toMatch(/^HTTP\/1\.1 408 /)
  expect((await server.get('/api/v1/health')).status).toBe(200)
  expect(server.logs.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
})

test('[UP8] one address may have six uploads on their way, and others meanwhile theirs', async () => {
  const head = (address: string) =>
    `POST /api/v1/match HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${address}\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\n`
  const lines = new Set<ReturnType<typeof connect>>()
  /** One that is answered was refused, for the question below had its place just then. */
  const fill = () => {
    while (lines.size < 6) {
      const line = connect(server.port, '127.0.0.1')
      lines.add(line)
      line.once('data', () => line.destroy())
      line.once('close', () => lines.delete(line))
      line.write(`${head('192.0.2.1')}Content-Length: 90000\r\n\r\n${HEAD}`)
      onTestFinished(() => {
        line.destroy()
      })
    }
  }
  const from = async (address: string) =>
    server.get('/api/v1/match', {
      method: 'POST',
      headers: { 'x-forwarded-for': address },
      body: pictureForm(Buffer.from('bread, milk')),
    })
  await vi.waitFor(async () => {
    fill()
    expect((await from('192.0.2.1')).status).toBe(503)
  }, 30_000)
  expect(await problemOf(await from('192.0.2.2'))).toMatchObject({ code: 'bad-picture' })
  for (const line of lines) line.destroy()
  await vi.waitFor(async () => expect((await from('192.0.2.1')).status).toBe(422), 30_000)
})

test('[UP2] a form shorter than its Content-Length, from a client that hangs up, hurts nobody', async () => {
  for (let i = 0; i < 20; i++) {
    await new Promise<void>((resolve) => {
      const lying = request({
        port: server.port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/api/v1/match',
        headers: {
          'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
          'content-length': 5000 + i,
        },
      })
      lying.on('error', () => resolve())
      lying.on('close', () => resolve())
      lying.write(HEAD, () => lying.destroy())
    })
  }
  expect((await sendForm(server, pictureForm(await drawnFace()))).status).toBe(200)
  expect(server.logs.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
})
