import { describe, expect, test } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { pendantApi } from '../../server/contract/api-client.ts'
import { matchListSchema, problemSchema } from '../../server/contract/http.ts'
import { museum, someFaces } from './museum.ts'

const faces = someFaces(60)
const [visitor] = someFaces(1, 77) as [Descriptor]
const descriptor = [...visitor]

const MUSEUMS = ['Louvre', 'Prado', 'Uffizi']
const DATES = ['1624', 'c. 1695–1705', '18th century', 'undated']
const labelOf = (position: number) => ({
  museum: MUSEUMS[position % 3] as string,
  date: DATES[position % 4] as string,
  room: `Room ${position % 2}`,
  onView: [true, false, null][position % 5] ?? null,
  ...(position % 10 < 3
    ? { categories: position % 10 === 0 ? ['Beards', 'Ruffs'] : ['Beards'] }
    : {}),
})

async function serveSixty() {
  const house = await museum()
  await house.hang('sixty', faces, labelOf)
  const server = await house.serve()
  return {
    server,
    async matches(filter: object | undefined, k = 24) {
      const answer = await server.match({ descriptor, k, filter })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      return matchListSchema.parse(await answer.json())
    },
  }
}

describe('[UP3] a filter', () => {
  test('leaves of all matches those that pass, in their order', async () => {
    const { matches } = await serveSixty()
    // All sixty in order, twenty a museum: a museum at a time, since there are 24 at most.
    const byMuseum = await Promise.all(MUSEUMS.map((name) => matches({ museum: name })))
    const all = byMuseum
      .flatMap((list) => list.matches)
      .sort((a, b) => a.adjustedSquaredDistance - b.adjustedSquaredDistance)
    expect(all).toHaveLength(60)
    const ids = (list: typeof all) => list.map(({ portraitId }) => portraitId)
    const passing = async (filter: object, passes: (match: (typeof all)[number]) => boolean) =>
      expect(ids((await matches(filter, 9)).matches)).toEqual(ids(all.filter(passes)).slice(0, 9))
    expect(ids((await matches(undefined, 9)).matches)).toEqual(ids(all).slice(0, 9))
    await passing({}, () => true)
    await passing({ museum: 'louvre' }, ({ museum }) => museum === 'Louvre')
    await passing({ museum: ['Louvre', 'UFFIZI'] }, ({ museum }) => museum !== 'Prado')
    await passing({ century: 17 }, ({ date }) => /1624|1695/.test(date))
    await passing({ century: [18, 16] }, ({ date }) => /1695|18th/.test(date))
    await passing(
      { place: ['room 1', 'Attic'] },
      ({ room, onView }) => room === 'Room 1' && onView !== false,
    )
    await passing({ onView: true }, ({ onView }) => onView === true)
    await passing({ category: 'beards' }, ({ categories = [] }) => categories.includes('Beards'))
    await passing({ category: ['Ruffs', 'Hats'] }, ({ categories }) => categories?.length === 2)
    await passing(
      { museum: 'Prado', century: 17, onView: true },
      ({ museum, date, onView }) => museum === 'Prado' && /1624|1695/.test(date) && onView === true,
    )
  })

  test('that nothing passes is answered with no match, and nothing near', async () => {
    const { matches } = await serveSixty()
    expect(await matches({ museum: 'Nowhere' })).toEqual({
      gallery: 'sixty',
      nothingNear: true,
      matches: [],
    })
  })

  test('holds for similar portraits too, of which none is of the same work', async () => {
    const { server } = await serveSixty()
    const similar = async (query: string) => {
      const answer = await server.get(`/api/v1/portraits/sixty-work-0~1/similar?k=24${query}`)
      expect(answer.status).toBe(200)
      return matchListSchema.parse(await answer.json()).matches
    }
    const louvre = await similar('&museum=louvre')
    // Twenty hang there, and the one asked about is one of them.
    expect(louvre).toHaveLength(19)
    expect(
      louvre.every(({ museum, workId }) => museum === 'Louvre' && workId !== 'sixty-work-0'),
    ).toBe(true)
    const two = await similar('&museum=Louvre&museum=Prado&century=17&onView=true')
    expect(two.every(({ museum, onView }) => museum !== 'Uffizi' && onView === true)).toBe(true)
    expect(two.length).toBeGreaterThan(0)
    const bad = await server.get('/api/v1/portraits/sixty-work-0~1/similar?century=x')
    expect(problemSchema.parse(await bad.json()).detail).toContain('century: a century such as 17')
  })

  test('holds for a spread, which goes over those that pass, the same ones every time', async () => {
    const { server } = await serveSixty()
    const api = pendantApi(server.address)
    const spread = async (question: Parameters<typeof api.portraits>[0]) => {
      const answer = await api.portraits(question)
      if (answer.status !== 'ok') throw new Error(answer.status)
      return answer.value.portraits.map(({ label }) => label)
    }
    const prado = await spread({ museum: 'PRADO', spread: 5 })
    // Twenty hang there: every fourth of them, and of all every twelfth.
    expect(prado.map(({ title }) => title)).toEqual([1, 13, 25, 37, 49].map((at) => `Still ${at}`))
    expect(await spread({ museum: 'PRADO', spread: 5 })).toEqual(prado)
    expect(await spread({ museum: 'Prado', century: 18, place: 'Room 1' })).toHaveLength(4)
    const ruffs = await spread({ category: 'ruffs', museum: 'Louvre' })
    expect(ruffs.map(({ title }) => title)).toEqual(['Still 0', 'Still 30'])
    expect(await spread({ museum: 'Nowhere' })).toEqual([])
    expect(await spread({ spread: 5 })).not.toEqual(prado)
    for (const query of ['century=x', 'room=1', 'museum=&spread=5']) {
      expect((await server.get(`/api/v1/portraits?${query}`)).status).toBe(400)
    }
  })

  test.each<[string, unknown, RegExp]>([
    [
      'of an unknown condition',
      { room: '12' },
      /museum, century, place, category, onView, and no other/,
    ],
    ['that is a list', ['Louvre'], /filter/],
    ['that is text', 'Louvre', /filter/],
    ['with a museum without a name', { museum: ' ' }, /museum: the name of a museum/],
    ['with a number for a museum', { museum: 5 }, /museum: the name of a museum/],
    ['with too many museums', { museum: Array(17).fill('Louvre') }, /up to 16/],
    ['with no museum in its list', { museum: [] }, /museum/],
    ['with the century 0', { century: 0 }, /century: a century such as 17/],
    ['with a place without a name', { place: '' }, /place: where a work hangs/],
    ['with a category without a name', { category: ' ' }, /category: what portraits show/],
    ['with half a century', { century: 17.5 }, /century/],
    ['with a century to come', { century: 40 }, /century/],
    ['with a century in words', { century: '17th' }, /century/],
    ['of what is not on view', { onView: false }, /onView: true, or left out/],
  ])('%s is refused by name', async (_, filter, detail) => {
    const { server } = await serveSixty()
    const answer = await server.match({ descriptor, filter })
    expect(answer.status).toBe(400)
    const problem = problemSchema.parse(await answer.json())
    expect(problem).toMatchObject({ code: 'bad-request', detail: expect.stringMatching(detail) })
  })

  test('is not taken over the socket, whose probes have none', async () => {
    const { server } = await serveSixty()
    const kiosk = await server.connect()
    const outcome = await kiosk.emitWithAck('pendant:find', {
      descriptor,
      filter: { museum: 'Louvre' },
    } as never)
    expect(outcome).toMatchObject({ status: 'failed', failure: { code: 'bad-request' } })
  })
})

describe('[HT9] what may be filtered by', () => {
  test('is told with how many portraits there are of each, most first', async () => {
    const { server } = await serveSixty()
    const answer = await server.get('/api/v1/facets')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(await answer.json()).toEqual({
      gallery: 'sixty',
      portraits: 60,
      museum: MUSEUMS.map((value) => ({ value, portraits: 20 })),
      century: [17, 18].map((value) => ({ value, portraits: 30 })),
      place: [
        { value: 'Room 0', portraits: 24 },
        { value: 'Room 1', portraits: 24 },
      ],
      category: [
        { value: 'Beards', portraits: 18 },
        { value: 'Ruffs', portraits: 6 },
      ],
      onView: 12,
    })
  })

  test('is counted among what passes the other conditions', async () => {
    const { server } = await serveSixty()
    const api = pendantApi(server.address)
    const { value } = (await api.facets({ museum: 'Louvre', century: [17, 18] })) as {
      value: object
    }
    expect(value).toMatchObject({
      portraits: 15,
      museum: MUSEUMS.map((name) => ({ value: name, portraits: 15 })),
      century: [
        { value: 17, portraits: 10 },
        { value: 18, portraits: 10 },
      ],
    })
    expect(await api.facets({ century: 5 })).toMatchObject({
      status: 'ok',
      value: { portraits: 0, museum: [], place: [], onView: 0 },
    })
    for (const query of ['spread=3', 'century=x', 'museum=']) {
      expect((await server.get(`/api/v1/facets?${query}`)).status).toBe(400)
    }
  })
})

const others = descriptor.slice(1)
test.each<[string, string, string, RegExp]>([
  ['127 numbers', JSON.stringify({ descriptor: others }), 'bad-probe', /this one has 127/],
  [
    'a NaN written null, as JavaScript does',
    JSON.stringify({ descriptor: [Number.NaN, ...others] }),
    'bad-probe',
    /Number 0 .* no number/,
  ],
  ['a NaN written NaN, as Python does', `{"descriptor":[NaN,${others}]}`, 'bad-request', /NaN/],
  [
    'a number beyond all floats',
    `{"descriptor":[1e999,${others}]}`,
    'bad-probe',
    /Number 0 .* not a finite number/,
  ],
  ['Infinity by name', `{"descriptor":[Infinity,${others}]}`, 'bad-request', /Infinity/],
  ['k of 0', JSON.stringify({ descriptor, k: 0 }), 'bad-request', /^k: /],
  ['k of a million', JSON.stringify({ descriptor, k: 1e6 }), 'bad-request', /^k: /],
])('[LK2] a request with %s is refused, and told why', async (_, body, code, detail) => {
  const { server } = await serveSixty()
  const answer = await server.get('/api/v1/match', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(answer.status).toBe(400)
  const problem = problemSchema.parse(await answer.json())
  expect(problem).toMatchObject({ code, detail: expect.stringMatching(detail) })
})
