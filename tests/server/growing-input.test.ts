import { request } from 'node:http'
import { beforeAll, expect, test } from 'vitest'
import { sniffPicture } from '../../embeddings/node/sniff-picture.ts'
import { kindOfFile } from '../../server/museum/museum-file.ts'
import { GENEROUS, type ServedMuseum, sharedMuseum, someFaces } from './museum.ts'

/** What patterns that try one place after the other spend their time on. */
const FILLERS = [
  ' ',
  '\t',
  '/',
  '=',
  ',',
  ';',
  '.',
  ':',
  '-',
  'a',
  '1',
  '~1',
  '%20',
  '"',
  '[',
  'q=0.5,',
  'a@',
]
const HEADERS = [
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'Accept',
  'Accept-Language',
  'Accept-Encoding',
  'Authorization',
  'X-API-Key',
  'Origin',
  'Referer',
  'Range',
  'If-None-Match',
  'If-Modified-Since',
  'Content-Type',
  'Cache-Control',
]
/** The head of a request may have 16 KB. */
const HEADER_LENGTH = 14_000

let server: ServedMuseum
beforeAll(async () => {
  const { house, close } = await sharedMuseum()
  await house.hang('twenty', someFaces(20))
  server = await house.serve({ limits: { ...GENEROUS, trustedProxies: 2 } })
  return close
})

/** The status of an answer; as plain as Node lets a request be. */
function ask(path: string, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: server.port, path, method, headers },
      (response) => {
        response.resume()
        response.once('end', () => resolve(response.statusCode ?? 0))
      },
    )
    asked.once('error', reject)
    asked.end()
  })
}

// One that grew with the square of its input would not end within the time a test has.
test.each(HEADERS)(
  '[HT5] a long %s of any kind is answered, and never a fault of the server’s',
  async (header) => {
    for (const filler of FILLERS) {
      const value = `a${filler.repeat(HEADER_LENGTH / filler.length)}!`
      for (const path of ['/w/twenty-work-3', '/api/v1/portraits', '/museum/mark.svg']) {
        expect(await ask(path, 'GET', { [header]: value }), `${header}: ${filler}`).toBeLessThan(
          500,
        )
      }
      expect(await ask('/api/v1/match', 'POST', { [header]: value })).toBeLessThan(500)
    }
  },
)

test('[HT5] a long address of any kind is answered, and never a fault of the server’s', async () => {
  for (const filler of FILLERS.filter((each) => !/\s/.test(each))) {
    const long = filler.repeat(HEADER_LENGTH / filler.length)
    for (const path of [
      '/w/',
      '/p/',
      '/museum/',
      '/media/',
      '/api/v1/works/',
      '/api/v1/portraits?place=',
    ]) {
      expect(await ask(`${path}a${long}!`, 'GET', {}), `${path}${filler}`).toBeLessThan(500)
    }
  }
})

/** A body may have 16 KB. */
const BODY_LENGTH = 15_000

test('[HT5] a JSON body with a long text of any kind in any place is answered', async () => {
  const bodies = (long: string): unknown[] => [
    long,
    { descriptor: long },
    { descriptor: [long] },
    { [long]: 1 },
    { descriptor: [], space: long },
    { descriptor: [], filter: { museum: long } },
    { descriptor: [], filter: { place: [long] } },
    { descriptor: [], filter: { [long]: 1 } },
  ]
  for (const filler of FILLERS) {
    const long = `a${filler.repeat(BODY_LENGTH / (2 * filler.length))}!`
    for (const body of bodies(long)) {
      expect((await server.match(body)).status, JSON.stringify(body).slice(0, 60)).toBe(400)
    }
    const broken = await server.get('/api/v1/match', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: `{"descriptor":${long}`,
    })
    expect(broken.status).toBe(400)
  }
})

test('[HT5] a form with a long field of any kind is answered', async () => {
  for (const filler of FILLERS) {
    const long = `a${filler.repeat(BODY_LENGTH / filler.length)}!`
    for (const name of [
      'k',
      'face',
      'museum',
      'category',
      'place',
      'onView',
      long.slice(0, 4000),
    ]) {
      const form = new FormData()
      form.set(name, name.length > 100 ? '1' : long)
      form.set('picture', new Blob(['no picture']), long.slice(0, 4000))
      const { status } = await server.get('/api/v1/match', { method: 'POST', body: form })
      expect(status, `${name.slice(0, 20)}: ${filler}`).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
  }
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  '[HT5] nothing is found under the name %s, and nothing fails',
  async (name) => {
    for (const path of [
      `/api/fonts/${name}`,
      `/museum/${name}`,
      `/media/${name}`,
      `/reels/${name}`,
      `/w/${name}`,
      `/p/${name}`,
      `/api/v1/works/${name}`,
      `/api/v1/portraits/${name}`,
    ]) {
      expect((await server.get(path)).status, path).toBe(404)
    }
    expect((await server.get(`/api/v1/facets?${name}=1`)).status).toBe(400)
  },
)

// The last, for it keeps this process, in which the server is too, from answering for seconds.
test('names and files of any length are known or not', () => {
  for (const filler of FILLERS) {
    const long = filler.repeat(400_000 / filler.length)
    expect(kindOfFile(`a${long}!`)).toBeUndefined()
    for (const start of ['', '<!--', '<?xml', '\0\0\0\x18ftyp']) {
      expect(sniffPicture(Buffer.from(`${start}${long}`)).picture).toBe(false)
    }
  }
})
