import { existsSync } from 'node:fs'
import { readFile, readlink, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Check, type Finding, problem, well } from '../doctor/check.ts'
import { type MachineFile, machineFiles, OPTIONS_FILE } from './machine-files.ts'
import { type MachineOptions, machineOptionsSchema } from './machine-options.ts'

const UNITS = '/etc/systemd/system'
const SETUP = 'sudo npm run pendant -- kiosk setup'

/** What `setup` was told; null where it was never run, or its file is damaged. */
export async function readMachineOptions(root: string): Promise<MachineOptions | null> {
  try {
    const text = await readFile(join(root, OPTIONS_FILE), 'utf8')
    const parsed = machineOptionsSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Looks at a machine below `root` as a kiosk: its programs, users, files, units, and its profile.
 */
export function machineChecks(root: string, options: MachineOptions, host: string): Check[] {
  const { display, serverUser, screenUser } = options
  const programs =
    display === 'cage' ? ['cage', 'wlr-randr'] : ['xinit', 'xrandr', 'xinput', 'xset']
  return [
    ...['npm', 'curl', 'chromium', ...programs].map((program) => ({
      check: program,
      look: () => isInstalled(root, program),
    })),
    ...[serverUser, screenUser].map((user) => ({
      check: `user ${user}`,
      look: () => isUser(root, user),
    })),
    ...machineFiles(options).map((file) => ({
      check: basename(file.path),
      look: () => isAsSetUp(root, file),
    })),
    {
      check: 'starts by itself',
      look() {
        const missing = [
          `${UNITS}/multi-user.target.wants/pendant.service`,
          `${UNITS}/graphical.target.wants/pendant-screen.service`,
        ].filter((link) => !existsSync(join(root, link)))
        return missing.length === 0
          ? well('both units are enabled')
          : problem(
              `not enabled: ${missing.map((link) => basename(link)).join(', ')}`,
              'Run: sudo systemctl enable --now pendant pendant-screen',
            )
      },
    },
    { check: 'default target', look: () => isGraphical(root) },
    { check: 'profile lock', look: () => isUnlocked(root, options, host) },
  ]
}

function isInstalled(root: string, program: string): Finding {
  const found = ['/usr/bin', '/usr/local/bin', '/bin']
    .map((folder) => join(folder, program))
    .find((path) => existsSync(join(root, path)))
  return found === undefined
    ? problem(`there is no ${program}`, `Install it: sudo apt install ${packageOf(program)}`)
    : well(found)
}

function packageOf(program: string): string {
  return { xrandr: 'x11-xserver-utils', xset: 'x11-xserver-utils' }[program] ?? program
}

async function isUser(root: string, user: string): Promise<Finding> {
  const users = await readFile(join(root, '/etc/passwd'), 'utf8')
  return users.split('\n').some((line) => line.startsWith(`${user}:`))
    ? well('is there')
    : problem(`there is no user ${user}`, `Make one: sudo adduser --disabled-password ${user}`)
}

/** Lines of the museum's own may be there too; none of those that were written may be missing. */
async function isAsSetUp(root: string, { path, text, mode }: MachineFile): Promise<Finding> {
  const place = join(root, path)
  if (!existsSync(place)) return problem(`there is no ${path}`, `Write it: ${SETUP}`)
  const lines = new Set((await readFile(place, 'utf8')).split('\n').map((line) => line.trim()))
  const missing = text.split('\n').filter((line) => !lines.has(line.trim()))
  if (missing.length > 0) {
    return problem(`${path} lacks “${missing[0]?.trim()}”`, `Write it anew: ${SETUP}`)
  }
  const isRunnable = ((await stat(place)).mode & 0o111) !== 0
  return mode === 0o755 && !isRunnable
    ? problem(`${path} may not be run`, `sudo chmod 755 ${path}`)
    : well(path)
}

async function isGraphical(root: string): Promise<Finding> {
  const link = (await linkAt(join(root, UNITS, 'default.target'))) ?? 'none'
  return link.endsWith('graphical.target')
    ? well('graphical.target')
    : problem(
        `the default target is ${link}, not graphical.target`,
        'Run: sudo systemctl set-default graphical.target',
      )
}

/** A lock of another host is one that was left; of this host, one of a Chromium that may run. */
async function isUnlocked(root: string, options: MachineOptions, host: string): Promise<Finding> {
  const lock = join(options.profile, 'SingletonLock')
  const owner = await linkAt(join(root, lock))
  if (owner === null) return well('there is none')
  return owner.startsWith(`${host}-`)
    ? well(`held by ${owner}`)
    : problem(
        `${lock} was left by ${owner}`,
        'pendant-screen removes it at the next start: sudo systemctl restart pendant-screen',
      )
}

/** Where a link leads; null where there is none. */
async function linkAt(path: string): Promise<string | null> {
  try {
    return await readlink(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
