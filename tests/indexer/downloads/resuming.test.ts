import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Interrupted } from '../../../indexer/terminal/curator-error.ts'
import { scratchFolder } from '../scratch-folder.ts'
import { painted } from './painted.ts'
import { testDownloads } from './test-downloads.ts'
import { webServer } from './web-server.ts'

const MODIFIED = 'Thu, 01 Jan 2026 00:00:00 GMT'

/**
 * Sends half of the bytes, and cuts the connection when they have arrived in the folder; or never.
 */
function half(
  response: ServerResponse,
  bytes: Buffer,
  { headers = {}, cutIn }: { headers?: object; cutIn?: string } = {},
): void {
  response.writeHead(200, { 'content-length': bytes.length, ...headers })
  response.write(bytes.subarray(0, bytes.length / 2), async () => {
    if (cutIn === undefined) return
    await partOf(cutIn, bytes.length / 2)
    response.destroy()
  })
}

/** Sends what a range asks for. */
function rest(response: ServerResponse, bytes: Buffer, range: string | undefined): void {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1])
  response.writeHead(206, {
    'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
  })
  response.end(bytes.subarray(from))
}

describe('a download that broke off', () => {
  it.each([
    { known: { etag: '"v1"', 'last-modified': MODIFIED }, validator: '"v1"' },
    { known: { etag: 'W/"v1"', 'last-modified': MODIFIED }, validator: MODIFIED },
  ])('is gone on with by $validator', async ({ known, validator }) => {
    const bytes = await painted()
    const folder = await scratchFolder()
    const server = await webServer((response, { headers }, number) =>
      number === 1
        ? half(response, bytes, { headers: known, cutIn: folder })
        : rest(response, bytes, headers.range),
    )
    const { picture, figures } = await testDownloads({ folder })
    const outcome = await picture([`${server.origin}/p`])
    if (outcome.status === 'failed') throw new Error(outcome.problem)
    expect(await readFile(outcome.file)).toEqual(bytes)
    expect(server.asked[1]?.headers).toMatchObject({
      range: `bytes=${Math.floor(bytes.length / 2)}-`,
      'if-range': validator,
    })
    expect(figures.bytes).toBe(bytes.length)
  })

  it.each([{ etag: 'W/"v1"' }, {}])(
    'begins again where only %o is known of it',
    async (headers) => {
      const bytes = await painted()
      const folder = await scratchFolder()
      const server = await webServer((response, _, number) =>
        number === 1
          ? half(response, bytes, { headers, cutIn: folder })
          : response.writeHead(200).end(bytes),
      )
      const { picture } = await testDownloads({ folder })
      expect(await picture([`${server.origin}/p`])).toMatchObject({ status: 'stored' })
      expect(server.asked[1]?.headers.range).toBeUndefined()
    },
  )

  it('begins again when the picture has changed', async () => {
    const [old, changed] = [await painted(1), await painted(2)]
    const folder = await scratchFolder()
    const server = await webServer((response, _, number) =>
      number === 1
        ? half(response, old, { headers: { etag: '"v1"' }, cutIn: folder })
        : response.writeHead(200, { etag: '"v2"' }).end(changed),
    )
    const { picture } = await testDownloads({ folder })
    const outcome = await picture([`${server.origin}/p`])
    if (outcome.status === 'failed') throw new Error(outcome.problem)
    expect(await readFile(outcome.file)).toEqual(changed)
  })

  it.each([
    ['there is no such range', (response: ServerResponse) => response.writeHead(416).end()],
    [
      'another range comes',
      (response: ServerResponse) =>
        response.writeHead(206, { 'content-range': 'bytes 5-9/10' }).end('xxxxx'),
    ],
  ])('begins again when %s', async (_, misbehave) => {
    const bytes = await painted()
    const folder = await scratchFolder()
    const server = await webServer((response, { headers }, number) => {
      if (number === 1) return half(response, bytes, { headers: { etag: '"v1"' }, cutIn: folder })
      if (headers.range) return misbehave(response)
      return response.writeHead(200).end(bytes)
    })
    const { picture, clock } = await testDownloads({ folder })
    expect(await picture([`${server.origin}/p`])).toMatchObject({ status: 'stored' })
    expect(server.asked).toHaveLength(3)
    expect(clock.waits).toEqual([500])
  })

  it('is gone on with after an interruption', async () => {
    const bytes = await painted()
    const controller = new AbortController()
    const server = await webServer((response, { headers }, number) => {
      if (number > 1) return rest(response, bytes, headers.range)
      half(response, bytes, { headers: { etag: '"v1"' } })
    })
    const first = await testDownloads({ signal: controller.signal })
    const fetching = first.picture([`${server.origin}/p`])
    await partOf(first.folder, bytes.length / 2)
    controller.abort()
    await expect(fetching).rejects.toBeInstanceOf(Interrupted)
    await first.close()
    const { picture } = await testDownloads({ folder: first.folder })
    expect(await picture([`${server.origin}/p`])).toMatchObject({ status: 'stored' })
    expect(server.asked[1]?.headers.range).toBeDefined()
    expect(await partsIn(first.folder)).toEqual([])
  })

  it('is left alone by another who asks for it in the same process', async () => {
    const bytes = await painted()
    const folder = await scratchFolder()
    const held: ServerResponse[] = []
    const server = await webServer((response, _, number) => {
      if (number > 1) return response.writeHead(200).end(bytes)
      half(response, bytes, { headers: { etag: '"v1"' } })
      held.push(response)
    })
    const [first, second] = [await testDownloads({ folder }), await testDownloads({ folder })]
    const fetching = first.picture([`${server.origin}/p`])
    await partOf(folder, bytes.length / 2)
    expect(await second.picture([`${server.origin}/p`])).toMatchObject({ fresh: true })
    expect(server.asked[1]?.headers.range).toBeUndefined()
    held[0]?.end(bytes.subarray(bytes.length / 2))
    expect(await fetching).toMatchObject({ status: 'stored', fresh: false })
    expect(await partsIn(folder)).toEqual([])
  })

  it('is gone on with after its process was killed, and left alone while it lives', async () => {
    const bytes = await painted()
    const server = await webServer((response, { headers }, number) => {
      if (number === 1) return half(response, bytes, { headers: { etag: '"v1"' } })
      if (headers.range) return rest(response, bytes, headers.range)
      return response.writeHead(200).end(bytes.subarray(0, 100))
    })
    const folder = await scratchFolder()
    const url = `${server.origin}/p`
    const script = fileURLToPath(new URL('./half-a-picture.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder, url])
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    await partOf(folder, bytes.length / 2)
    const meanwhile = await testDownloads({ folder })
    expect(await meanwhile.picture([url])).toMatchObject({ status: 'failed' })
    expect(server.asked[1]?.headers.range).toBeUndefined()
    expect(await partsIn(folder)).toHaveLength(1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const outcome = await meanwhile.picture([url])
    if (outcome.status === 'failed') throw new Error(outcome.problem)
    expect(await readFile(outcome.file)).toEqual(bytes)
    expect(server.asked[2]?.headers.range).toBe(`bytes=${Math.floor(bytes.length / 2)}-`)
  })

  it('begins again where the part is of nobody knows what', async () => {
    const bytes = await painted()
    const folder = await scratchFolder()
    const server = await webServer((response, _, number) =>
      number === 1
        ? half(response, bytes, { headers: { etag: '"v1"' }, cutIn: folder })
        : response.writeHead(number < 5 ? 500 : 200).end(bytes),
    )
    const first = await testDownloads({ folder })
    await first.picture([`${server.origin}/p`])
    await first.close()
    const [part = ''] = await partsIn(folder)
    await writeFile(join(folder, 'cache.db'), '')
    const { picture } = await testDownloads({ folder })
    expect((await stat(join(folder, 'pictures', part))).size).toBeGreaterThan(0)
    expect(await picture([`${server.origin}/p`])).toMatchObject({ status: 'stored' })
    expect(server.asked.at(-1)?.headers.range).toBeUndefined()
  })
})

async function partsIn(folder: string): Promise<string[]> {
  return (await readdir(join(folder, 'pictures'))).filter((name) => name.endsWith('.part'))
}

/** Settles when so much has come. */
async function partOf(folder: string, bytes: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const [part = ''] = await partsIn(folder)
      expect((await stat(join(folder, 'pictures', part))).size).toBe(Math.floor(bytes))
    },
    { timeout: 20_000 },
  )
}
