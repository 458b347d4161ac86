import { connect, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { problemSchema } from '../../../server/contract/http.ts'
import { arrivesInTime } from '../../../server/web/arrival.ts'
import { museum, type ServedMuseum, someFaces } from '../museum.ts'

const limits = { requestMs: 30_000, uploadGraceMs: 20_000, uploadBytesPerSecond: 50_000 }
const MEGABYTE = 1_000_000

describe('[LM5] a picture', () => {
  const upload = (elapsedMs: number, bytes: number) =>
    arrivesInTime({ isUpload: true, elapsedMs, bytes }, limits)

  test.each([0.5, 1, 2, 10, 50])('of 10 MB arrives over a line of %s Mbit/s', (megabits) => {
    const bytesPerMs = (megabits * MEGABYTE) / 8 / 1000
    for (let bytes = 0; bytes <= 10 * MEGABYTE; bytes += 10_000) {
      expect([bytes, upload(bytes / bytesPerMs, bytes)]).toEqual([bytes, true])
    }
  })

  test('may stop for a while, and for longer the more of it has come', () => {
    expect(upload(19_900, 0)).toBe(true)
    expect(upload(55_000, 2 * MEGABYTE)).toBe(true)
    expect(upload(65_000, 2 * MEGABYTE)).toBe(false)
  })

  test('is cut off when it drips', () => {
    expect(upload(20_100, 20)).toBe(false)
    expect(upload(60_000, MEGABYTE)).toBe(false)
  })

  test('of any size has come within four minutes', () => {
    expect(upload(240_000, 10 * 1024 * 1024)).toBe(false)
  })

  test('alone has so long: all other requests have half a minute', () => {
    const other = (elapsedMs: number) =>
      arrivesInTime({ isUpload: false, elapsedMs, bytes: 10 * MEGABYTE }, limits)
    expect([other(30_000), other(30_001)]).toEqual([true, false])
  })
})

const FORM = [
  '--b\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n',
  '\r\nno picture\r\n--b--\r\n',
] as const

/** A form whose second half has not come yet, and all that is answered. */
function beginUpload(server: ServedMuseum): { line: Socket; heard: Promise<string> } {
  const length = FORM.join('').length
  return begin(
    server,
    `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${length}\r\n\r\n${FORM[0]}`,
  )
}

function begin(server: ServedMuseum, rest: string): { line: Socket; heard: Promise<string> } {
  const line = connect(server.port, '127.0.0.1')
  line.write(`POST /api/v1/match HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${rest}`)
  const heard = new Promise<string>((resolve, reject) => {
    let text = ''
    line.on('data', (part) => {
      text += part
    })
    line.on('error', reject)
    line.on('close', () => resolve(text))
  })
  return { line, heard }
}

async function serve(pace: Partial<typeof limits>): Promise<ServedMuseum> {
  const house = await museum()
  await house.hang('one', someFaces(4))
  return house.serve({ pace })
}

describe('a server', () => {
  test('[LM4] [LM5] waits for a picture when it has long cut off another request', async () => {
    const server = await serve({ requestMs: 100, uploadGraceMs: 60_000 })
    const picture = beginUpload(server)
    const json = begin(server, 'Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{')
    expect(await json.heard).toMatch(/^HTTP\/1\.1 408 /)
    picture.line.write(FORM[1])
    expect(await picture.heard).toMatch(/^HTTP\/1\.1 422 [\s\S]*"bad-picture"/)
  })

  test('[LM5] [HT5] cuts off a picture that stops, with a problem', async () => {
    const server = await serve({ requestMs: 100, uploadGraceMs: 200 })
    const answer = await beginUpload(server).heard
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    const problem = problemSchema.parse(JSON.parse(answer.split('\r\n\r\n')[1] as string))
    expect(problem).toMatchObject({ code: 'too-slow', retry: 'later' })
    expect((await server.get('/api/v1/health')).status).toBe(200)
    expect(server.logs.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
  })
})
