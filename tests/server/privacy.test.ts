import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Descriptor, descriptorToBytes } from '../../embeddings/face/descriptor.ts'
import type { ProbeMessage } from '../../server/contract/events.ts'
import { museum, type ServedMuseum, someFaces } from './museum.ts'

const faces = someFaces(30)
/** Visitors who hang nowhere. */
const visitors = someFaces(25, 99)

/**
 * What of a probe would be found if it were kept: its numbers as text in many ways, and its bytes.
 */
function tracesOf(descriptor: Descriptor): Buffer[] {
  const bytes = Buffer.from(descriptorToBytes(descriptor))
  const numbers = [...descriptor].filter((number) => Math.abs(number) > 1e-3)
  const texts = [
    ...numbers.flatMap((number) => [String(number), number.toPrecision(7), number.toFixed(6)]),
    ...[0, 1, 2].map((shift) => bytes.subarray(24 + shift, 60 + shift).toString('base64')),
    ...[0, 1, 2].map((shift) => bytes.subarray(24 + shift, 60 + shift).toString('base64url')),
    bytes.subarray(24, 48).toString('hex'),
    bytes.subarray(24, 48).toString('hex').toUpperCase(),
    [...bytes.subarray(24, 36)].join(','),
  ]
  const doubles = Buffer.from(Float64Array.from(descriptor).buffer)
  return [
    ...texts.map((text) => Buffer.from(text)),
    bytes.subarray(24, 40),
    Buffer.from(bytes).swap32().subarray(24, 40),
    doubles.subarray(24, 56),
  ]
}

function expectNoTrace(where: string, contents: Buffer, traces: readonly Buffer[]): void {
  const found = traces.find((trace) => contents.includes(trace))
  expect(found?.toString('latin1'), `of a probe in ${where}`).toBeUndefined()
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/**
 * All the ways a face may arrive, the well-formed and the spoiled ones, which tempt a log to quote.
 */
async function visit(server: ServedMuseum, descriptor: Descriptor): Promise<void> {
  const kiosk = (await server.connect()).timeout(30_000)
  const send = (message: unknown) => kiosk.emitWithAck('pendant:find', message as ProbeMessage)
  const numbers = [...descriptor]
  // Few enough that the whole message stays below the limit of a socket.
  const text = numbers.slice(0, 40).join(',')
  const post = (type: string, body: string) =>
    server.get('/api/v1/match', { method: 'POST', headers: { 'content-type': type }, body })
  const answers = [
    await send({ descriptor: descriptorToBytes(descriptor) }),
    await send({ descriptor: numbers, k: 24 }),
    await send({ descriptor: descriptorToBytes(descriptor), walk: true }),
    await send({ descriptor: numbers.slice(1) }),
    await send({ descriptor: numbers, [text]: 1 }),
    await send({ descriptor: numbers, mode: text }),
    await send({ descriptor: text }),
    await send(numbers),
    await (await server.match({ descriptor: numbers })).text(),
    await (await server.match({ descriptor: numbers, [text]: text })).text(),
    await (await post('application/json', `{"descriptor":[${text}`)).text(),
    await (await post('application/json', text)).text(),
    await (await post('text/plain', text)).text(),
    await (await server.get(`/api/v1/portraits/${text}`)).text(),
    await (await server.get(`/api/v1/health?probe=${text}`)).text(),
    await (await server.get(`/${text}`)).text(),
    await (await server.get(`/media/${text}.jpg`)).text(),
    await (await server.get(`/api/v1/portraits?spread=${numbers[5]}`)).text(),
  ]
  const traces = tracesOf(descriptor)
  for (const answer of answers) {
    expectNoTrace('an answer', Buffer.from(JSON.stringify(answer)), traces)
  }
}

test('[PR1] [PR2] nothing of any probe is in the logs, on the disk, or in what is answered later', async () => {
  const house = await museum()
  await house.hang('thirty', faces)
  const before = await filesUnder(house.paths.data)
  const server = await house.serve({ logLevel: 'debug' })
  for (const visitor of visitors) await visit(server, visitor)

  const answers = []
  for (const path of [
    'health',
    'gallery',
    'portraits?spread=200',
    'portraits/thirty-work-1~1/similar',
  ]) {
    answers.push(await (await server.get(`/api/v1/${path}`)).text())
  }
  await server.close()
  const after = await filesUnder(house.paths.data)
  expect(after).toEqual(before)
  const files = await Promise.all(after.map(async (file) => [file, await readFile(file)] as const))

  const logs = server.logs.join('')
  expect(logs).toContain('/api/v1/match')
  expect(logs).toContain('127.0.0.0/24')
  expect(logs).not.toContain('127.0.0.1')
  for (const traces of visitors.map(tracesOf)) {
    expectNoTrace('the logs', Buffer.from(logs), traces)
    expectNoTrace('a later answer', Buffer.from(answers.join('')), traces)
    for (const [file, contents] of files) expectNoTrace(file, contents, traces)
  }
})

test('[PR1] the search for traces finds a probe that is there', () => {
  const [visitor, other] = visitors as [Descriptor, Descriptor]
  const traces = tracesOf(visitor)
  const bytes = Buffer.from(descriptorToBytes(visitor))
  for (const kept of [
    Buffer.from(JSON.stringify([...visitor])),
    Buffer.concat([Buffer.from('odd'), bytes]),
    Buffer.from(bytes.toString('base64')),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(Float64Array.from(visitor).buffer),
  ]) {
    expect(() => expectNoTrace('here', kept, traces)).toThrow('of a probe in here')
  }
  expectNoTrace('here', Buffer.from(JSON.stringify([...other])), traces)
})

test('[PR3] answers to look-ups are not to be stored', async () => {
  const house = await museum()
  await house.hang('thirty', faces)
  const server = await house.serve()
  for (const body of [{ descriptor: [...(visitors[0] as Descriptor)] }, {}]) {
    expect((await server.match(body)).headers.get('cache-control')).toBe('no-store')
  }
})
