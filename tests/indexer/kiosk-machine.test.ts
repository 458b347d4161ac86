import { execFile } from 'node:child_process'
import { chmod, lstat, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { runPendant } from './run-pendant.ts'
import { scratchFolder } from './scratch-folder.ts'

const run = promisify(execFile)

type Checked = {
  readonly ok: boolean
  readonly checks: readonly {
    readonly check: string
    readonly ok: boolean
    readonly found: string
    readonly advice: string
  }[]
}

async function put(root: string, path: string, text = ''): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}

async function check(root: string): Promise<Checked> {
  return JSON.parse(
    (await runPendant('kiosk', 'check', '--root', root, '--json')).stdout,
  ) as Checked
}

async function problems(root: string): Promise<Record<string, string>> {
  const { checks } = await check(root)
  const wrong = checks.filter(({ ok }) => !ok)
  return Object.fromEntries(wrong.map(({ check: name, found }) => [name, found]))
}

/** What packages, adduser and systemctl leave on a machine. */
async function install(root: string, ...programs: readonly string[]): Promise<void> {
  for (const program of ['npm', 'curl', 'chromium', ...programs])
    await put(root, `usr/bin/${program}`)
  await put(
    root,
    'etc/passwd',
    'pendant:x:990:990::/:/bin/false\nkiosk:x:1001:1001::/home/kiosk:\n',
  )
  const units = join(root, 'etc/systemd/system')
  for (const [target, unit] of [
    ['multi-user', 'pendant'],
    ['graphical', 'pendant-screen'],
  ]) {
    await mkdir(join(units, `${target}.target.wants`), { recursive: true })
    await symlink(`../${unit}.service`, join(units, `${target}.target.wants`, `${unit}.service`))
  }
  await symlink('/lib/systemd/system/graphical.target', join(units, 'default.target'))
}

describe('kiosk setup and check', { timeout: 60_000 }, () => {
  it.each([
    ['cage', ['cage', 'wlr-randr'], []],
    ['x11', ['xinit', 'xrandr', 'xinput', 'xset'], ['--display', 'x11', '--rotate', '270']],
  ] as const)(
    'make a machine a kiosk under %s, and find it one',
    async (_name, programs, words) => {
      const root = await scratchFolder()
      const { status } = await runPendant('kiosk', 'setup', '--root', root, ...words)
      expect(status).toBe(0)
      await install(root, ...programs)
      expect(await problems(root)).toEqual({})
      const again = await runPendant('kiosk', 'setup', '--root', root, ...words, '--json')
      const { files } = JSON.parse(again.stdout) as { files: { outcome: string }[] }
      expect(new Set(files.map(({ outcome }) => outcome))).toEqual(new Set(['kept']))
    },
  )

  it('say what is missing on a bare machine, and what to do', async () => {
    const root = await scratchFolder()
    const bare = await runPendant('kiosk', 'check', '--root', root)
    expect([bare.status, bare.stderr]).toEqual([1, expect.stringContaining('kiosk setup')])
    await runPendant('kiosk', 'setup', '--root', root)
    await put(root, 'etc/passwd', 'root:x:0:0::/root:\n')
    expect(Object.keys(await problems(root))).toEqual([
      'npm',
      'curl',
      'chromium',
      'cage',
      'wlr-randr',
      'user pendant',
      'user kiosk',
      'starts by itself',
      'default target',
    ])
    expect((await check(root)).checks.find(({ ok }) => !ok)?.advice).toContain('apt install npm')
  })

  it('find a file that was changed, and keep what was there before', async () => {
    const root = await scratchFolder()
    const unit = 'etc/systemd/system/pendant-screen.service'
    await put(root, unit, '[Service]\nExecStart=/usr/bin/startx\n')
    const { stdout } = await runPendant('kiosk', 'setup', '--root', root)
    expect(stdout).toContain('.before')
    expect(await readFile(join(root, `${unit}.before`), 'utf8')).toContain('startx')
    await install(root, 'cage', 'wlr-randr')
    const text = await readFile(join(root, unit), 'utf8')
    await writeFile(join(root, unit), text.replace('Restart=always', 'Restart=no'))
    await chmod(join(root, 'usr/local/bin/pendant-screen'), 0o644)
    const wrong = await problems(root)
    expect(wrong['pendant-screen.service']).toContain('Restart=always')
    expect(wrong['pendant-screen']).toContain('may not be run')
    expect(Object.keys(wrong)).toHaveLength(2)
  })

  it('find the lock of a browser of another host, and start past it', async () => {
    const root = await scratchFolder()
    const profile = join(root, 'profile')
    await runPendant('kiosk', 'setup', '--root', root, '--profile', profile, '--rotate', '270')
    await install(root, 'cage', 'wlr-randr')
    // `check` looks below its root for the profile as well.
    await mkdir(join(root, profile), { recursive: true })
    await symlink('kiosk-before-it-was-renamed-311', join(root, profile, 'SingletonLock'))
    expect(Object.keys(await problems(root))).toEqual(['profile lock'])
    await rm(join(root, profile, 'SingletonLock'))
    await symlink(`${hostname()}-311`, join(root, profile, 'SingletonLock'))
    expect(await problems(root)).toEqual({})

    await mkdir(profile)
    await symlink('kiosk-before-it-was-renamed-311', join(profile, 'SingletonLock'))
    const programs = join(root, 'stand-ins')
    for (const name of ['chromium', 'wlr-randr', 'curl']) {
      await put(programs, name, `#!/bin/sh\necho ${name} "$@" >> "${root}/ran"\n`)
      await chmod(join(programs, name), 0o755)
    }
    await run(join(root, 'usr/local/bin/pendant-screen'), {
      env: { PATH: `${programs}:${process.env.PATH}` },
    })
    await expect(lstat(join(profile, 'SingletonLock'))).rejects.toThrow('ENOENT')
    const [turned, waited, shown = ''] = (await readFile(join(root, 'ran'), 'utf8')).split('\n')
    expect(turned).toBe('wlr-randr --output HDMI-A-1 --transform 270')
    expect(waited).toContain('http://localhost:8080/')
    expect(shown).toMatch(/^chromium .*--kiosk .*http:\/\/localhost:8080$/)
    expect(shown).toContain(`--user-data-dir=${profile}`)
  })

  it.each([
    [['--rotate', '45'], '0, 90, 180 or 270'],
    [['--output', 'HDMI; reboot'], 'HDMI-A-1'],
    [['--display', 'wayland'], 'cage or x11'],
    [['--port', 'harbour'], 'port'],
    [['--profile', '../chromium'], 'absolute path'],
  ])('refuse %j, and write nothing', async (words, said) => {
    const root = await scratchFolder()
    const { status, stderr } = await runPendant('kiosk', 'setup', '--root', root, ...words)
    expect([status, stderr]).toEqual([1, expect.stringContaining(said)])
    await expect(lstat(join(root, 'etc'))).rejects.toThrow('ENOENT')
  })
})
