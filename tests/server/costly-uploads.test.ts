// What strangers may send to keep the server from everybody else.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'
import { problemSchema } from '../../server/contract/http.ts'
import { jpegOfManyScans } from '../costly-pictures.ts'
import { museum, type ServedMuseum, someFaces } from './museum.ts'
import { bomb, pictureForm, sendForm } from './sent-pictures.ts'
import { SLOW_PROGRAMS } from './slow-programs.ts'

/** Without a look at headers beforehand, as if a kind of picture were known to strangers alone. */
const UNGUARDED = {
  programs: { ...SLOW_PROGRAMS, decode: new URL('./unguarded-decoder.ts', import.meta.url) },
}

async function serveTwenty(options: Parameters<Awaited<ReturnType<typeof museum>>['serve']>[0]) {
  const house = await museum()
  await house.hang('twenty', someFaces(20))
  return house.serve(options)
}

async function refusalOf(answer: Response) {
  return problemSchema.parse(await answer.json())
}

/** Its processes that decode, by number. */
function decoders(): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)])
  return String(listed)
    .split('\n')
    .filter((line) => line.includes('unguarded-decoder'))
    .map((line) => Number.parseInt(line, 10))
}

/** One of each that pictures must not stand in the way of. */
async function others(server: ServedMuseum): Promise<number[]> {
  const paths = ['/api/v1/health', '/w/twenty-work-3', '/api/v1/portraits?spread=5', '/api']
  const media = await server.get('/api/v1/portraits?spread=1')
  const { portraits } = (await media.json()) as { portraits: { crop: { digest: string } }[] }
  const answers = await Promise.all(
    [...paths, `/media/${portraits[0]?.crop.digest}.jpg`].map((path) => server.get(path)),
  )
  await Promise.all(answers.map((answer) => answer.arrayBuffer()))
  return answers.map(({ status }) => status)
}

test('[UP8] four pictures that would decode for minutes keep nobody waiting, and are given up one by one', async () => {
  const server = await serveTwenty({ pictures: { ...UNGUARDED, pace: { decodeMs: 1_000 } } })
  const costly = await jpegOfManyScans(20_000, 3_000)
  let underWay = 4
  const sent = Array.from({ length: 4 }, async () => {
    const answer = await sendForm(server, pictureForm(costly))
    underWay -= 1
    return answer
  })
  let rounds = 0
  const most: number[] = []
  while (underWay > 0) {
    expect(await others(server)).toEqual([200, 200, 200, 200, 200])
    if (underWay > 0) rounds += 1
    most.push(decoders().length)
  }
  expect(rounds).toBeGreaterThan(4)
  // What was given up was gone before the next began.
  expect(Math.max(...most)).toBe(1)
  for (const answer of await Promise.all(sent)) {
    expect(await refusalOf(answer)).toMatchObject({
      code: 'bad-picture',
      detail: expect.stringContaining('too long to decode'),
    })
  }
  await vi.waitFor(() => expect(decoders()).toEqual([]), 30_000)
})

test.runIf(process.platform === 'linux')(
  '[UP8] a picture that would take 1.6 GB is refused the memory, and the next is read',
  async () => {
    const server = await serveTwenty({ pictures: UNGUARDED })
    const answer = await sendForm(server, pictureForm(bomb()))
    expect(await refusalOf(answer)).toMatchObject({
      code: 'bad-picture',
      detail: expect.stringContaining('too much memory'),
    })
    await vi.waitFor(() => expect(decoders()).toEqual([]), 30_000)
    const next = await sendForm(server, pictureForm(await drawnFace()))
    expect(next.status).toBe(422)
    expect((await refusalOf(next)).detail).toBe('It was read.')
    const peakKb = Number(
      /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${decoders()[0]}/status`, 'utf8'))?.[1],
    )
    expect(peakKb).toBeLessThan(1_536 * 1024)
  },
)

test('[UP9] the process that decodes is told none of the server’s secrets', async () => {
  vi.stubEnv('PENDANT_API_KEYS', 'desk=a-key-of-the-museums')
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  const server = await serveTwenty({ pictures: UNGUARDED })
  expect((await sendForm(server, pictureForm(await drawnFace()))).status).toBe(422)
  const [decoder] = decoders()
  expect(readFileSync(`/proc/${decoder}/environ`, 'utf8')).not.toContain('a-key-of')
})
