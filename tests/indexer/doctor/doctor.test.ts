import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dataPaths } from '../../../embeddings/store/data-paths.ts'
import { type CheckResult, runCheck } from '../../../indexer/doctor/check.ts'
import { dataChecks } from '../../../indexer/doctor/data-checks.ts'
import { compiledPrograms } from '../../compiled-programs.ts'
import { hasOpenssl, makeCertificate } from '../../server/certificate.ts'
import { ended, runPendant } from '../run-pendant.ts'
import { scratchFolder } from '../scratch-folder.ts'

const PROGRAMS = await compiledPrograms()

async function look(
  check: string,
  data: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<CheckResult> {
  const found = dataChecks(dataPaths(data), environment).find((each) => each.check === check)
  if (!found) throw new Error(`The doctor has no check "${check}".`)
  return runCheck(found)
}

describe('a native module that throws when it is imported', { timeout: 120_000 }, () => {
  const breaking = new URL('./break-module.mjs', import.meta.url)
  function pendantWithout(module: string, ...words: string[]) {
    const command = ['--import', breaking.href, join(PROGRAMS, 'indexer', 'cli.js'), ...words]
    // The engine that needs no self-test, which takes as long as all the rest.
    const env = { ...process.env, BROKEN_MODULE: module, PENDANT_ENGINE: 'tfjs' }
    return ended(spawn(process.execPath, command, { env }))
  }

  it.each(['sharp', 'better-sqlite3', 'hnswlib-node'])(
    '%s is a finding of the doctor’s, and the checks of the others go on',
    async (module) => {
      const data = await scratchFolder()
      const { status, stdout } = await pendantWithout(module, 'doctor', '--json', '--data', data)
      expect(status).toBe(1)
      const { checks } = JSON.parse(stdout) as { checks: CheckResult[] }
      const of = (name: string) => checks.find(({ check }) => check === name)
      expect(of(module)).toMatchObject({
        ok: false,
        found: 'does not load (no such machine)',
        advice: expect.stringContaining(`npm rebuild ${module}`),
      })
      for (const other of ['Node.js', 'memory', 'data folder', 'settings']) {
        expect(of(other)).toMatchObject({ ok: true })
      }
    },
  )

  it('sends whoever wanted another command to the doctor, in one line', async () => {
    const data = await scratchFolder()
    const { status, stderr } = await pendantWithout('sharp', 'index', '--data', data)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^pendant: A part of Pendant does not load \(.*\).*doctor.*\n$/)
  })
})

describe('settings', { timeout: 60_000 }, () => {
  it('that are refused are a finding, in the server’s own words', async () => {
    const data = await scratchFolder()
    expect(await look('settings', data)).toMatchObject({ ok: true, found: 'there are none' })
    await writeFile(join(data, 'settings.json'), '{ "museumNam": "City Museum" }')
    const { ok, found, advice } = await look('settings', data)
    expect([ok, found]).toEqual([
      false,
      expect.stringContaining('museumNam is no setting; is "museumName" meant?'),
    ])
    expect(advice).toContain('docs/settings.md')
    await writeFile(join(data, 'settings.json'), '{ "museumName": "City Museum" }')
    expect(await look('settings', data)).toMatchObject({
      ok: true,
      found: 'settings.json is taken',
    })
  })
})

describe('a server', () => {
  const page = (_request: unknown, response: { end(text: string): void }): void => {
    response.end('<html></html>')
  }

  it.skipIf(!hasOpenssl)('that ends TLS for the museum’s name is found well', async () => {
    const { pem, key } = await makeCertificate()
    const server = createServer({ cert: pem, key: await readFile(key) }, page).listen(
      0,
      '127.0.0.1',
    )
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const PORT = String((server.address() as AddressInfo).port)
    const environment = { PORT, PENDANT_TLS_CERT: '/etc/museum.pem' }
    const { ok, found } = await look('server', await scratchFolder(), environment)
    expect([ok, found]).toEqual([true, `the camera page answers at https://127.0.0.1:${PORT}/`])
  })

  it('of plain http is found well', async () => {
    const server = createHttpServer(page).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const PORT = String((server.address() as AddressInfo).port)
    expect(await look('server', await scratchFolder(), { PORT })).toMatchObject({ ok: true })
  })
})

/** Somebody to whom closed folders are closed: root has to become somebody else. */
const STRANGER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const CLI = fileURLToPath(new URL('../../../indexer/cli.ts', import.meta.url))
const READING = `require('node:fs').readFileSync(${JSON.stringify(CLI)})`
const mayRead = spawnSync(process.execPath, ['-e', READING], STRANGER).status === 0

it.skipIf(!mayRead)(
  'a data folder of another user is told in words',
  async () => {
    const folder = join(await scratchFolder(), 'data')
    await mkdir(join(folder, 'galleries'), { recursive: true })
    await chmod(folder, 0o000)
    onTestFinished(() => chmod(folder, 0o700))
    const words = ['--import', import.meta.resolve('tsx'), CLI, 'galleries', '--data', folder]
    const { status, stderr } = await ended(
      spawn(process.execPath, words, { cwd: '/', ...STRANGER }),
    )
    expect(status).toBe(1)
    expect(stderr).toMatch(/^pendant: this user may not read or write there .*sudo chown.*\n$/)
  },
  60_000,
)

it('a catalogue whose name a folder bears is told in words', { timeout: 60_000 }, async () => {
  const data = await scratchFolder()
  await mkdir(join(data, 'catalogue.db'))
  const { status, stderr } = await runPendant('report', '--data', data)
  expect(status).toBe(1)
  expect(stderr).toMatch(/^pendant: the database cannot be opened: .*sudo chown.*\n$/)
})
