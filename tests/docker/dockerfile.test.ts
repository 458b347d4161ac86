import { execFile, spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { museum, someFaces } from '../server/museum.ts'
import { dockerfileStages, type Instruction } from './dockerfile-instructions.ts'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const {
  build = [],
  'without-nets': withoutNets = [],
  replica = [],
  last: serve = [],
} = dockerfileStages(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))

function wordsOf(stage: readonly Instruction[], name: string): string[] {
  return stage.filter((instruction) => instruction.name === name).map(({ words }) => words)
}

/** The command of HEALTHCHECK or CMD in its exec form. */
function commandOf(words: string): [string, ...string[]] {
  return JSON.parse(words.slice(words.indexOf('['))) as [string, ...string[]]
}

/** What the build stage copies from the checkout. */
const copied = wordsOf(build, 'COPY').flatMap((words) => words.split(' ').slice(0, -1))

describe('the Dockerfile', () => {
  test('leaves the compiler in its build stage and runs as nobody in particular', () => {
    expect(wordsOf(build, 'RUN').join()).toContain('g++')
    expect(wordsOf(serve, 'RUN').join()).not.toMatch(/apt|g\+\+|npm/)
    expect(wordsOf(serve, 'USER')).toEqual(['node'])
    expect(wordsOf(serve, 'VOLUME')).toEqual(['/data'])
    expect(wordsOf(serve, 'ENV').join()).toMatch(/HOST=0\.0\.0\.0 .*PENDANT_DATA=\/data/)
  })

  test('copies nothing that .dockerignore keeps out', () => {
    const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n')
    expect(ignored).toContain('*')
    for (const name of copied) expect(ignored).toContain(`!${name}`)
  })

  test('builds a kiosk and starts a healthy server from the files it copies, which ends with 0', async () => {
    const app = mkdtempSync(join(tmpdir(), 'pendant-image-'))
    onTestFinished(() => rmSync(app, { recursive: true, force: true }))
    for (const name of copied) cpSync(join(ROOT, name), join(app, name), { recursive: true })
    // In place of `npm ci`: the same packages, installed already.
    symlinkSync(join(ROOT, 'node_modules'), join(app, 'node_modules'))
    expect(wordsOf(build, 'RUN').at(-1)).toBe('npm run build')
    await run('npm', ['run', 'build'], { cwd: app })
    expect(readFileSync(join(app, 'dist', 'kiosk', 'index.html'), 'utf8')).toContain('<script')

    const house = await museum()
    await house.hang('one', someFaces(4))
    const port = await freePort()
    const env = {
      PATH: process.env.PATH,
      HOST: '0.0.0.0',
      PORT: String(port),
      PENDANT_DATA: house.paths.data,
    }
    const check = commandOf(wordsOf(serve, 'HEALTHCHECK')[0] as string)
    const isHealthy = () => run(check[0], check.slice(1), { env })
    await expect(isHealthy()).rejects.toMatchObject({ code: 1 })

    const command = commandOf(wordsOf(serve, 'CMD')[0] as string)
    const server = spawn(command[0], command.slice(1), { cwd: app, env, stdio: 'ignore' })
    onTestFinished(() => {
      server.kill('SIGKILL')
    })
    await vi.waitFor(isHealthy, { timeout: 90_000, interval: 200 })
    const page = await fetch(`http://127.0.0.1:${port}/`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<script')
    const exit = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    expect(await exit).toBe(0)
  })
})

describe('the image of a replica', () => {
  test('serves without the packages that it leaves out, and says that it reads no pictures', async () => {
    const app = mkdtempSync(join(tmpdir(), 'pendant-replica-'))
    onTestFinished(() => rmSync(app, { recursive: true, force: true }))
    for (const name of copied) cpSync(join(ROOT, name), join(app, name), { recursive: true })
    const [, leftOut = ''] = /^rm -r (.*)$/.exec(wordsOf(withoutNets, 'RUN').at(-1) ?? '') ?? []
    const names = leftOut.split(' ').map((path) => path.replace('node_modules/', ''))
    expect(names).toContain('@tensorflow')
    mkdirSync(join(app, 'node_modules'))
    for (const name of readdirSync(join(ROOT, 'node_modules'))) {
      if (names.includes(name)) continue
      symlinkSync(join(ROOT, 'node_modules', name), join(app, 'node_modules', name))
    }

    const house = await museum()
    await house.hang('one', someFaces(4))
    const port = await freePort()
    const [workers] = wordsOf(replica, 'ENV').filter((words) => words.startsWith('PENDANT_'))
    expect(workers).toBe('PENDANT_PICTURE_WORKERS=0')
    const env = {
      ...{ PATH: process.env.PATH, PORT: String(port), PENDANT_DATA: house.paths.data },
      ...{ PENDANT_PICTURE_WORKERS: '0', NODE_PRESERVE_SYMLINKS: '1' },
    }
    const command = commandOf(wordsOf(replica, 'CMD')[0] as string)
    const server = spawn(command[0], command.slice(1), { cwd: app, env, stdio: 'ignore' })
    onTestFinished(() => {
      server.kill('SIGKILL')
    })
    const match = (body: BodyInit, headers = {}) =>
      fetch(`http://127.0.0.1:${port}/api/v1/match`, { method: 'POST', headers, body })
    const probe = JSON.stringify({ descriptor: [...(someFaces(4)[0] as Float32Array)] })
    await vi.waitFor(
      async () => {
        expect((await match(probe, { 'content-type': 'application/json' })).status).toBe(200)
      },
      { timeout: 60_000, interval: 200 },
    )
    const form = new FormData()
    form.append('image', new Blob(['no picture']), 'picture.jpg')
    const refused = await match(form)
    expect(refused.status).toBe(415)
    expect(await refused.json()).toMatchObject({
      code: 'unsupported-media-type',
      detail: expect.stringContaining('this server takes no pictures'),
    })
  })
})

async function freePort(): Promise<number> {
  const holder = createServer().listen(0)
  await new Promise((resolve) => holder.once('listening', resolve))
  const { port } = holder.address() as AddressInfo
  await new Promise((resolve) => holder.close(resolve))
  return port
}
