import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test, vi } from 'vitest'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'
import { museum, type ServedMuseum, someFaces } from './museum.ts'
import { pictureForm, sendForm } from './sent-pictures.ts'

/** Pieces of a picture's bytes, as they are and as text, by which any copy of it is known. */
function tracesOf(picture: Buffer): Buffer[] {
  return [0.2, 0.5, 0.8].flatMap((share) => {
    const at = Math.floor(share * picture.length)
    const piece = picture.subarray(at, at + 24)
    const texts = [0, 1, 2].map((shift) => picture.subarray(at + shift, at + shift + 24))
    return [
      piece,
      Buffer.from(piece.toString('hex')),
      Buffer.from([...piece.subarray(0, 12)].join(',')),
      ...texts.map((text) => Buffer.from(text.toString('base64').slice(0, 30))),
    ]
  })
}

function expectNoTrace(where: string, contents: Buffer, traces: readonly Buffer[]): void {
  expect(
    traces.some((trace) => contents.includes(trace)),
    `a trace of a picture in ${where}`,
  ).toBe(false)
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** What its file and its odd fields are called. */
function nameOf(picture: Buffer): string {
  return picture.subarray(60, 84).toString('base64url')
}

/** The well-formed and the spoiled, which tempt a log to quote; what each was answered. */
async function upload(server: ServedMuseum, picture: Buffer): Promise<string[]> {
  const text = nameOf(picture)
  const other = new FormData()
  other.append(text, new Blob([new Uint8Array(picture)]), `${text}.jpg`)
  const broken = {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: `--b\r\nContent-Disposition: form-data; name="image"; filename="${text}"\r\n\r\n${picture.toString('base64')}`,
  }
  const answers = [
    await sendForm(server, pictureForm(picture)),
    await sendForm(server, pictureForm(picture, { k: text })),
    await sendForm(server, pictureForm(picture, { museum: text })),
    await sendForm(server, pictureForm(picture, { [text]: text })),
    await sendForm(server, pictureForm(picture.subarray(0, Math.floor(picture.length * 0.6)))),
    await sendForm(server, pictureForm(picture.subarray(40))),
    await sendForm(server, other),
    await server.get('/api/v1/match', broken),
  ]
  return Promise.all(answers.map((answer) => answer.text()))
}

test('[PR1] [UP9] nothing of an uploaded picture is in the logs, on the disk or in any answer', async () => {
  const house = await museum()
  await house.hang('thirty', someFaces(30))
  // Nothing else of this test writes there, so that whatever appears is the server's doing.
  const temporary = house.kiosk
  vi.stubEnv('TMPDIR', temporary)
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  expect(tmpdir()).toBe(temporary)
  const before = await filesUnder(house.paths.data)
  const server = await house.serve({ logLevel: 'debug' })
  const pictures = await Promise.all(
    [60, 75, 90].map(async (quality) =>
      sharp(await drawnFace())
        .jpeg({ quality })
        .toBuffer(),
    ),
  )
  const answers: string[] = []
  for (const picture of pictures) answers.push(...(await upload(server, picture)))
  expect(answers.filter((answer) => answer.includes('"matches"'))).toHaveLength(2 * pictures.length)
  answers.push(await (await server.get('/api/v1/health')).text())
  answers.push(await (await server.get('/api/v1/portraits?spread=200')).text())
  await server.close()

  const after = await filesUnder(house.paths.data)
  expect(after).toEqual(before)
  // tsx keeps there what it made of the worker's program.
  const compiled = await filesUnder(temporary)
  expect(compiled.filter((file) => !file.includes(`${temporary}/tsx-`))).toEqual([])
  const files = [...after, ...compiled]
  const contents = await Promise.all(files.map((file) => readFile(file)))
  const logs = server.logs.join('')
  expect(logs).toContain('/api/v1/match')
  for (const picture of pictures) {
    const named = Buffer.from(nameOf(picture))
    const traces = [...tracesOf(picture), named]
    expectNoTrace('the logs', Buffer.from(logs), traces)
    expectNoTrace('an answer', Buffer.from(answers.join('')), traces)
    for (const [at, file] of files.entries()) {
      expectNoTrace(file, contents[at] as Buffer, traces)
    }
  }
})

test('[UP9] the search for traces finds a picture that is there', async () => {
  const picture = Buffer.from(await drawnFace())
  const traces = tracesOf(picture)
  for (const kept of [
    picture,
    Buffer.from(picture.toString('hex')),
    Buffer.from(JSON.stringify([...picture])),
    ...[0, 1, 2].map((shift) => Buffer.from(picture.subarray(shift).toString('base64'))),
  ]) {
    expect(() => expectNoTrace('here', kept, traces)).toThrow('a trace of a picture in here')
  }
  expectNoTrace('here', await sharp(picture).jpeg().toBuffer(), traces)
})
