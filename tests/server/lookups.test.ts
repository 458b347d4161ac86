import { describe, expect, test, vi } from 'vitest'
import { type Descriptor, descriptorToBytes, SPACE_ID } from '../../embeddings/face/descriptor.ts'
import { portraitMatchSchema } from '../../embeddings/gallery/portrait.ts'
import {
  type LookupOutcome,
  MAX_SOCKET_MESSAGE_BYTES,
  type ProbeMessage,
} from '../../server/contract/events.ts'
import { evenlyChosen } from '../../server/lookup/find-pendants.ts'
import { type KioskSocket, museum, someFaces } from './museum.ts'
import { writeSyntheticGallery } from './synthetic-gallery.ts'

const faces = someFaces(60)
const face = faces[17] as Descriptor

function find(kiosk: KioskSocket, probe: unknown): Promise<LookupOutcome> {
  return kiosk.timeout(30_000).emitWithAck('pendant:find', probe as ProbeMessage)
}

async function kioskOfSixty(): Promise<KioskSocket> {
  const house = await museum()
  await house.hang('sixty', faces)
  return (await house.serve()).connect()
}

function matched(outcome: LookupOutcome) {
  if (outcome.status !== 'matched') throw new Error(JSON.stringify(outcome))
  return outcome
}

describe('a look-up', () => {
  test('[LK1] gives the same answer for bytes and for numbers, five matches when k is left out', async () => {
    const kiosk = await kioskOfSixty()
    const byBytes = matched(await find(kiosk, { descriptor: descriptorToBytes(face) }))
    const byNumbers = matched(await find(kiosk, { descriptor: [...face] }))
    expect(byNumbers).toEqual(byBytes)
    expect(byBytes.matches).toHaveLength(5)
  })

  test('[LK1] takes every k from 1 to 24', async () => {
    const kiosk = await kioskOfSixty()
    for (const k of [1, 2, 24]) {
      expect(matched(await find(kiosk, { descriptor: [...face], k })).matches).toHaveLength(k)
    }
  })

  test('[LK3] names its gallery and gives the most like first, the face itself at no distance', async () => {
    const { gallery, matches } = matched(
      await find(await kioskOfSixty(), { descriptor: [...face] }),
    )
    expect(gallery).toBe('sixty')
    expect(matches[0].portraitId).toBe('sixty-work-8~2')
    expect(matches[0].squaredDistance).toBe(0)
    expect(matches[0].similarity).toBe(1)
    const ranking = matches.map((match) => match.adjustedSquaredDistance)
    expect(ranking).toEqual([...ranking].sort((a, b) => a - b))
    for (const match of matches) expect(portraitMatchSchema.parse(match)).toEqual(match)
  })

  test('[LK8] compares descriptors of one embedding space only', async () => {
    const kiosk = await kioskOfSixty()
    const own = { descriptor: [...face], space: SPACE_ID }
    expect(matched(await find(kiosk, own)).matches[0].portraitId).toBe('sixty-work-8~2')
    expect(await find(kiosk, { ...own, space: 'another space' })).toMatchObject({
      status: 'failed',
      failure: { code: 'other-space', detail: expect.stringContaining(SPACE_ID) },
    })
  })

  test('[LK11] gives portraits of one sitter as one match, over the socket and over HTTP', async () => {
    const house = await museum()
    const sitterOf = (position: number) => (position % 2 === 1 ? { sitter: 'sitter-1' } : {})
    await writeSyntheticGallery(house.paths, 'grouped', faces, { sitterOf })
    await house.publish('grouped')
    const served = await house.serve()
    const kiosk = await served.connect()
    const outcome = matched(await find(kiosk, { descriptor: [...face], k: 5 }))
    expect(outcome.matches).toHaveLength(5)
    const [first, ...others] = outcome.matches
    expect(first).toMatchObject({ portraitId: 'grouped-work-8~2', sitter: 'sitter-1' })
    expect(first.sameSitter).toHaveLength(5)
    const ranking = [first, ...(first.sameSitter ?? [])].map(
      ({ adjustedSquaredDistance }) => adjustedSquaredDistance,
    )
    expect(ranking).toEqual([...ranking].sort((a, b) => a - b))
    for (const other of others) {
      expect(other).not.toHaveProperty('sitter')
      expect(other).not.toHaveProperty('sameSitter')
    }
    const overHttp = await (await served.match({ descriptor: [...face], k: 5 })).json()
    expect(overHttp.matches).toEqual(outcome.matches)
    for (const match of outcome.matches) expect(portraitMatchSchema.parse(match)).toEqual(match)
  })

  test('[LK3] gives all there are when the gallery holds fewer than k', async () => {
    const house = await museum()
    await house.hang('three', faces.slice(0, 3))
    const kiosk = await (await house.serve()).connect()
    expect(matched(await find(kiosk, { descriptor: [...face], k: 24 })).matches).toHaveLength(3)
  })

  test.each<[string, unknown, string]>([
    ['127 numbers', { descriptor: Array(127).fill(0) }, 'bad-probe'],
    ['a hole', { descriptor: Array(128).fill(0).with(5, null) }, 'bad-probe'],
    ['a text', { descriptor: 'face' }, 'bad-probe'],
    ['no descriptor', {}, 'bad-probe'],
    ['511 bytes', { descriptor: new Uint8Array(511) }, 'bad-probe'],
    ['bytes that are NaN', { descriptor: new Uint8Array(512).fill(255) }, 'bad-probe'],
    ['a number beyond any face', { descriptor: Array(128).fill(0).with(9, 1e30) }, 'bad-probe'],
    ['an unknown key', { descriptor: [...face], picture: 'x' }, 'bad-request'],
    ['k of 0', { descriptor: [...face], k: 0 }, 'bad-request'],
    ['k of 25', { descriptor: [...face], k: 25 }, 'bad-request'],
    ['half a k', { descriptor: [...face], k: 1.5 }, 'bad-request'],
    ['an unknown mode', { descriptor: [...face], mode: 'age' }, 'bad-request'],
    ['nothing', null, 'bad-request'],
    ['a list', [1, 2], 'bad-request'],
  ])('[LK2] rejects %s', async (_, probe, code) => {
    const outcome = await find(await kioskOfSixty(), probe)
    expect(outcome).toMatchObject({ status: 'failed', failure: { code } })
  })

  test('[LK4] sent without an acknowledgement ends nothing', async () => {
    const kiosk = await kioskOfSixty()
    const anything = kiosk as unknown as { emit(event: string, ...sent: unknown[]): void }
    anything.emit('pendant:find')
    anything.emit('pendant:find', { descriptor: [...face] })
    anything.emit('pendant:find', null, 1, 'two', [3])
    anything.emit('something else', 1)
    expect((await find(kiosk, { descriptor: [...face] })).status).toBe('matched')
  })

  test('[LK4] with only an acknowledgement, or with more than a probe, is answered once', async () => {
    const kiosk = await kioskOfSixty()
    const anything = kiosk as unknown as { emit(event: string, ...sent: unknown[]): void }
    const answered = vi.fn()
    anything.emit('pendant:find', answered)
    anything.emit('pendant:find', { descriptor: [...face] }, 'and more', answered)
    await find(kiosk, { descriptor: [...face] })
    expect(answered.mock.calls.map(([outcome]) => outcome.status)).toEqual(['failed', 'matched'])
  })

  test('[LK5] fails with no-gallery where none is published', async () => {
    const kiosk = await (await (await museum()).serve()).connect()
    expect(await find(kiosk, { descriptor: [...face] })).toMatchObject({
      failure: { code: 'no-gallery' },
    })
  })

  test('[LK5] fails with empty-gallery where it holds no portrait', async () => {
    const house = await museum()
    await house.hang('bare', [])
    const kiosk = await (await house.serve()).connect()
    expect(await find(kiosk, { descriptor: [...face] })).toMatchObject({
      failure: { code: 'empty-gallery' },
    })
  })

  test('[LK6] needs no other transport than WebSockets, and takes long polling too', async () => {
    const house = await museum()
    await house.hang('sixty', faces)
    const server = await house.serve()
    for (const transport of ['websocket', 'polling']) {
      const kiosk = await server.connect({ transports: [transport], upgrade: false })
      expect(kiosk.io.engine.transport.name).toBe(transport)
      expect((await find(kiosk, { descriptor: descriptorToBytes(face) })).status).toBe('matched')
    }
  })

  test('[LK7] says whether a likeness hangs here at all', async () => {
    const kiosk = await kioskOfSixty()
    const nobody = face.map((number) => -number)
    const near = matched(await find(kiosk, { descriptor: [...face] }))
    const far = matched(await find(kiosk, { descriptor: [...nobody] }))
    expect([near.nothingNear, far.nothingNear]).toEqual([false, true])
    for (const { nothingNear, matches } of [near, far]) {
      expect(nothingNear).toBe(matches[0].similarity < 0.01)
    }
  })

  test('[LK10] tells the walk through the index where it is asked for', async () => {
    const kiosk = await kioskOfSixty()
    const asked = { descriptor: descriptorToBytes(face), k: 3 }
    const { walk = [], ...rest } = matched(await find(kiosk, { ...asked, walk: true }))
    expect(walk.length).toBeGreaterThan(1)
    const falling = walk.map((step) => step.squaredDistance)
    expect(falling).toEqual(falling.toSorted((a, b) => b - a))
    expect(new Set(falling).size).toBe(falling.length)
    const [first] = rest.matches
    expect(walk.at(-1)).toEqual({
      portraitId: first.portraitId,
      workId: first.workId,
      title: first.title,
      crop: first.crop,
      eyes: first.eyes,
      squaredDistance: expect.closeTo(first.adjustedSquaredDistance, 5),
      level: 0,
    })
    // Every search begins with the same portrait, whoever asks.
    const other = { descriptor: descriptorToBytes(faces[40] as Descriptor), walk: true }
    const { walk: another = [] } = matched(await find(kiosk, other))
    expect(another[0]?.portraitId).toBe(walk[0]?.portraitId)
  })

  test('[LK10] answers who does not ask as before there were walks', async () => {
    const kiosk = await kioskOfSixty()
    const asked = { descriptor: descriptorToBytes(face), k: 3 }
    const plain = matched(await find(kiosk, asked))
    expect(Object.keys(plain)).toEqual(['status', 'gallery', 'nothingNear', 'matches'])
    const { walk, ...rest } = matched(await find(kiosk, { ...asked, walk: true }))
    expect(JSON.stringify(rest)).toBe(JSON.stringify(plain))
    expect(matched(await find(kiosk, { ...asked, walk: false }))).toEqual(plain)
    expect(walk).toBeDefined()
  })

  test('[LK10] tells 16 steps at most: the first, the last and an even choice of the others', () => {
    const steps = Array.from({ length: 31 }, (_, at) => ({
      ...{ position: at % 60, squaredDistance: 2 - at / 100, level: at < 4 ? 1 : 0 },
    }))
    for (const [length, told] of [
      [31, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30]],
      [17, [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16]],
      [16, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]],
      [2, [0, 1]],
      [1, [0]],
    ] as const) {
      const choice = evenlyChosen(steps.slice(0, length), 16)
      expect(choice).toEqual(told.map((at) => steps[at]))
    }
  })

  test('[LK2] [LK10] names the keys of a probe to who sends another, or a walk that is neither yes nor no', async () => {
    const kiosk = await kioskOfSixty()
    expect(await find(kiosk, { descriptor: [...face], picture: 'x' })).toMatchObject({
      failure: {
        detail: 'A probe has the keys descriptor, k, mode, space and walk, and no other.',
      },
    })
    expect(await find(kiosk, { descriptor: [...face], walk: 'slowly' })).toMatchObject({
      failure: { code: 'bad-request', detail: expect.stringMatching(/^walk: /) },
    })
  })

  test('[LM3] [LK10] a probe that says all it may fits into a message', async () => {
    const all: Required<ProbeMessage> = {
      descriptor: Array.from(face, () => -0.123456789012345),
      k: 24,
      mode: 'likeness',
      space: SPACE_ID,
      walk: true,
    }
    expect(JSON.stringify(['pendant:find', all]).length).toBeLessThan(MAX_SOCKET_MESSAGE_BYTES)
    expect((await find(await kioskOfSixty(), all)).status).toBe('matched')
  })
})
