import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { compiledPrograms } from '../compiled-programs.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PROGRAMS = await compiledPrograms()

export type Ended = {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * The command line as people call it: `npm run --silent pendant -- …`; npm takes a second of its
 * own.
 */
export function runThroughNpm(...args: string[]): Promise<Ended> {
  return ended(spawn('npm', ['run', '--silent', 'pendant', '--', ...args], { cwd: ROOT }))
}

/** The command line from its start to its end. */
export function runPendant(...args: string[]): Promise<Ended> {
  return ended(startPendant(...args))
}

/**
 * `pendant index` for a handful of pictures: one worker, since each takes seconds of processor time
 * to load its models.
 */
export const INDEX_A_FEW = ['index', '--no-objects', '--workers', '1'] as const

/**
 * The command line as one process, which can be killed; settings of the environment may come first.
 */
export function startPendant(
  ...args: [Record<string, string>, ...string[]] | string[]
): ChildProcess {
  const [first, ...rest] = args
  const settings = typeof first === 'object' ? first : {}
  const words = typeof first === 'object' ? rest : args
  return spawn(process.execPath, [`${PROGRAMS}/indexer/cli.js`, ...(words as string[])], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
  })
}

export async function ended(child: ChildProcess): Promise<Ended> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('The output of the child process is not piped.')
  const [out, err, [status]] = await Promise.all([text(stdout), text(stderr), once(child, 'exit')])
  return { status: status as number | null, stdout: out, stderr: err }
}
