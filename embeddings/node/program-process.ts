import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const START = fileURLToPath(new URL('./program-start.mjs', import.meta.url))

/**
 * A process that runs a TypeScript module, with a channel for messages as structured clones. Native
 * code that fails ends it alone, where a worker thread would take its process along. Whoever starts
 * it ends it.
 */
export function forkProgram(
  program: URL,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = process.env,
): ChildProcess {
  return fork(START, [program.href, ...args], {
    serialization: 'advanced',
    execArgv: [],
    env: environment,
  })
}
