import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { dataChecks } from '../../indexer/doctor/data-checks.ts'
import { paintDrawnFaces } from './drawn-paintings.ts'
import { ended, INDEX_A_FEW, runPendant, startPendant } from './run-pendant.ts'
import { scratchFolder } from './scratch-folder.ts'

type Doctor = {
  readonly ok: boolean
  readonly checks: readonly {
    readonly check: string
    readonly ok: boolean
    readonly found: string
    readonly advice: string
  }[]
}

describe('doctor', { timeout: 120_000 }, () => {
  it('finds this machine fit, and says what to do about an empty data folder', async () => {
    const data = join(await scratchFolder(), 'data')
    const { status, stdout } = await runPendant('doctor', '--data', data, '--json')
    const { ok, checks } = JSON.parse(stdout) as Doctor
    expect([status, ok]).toEqual([1, false])
    const byName = new Map(checks.map((check) => [check.check, check]))
    for (const name of ['Node.js', 'better-sqlite3', 'hnswlib-node', 'sharp', 'face models']) {
      expect(byName.get(name)).toMatchObject({ ok: true, advice: '' })
    }
    expect(byName.get('engine')?.found).toMatch(/^onnxruntime \d/)
    expect(byName.get('face description')?.found).toContain('a drawn face was found and described')
    expect(byName.get('catalogue')).toMatchObject({
      ok: false,
      advice: expect.stringContaining('import folder DIR'),
    })
    expect(byName.get('gallery')?.advice).toContain('pendant -- index')
  })

  it('looks for the pages where PENDANT_KIOSK says, even outside this folder', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'index.html'), '<html></html>')
    const checks = dataChecks(dataPaths(folder), { PENDANT_KIOSK: folder })
    expect(await checks.find(({ check }) => check === 'kiosk')?.look()).toMatchObject({
      ok: true,
      found: `built, ${join(folder, 'index.html')}`,
    })
  })
})

describe('serve', { timeout: 120_000 }, () => {
  it('runs the server over the data folder, and ends with it, also when its terminal is closed', async () => {
    const scratch = await scratchFolder()
    const data = join(scratch, 'data')
    await paintDrawnFaces(join(scratch, 'paintings'), 2)
    await runPendant('import', 'folder', join(scratch, 'paintings'), '--data', data)
    await runPendant(...INDEX_A_FEW, '--data', data)

    for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
      const serve = startPendant({ PORT: '0', HOST: '127.0.0.1' }, 'serve', '--data', data)
      const end = ended(serve)
      const address = await resourceAddress(serve.stdout)
      const health = (await (await fetch(new URL('/api/v1/health', address))).json()) as unknown
      expect(health).toMatchObject({ status: 'ok', gallery: { portraits: 2 } })
      serve.kill(signal)
      expect((await end).status).toBe(0)
      await expect(fetch(address)).rejects.toThrow()
    }
  })

  it('ends with the status of a server that cannot start', async () => {
    const serve = startPendant({ PORT: 'harbour' }, 'serve', '--data', await scratchFolder())
    const { status, stderr } = await ended(serve)
    expect(status).toBe(1)
    expect(stderr).toContain('PORT is "harbour"')
  })
})

describe('the first run', { timeout: 120_000 }, () => {
  it('leaves a catalogue with works of its own alone', async () => {
    const scratch = await scratchFolder()
    const data = join(scratch, 'data')
    await paintDrawnFaces(join(scratch, 'paintings'), 1)
    await runPendant('import', 'folder', join(scratch, 'paintings'), '--data', data)
    const first = await runPendant('first-run', '--data', data, '--json')
    expect(JSON.parse(first.stdout)).toEqual({ gallery: null, prepared: false })
    await runPendant(...INDEX_A_FEW, '--data', data)
    const second = await runPendant('first-run', '--data', data, '--json')
    const { gallery } = JSON.parse(second.stdout) as { gallery: string }
    expect(JSON.parse(second.stdout)).toEqual({ gallery: expect.any(String), prepared: false })

    // As an older Pendant left it.
    const manifest = join(data, 'galleries', gallery, 'manifest.json')
    const text = await readFile(manifest, 'utf8')
    await writeFile(manifest, text.replace('pendant-gallery/2', 'pendant-gallery/1'))
    const third = await runPendant('first-run', '--data', data)
    expect(third.stdout).toMatch(/format is "pendant-gallery\/1".*npm run pendant -- index/)
  })
})

/** The address a server says it is at, on a line of its own. */
async function resourceAddress(stdout: NodeJS.ReadableStream | null): Promise<string> {
  if (!stdout) throw new Error('The output of the server is not piped.')
  const lines = createInterface(stdout)
  for (;;) {
    const [line] = (await once(lines, 'line')) as [string]
    const address = /Pendant is at (\S+)/.exec(line)?.[1]
    if (address) return address
  }
}
