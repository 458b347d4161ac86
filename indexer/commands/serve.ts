import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import type { CommandContext } from '../terminal/command-context.ts'

const SERVER = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export function registerServeCommand(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('run the server over the data folder until it is stopped; PORT and HOST say where')
    .action(async () => {
      // The server has its own process group. Otherwise a terminal's ctrl-C would reach it twice,
      // and a second signal ends it at once.
      const server = spawn(process.execPath, ['--import', 'tsx', SERVER], {
        cwd: ROOT,
        env: { ...process.env, PENDANT_DATA: context.paths().data },
        stdio: 'inherit',
        detached: true,
      })
      context.signal.addEventListener('abort', () => server.kill('SIGTERM'))
      process.on('exit', () => server.kill('SIGKILL'))
      const [status, signal] = (await once(server, 'exit')) as [number | null, string | null]
      process.exitCode = status ?? (signal === null ? 0 : 1)
    })
}
